// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { TRUST_LIMITS } from '@/utils/trust/limits';
import { type OwnListFault, readOwnList } from '@/utils/trust/own-list';
import { fixtureList } from './fixture-lists';
import { LABEL_CERTIFICATE_PEM, LABEL_KEY_PEM } from './label-key';

const own = fixtureList('own');
const key = /^3059301306072a8648ce3d020106082a811ccf5501822d034200/;

const block = (label: string, der: Uint8Array): string =>
  `-----BEGIN ${label}-----\n${Buffer.from(der).toString('base64')}\n-----END ${label}-----\n`;
const derOf = (pem: string): Buffer => Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64');
/** SubjectPublicKeyInfo of a P-256 key, out of the certificate that holds it. */
const otherKey = (): Uint8Array => {
  const der = derOf(own);
  const start = der.indexOf(Buffer.from('3059301306072a8648ce3d020106082a8648ce3d030107', 'hex'));
  return der.subarray(start, start + 91);
};

describe('a list of one’s own', () => {
  it.each<[string, string, { certificates: number; keys: number }]>([
    ['an authority', own, { certificates: 1, keys: 0 }],
    [
      'authorities with words between them',
      `Ours\n${own}\nand\n${fixtureList('official')}`,
      { certificates: 2, keys: 0 },
    ],
    ['a key of labels', LABEL_KEY_PEM, { certificates: 0, keys: 1 }],
    ['a certificate with a key of labels', LABEL_CERTIFICATE_PEM, { certificates: 0, keys: 1 }],
    ['both forms of one key', LABEL_KEY_PEM + LABEL_CERTIFICATE_PEM, { certificates: 0, keys: 1 }],
    ['authorities and keys', own + LABEL_KEY_PEM, { certificates: 1, keys: 1 }],
    ['Windows line ends', own.replaceAll('\n', '\r\n'), { certificates: 1, keys: 0 }],
  ])('may hold %s', (_, text, { certificates, keys }) => {
    const entries = readOwnList(text);
    if (typeof entries === 'string') throw new Error(entries);
    expect(entries.certificates).toBe(certificates);
    expect(entries.anchors.split('-----BEGIN CERTIFICATE-----')).toHaveLength(certificates + 1);
    expect(entries.keys).toHaveLength(keys);
    for (const one of entries.keys) expect(one).toMatch(key);
  });

  it.each<[string, string, OwnListFault]>([
    ['nothing', '', 'empty'],
    ['words', 'example.com is fine', 'empty'],
    ['a binary certificate', new TextDecoder().decode(derOf(own)), 'binary'],
    ['a private key', `${own}-----BEGIN EC PRIVATE KEY-----\nMAA=\n-----END EC PRIVATE KEY-----`, 'privateKey'],
    ['a cut certificate', own.slice(0, -40), 'unparsable'],
    ['a good and a damaged one', `${fixtureList('official')}\n${own.replace(/\n\w{6}/, '\n*')}`, 'unparsable'],
    ['a signer’s certificate', fixtureList('allowed'), 'notAuthority'],
    ['a key of another kind', block('PUBLIC KEY', otherKey()), 'otherKey'],
    ['a key that is none', block('PUBLIC KEY', Uint8Array.of(0x30, 0)), 'otherKey'],
    ['too much', own + ' '.repeat(TRUST_LIMITS.ownCharacters), 'tooLarge'],
    ['too many', own.repeat(TRUST_LIMITS.ownEntries + 1), 'tooMany'],
  ])('is refused with %s', (_, text, fault) => {
    expect(readOwnList(text)).toBe(fault);
  });

  it('holds as many entries as allowed', () => {
    expect(readOwnList(own.repeat(TRUST_LIMITS.ownEntries))).toMatchObject({ certificates: TRUST_LIMITS.ownEntries });
  });

  it.each(['official', 'interim', 'tsa'] as const)('the tests’ own authority %s is one', (name) => {
    expect(readOwnList(fixtureList(name))).toMatchObject({ certificates: 1 });
  });
});
