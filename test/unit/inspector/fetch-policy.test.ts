import { describe, expect, it } from 'vitest';
import { checkAddress, homeOf } from '@/utils/inspector/fetch-policy';
import { isSpecialHost, SPECIAL_PATTERNS } from '@/utils/inspector/special-addresses';

const PRIVATE_HOSTS = [
  // IPv4, in the spellings that the URL parser folds into one
  '0.0.0.0',
  '0',
  '10.0.0.1',
  '10.255.255.255',
  '100.64.0.1',
  '100.127.255.255',
  '127.0.0.1',
  '127.1',
  '127.255.255.254',
  '2130706433',
  '0x7f000001',
  '0x7f.0.0.1',
  '0177.0.0.1',
  '017700000001',
  '127.0.0.1.',
  '１２７.０.０.１',
  '127。0。0。1',
  '%31%32%37.0.0.1',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.1',
  '192.0.2.7',
  '192.88.99.1',
  '192.168.1.1',
  '0300.0250.1.1',
  '198.18.0.1',
  '198.19.255.255',
  '198.51.100.3',
  '203.0.113.9',
  '224.0.0.1',
  '239.255.255.255',
  '240.0.0.1',
  '255.255.255.255',
  // IPv6
  '[::]',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[0000:0000:0000:0000:0000:0000:0000:0001]',
  '[::127.0.0.1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::ffff:8.8.8.8]',
  '[0:0:0:0:0:ffff:c0a8:0101]',
  '[64:ff9b::127.0.0.1]',
  '[64:ff9b::a00:1]',
  '[64:ff9b:1::a00:1]',
  '[100::1]',
  '[2001::1]',
  '[2001:0:5ef5:79fd:0:0:0:1]',
  '[2001:2::1]',
  '[2001:10::1]',
  '[2001:1ff::1]',
  '[2001:db8::1]',
  '[2001:0db8:85a3::1]',
  '[2002:7f00:1::]',
  '[2002:c0a8:101::1]',
  '[3fff::1]',
  '[3fff:fff::1]',
  '[4000::1]',
  '[200::1]',
  '[30::1]',
  '[2::1]',
  '[fc00::1]',
  '[fd12:3456:789a::1]',
  '[fe80::1]',
  '[fec0::1]',
  '[ff02::1]',
  // names
  'localhost',
  'LOCALHOST',
  'localhost.',
  'ｌｏｃａｌｈｏｓｔ',
  'a.localhost',
  'a.b.localhost.',
  'printer.local',
  'Printer.LOCAL.',
  'metadata.google.internal',
  'router.lan',
  'nas.home',
  'nas.home.arpa',
  'wiki.corp',
  'x.intranet',
  'box.localdomain',
  'router',
  'router.',
  'intranet',
];

const PUBLIC_HOSTS = [
  '1.1.1.1',
  '8.8.8.8',
  '9.255.255.255',
  '11.0.0.1',
  '100.63.255.255',
  '100.128.0.1',
  '126.255.255.255',
  '128.0.0.1',
  '169.253.0.1',
  '169.255.0.1',
  '172.15.255.255',
  '172.32.0.1',
  '192.0.1.1',
  '192.0.3.1',
  '192.88.98.1',
  '192.167.255.255',
  '192.169.0.1',
  '198.17.255.255',
  '198.20.0.1',
  '198.51.99.1',
  '203.0.112.1',
  '203.0.114.1',
  '223.255.255.255',
  '[2001:200::1]',
  '[2001:4860:4860::8888]',
  '[2606:4700::1111]',
  '[2a00:1450::1]',
  '[2000::1]',
  '[3000::1]',
  '[3fff:1000::1]',
  '[2003::1]',
  'example.com',
  'example.com.',
  'localhost.example.com',
  'local.example.com',
  'notlocalhost.com',
  'mylocal.net',
  'thelocal.se',
  '10.example.com',
  '127.0.0.1.example.com',
  'xn--fiqs8s.cn',
  '图片.中国',
];

const matchesRule = (address: string): boolean =>
  SPECIAL_PATTERNS.some((pattern) => new RegExp(pattern, 'i').test(new URL(address).href));

describe('the table of special hosts', () => {
  it.each(PRIVATE_HOSTS)('refuses %s in code and in the session rules', (host) => {
    for (const address of [`http://${host}/a.png`, `https://${host}:8443/`, `http://${host}`]) {
      expect(isSpecialHost(new URL(address).hostname)).toBe(true);
      expect(checkAddress(address, null).allowed).toBe(false);
      expect(matchesRule(address)).toBe(true);
    }
  });

  it.each(PUBLIC_HOSTS)('lets %s pass in code and in the session rules', (host) => {
    for (const address of [`http://${host}/a.png`, `https://${host}:8443/?q=http://127.0.0.1/`, `http://${host}`]) {
      expect(checkAddress(address, null).allowed).toBe(true);
      expect(matchesRule(address)).toBe(false);
    }
  });
});

describe('the address check', () => {
  it.each([
    ['file:///etc/passwd'],
    ['ftp://example.com/a'],
    ['data:image/png;base64,AAAA'],
    ['blob:https://example.com/0d9c'],
    ['javascript:alert(1)'],
    ['chrome-extension://abc/a.png'],
    ['moz-extension://abc/a.png'],
    ['http://user@example.com/a.png'],
    ['http://user:secret@example.com/a.png'],
    ['http://:secret@example.com/a.png'],
    ['/a.png'],
    [''],
    ['http://'],
    ['http://256.1.1.1/'],
  ])('refuses %s', (address) => {
    expect(checkAddress(address, null).allowed).toBe(false);
    expect(checkAddress(address, 'http://localhost').allowed).toBe(false);
  });

  const home = 'http://127.0.0.1:8080';
  it.each([
    ['http://127.0.0.1:8080/a.png', true],
    ['http://127.1:8080/a.png', true],
    ['http://example.com/a.png', true],
    ['http://127.0.0.1:8081/a.png', false],
    ['http://127.0.0.1/a.png', false],
    ['https://127.0.0.1:8080/a.png', false],
    ['http://localhost:8080/a.png', false],
    ['http://127.0.0.2:8080/a.png', false],
    ['http://192.168.1.1/a.png', false],
  ])('reads %s for a page at home on 127.0.0.1:8080: %s', (address, allowed) => {
    expect(checkAddress(address, home).allowed).toBe(allowed);
  });
});

describe('the home of a page', () => {
  it.each([
    ['http://127.0.0.1:8080/page', 'http://127.0.0.1:8080/page', 'http://127.0.0.1:8080'],
    ['http://localhost/frame', 'http://localhost/', 'http://localhost'],
    ['http://192.168.1.1/frame', 'https://evil.example/', null],
    ['https://evil.example/frame', 'http://192.168.1.1/', null],
    ['http://127.0.0.1:8081/frame', 'http://127.0.0.1:8080/', null],
    ['https://example.com/', 'https://example.com/', null],
    ['file:///home/a.html', 'file:///home/a.html', null],
    ['null', 'null', null],
    ['about:srcdoc', 'about:srcdoc', null],
  ])('of frame %s in %s is %s', (frame, top, home) => {
    expect(homeOf(frame, top)).toBe(home);
  });
});
