import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { c2paSettings } from '../../../utils/credentials/c2pa/settings';
import { LIST_LIMITS, readCertificates } from '../../../utils/credentials/certificates';
import { acceptList, type ListFault, withoutKeysOf } from '../../../utils/credentials/trust-lists';

const list = (name: string): string =>
  readFileSync(join(import.meta.dirname, `../../fixtures/signed/lists/${name}.pem`), 'utf8');
const official = list('official');
const interim = list('interim');
const own = list('own');
const both = `# two lists\n${official}\n${interim}`;

describe('certificates', () => {
  it('are read with who they were issued to, and when they hold', () => {
    const [certificate] = readCertificates(official) ?? [];
    expect(certificate).toMatchObject({ organisation: 'Example Trust', commonName: 'Example Official Root' });
    expect(certificate?.notBefore.toISOString()).toBe('2024-01-01T00:00:00.000Z');
    expect(certificate?.notAfter.toISOString()).toBe('2074-01-01T00:00:00.000Z');
    expect(certificate?.key).toMatch(/^30[0-9a-f]{100,}$/);
  });

  it.each([
    ['a block that is no base64', official.replace(/\n\w/, '\n*')],
    ['a block that is cut', official.replace(/.{40}\n-----END/, '\n-----END')],
    ['a block that is another structure', '-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----'],
    ['a text that is too long', `${official}${' '.repeat(LIST_LIMITS.characters)}`],
    ['one bad block among good ones', `${both}\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----`],
  ])('of %s are none', (_, text) => {
    expect(readCertificates(text) ?? []).toEqual([]);
  });
});

describe('a list that was fetched', () => {
  it.each<[string, string, string | undefined, number | ListFault]>([
    ['is used', both, undefined, 2],
    ['replaces a shorter one', both, official, 2],
    ['replaces one of the same length', official, interim, 1],
    ['is not used when it is empty', '', official, 'empty'],
    ['is not used when it is a page', '<!doctype html><p>Not found', official, 'empty'],
    ['is not used when it was cut within a certificate', both.slice(0, -200), undefined, 'unparsable'],
    ['is not used when it lost more than half', official, `${both}\n${own}`, 'shrunk'],
  ])('%s', (_, text, before, expected) => {
    const accepted = acceptList(text, before);
    expect(typeof accepted === 'string' ? accepted : accepted.length).toBe(expected);
  });
});

test('a key that stands in another list is taken out, whatever its certificate', () => {
  expect(readCertificates(withoutKeysOf(both, [official, undefined]))?.map(({ commonName }) => commonName)).toEqual([
    'Example Interim Root',
  ]);
  expect(withoutKeysOf(both, [both])).toBe('');
});

test('the library is told the usages at the top level, no network, and each list once', () => {
  const settings = JSON.parse(
    c2paSettings({
      official,
      timeStamping: `${both}\n${list('tsa')}`,
      interim: { anchors: both, allowed: own },
      own: [{ name: 'house', anchors: own }],
    }),
  );
  expect(settings.trust.trust_config.split('\n')).toContain('1.3.6.1.4.1.62558.2.1');
  expect(settings.verify).toMatchObject({ remote_manifest_fetch: false, ocsp_fetch: false });
  expect(settings.core).toEqual({ allowed_network_hosts: [], decode_identity_assertions: false });
  const holds = (pem: string, others: string): boolean => pem.includes(others.trim().split('\n')[1] ?? '?');
  const byName = Object.fromEntries(
    settings.trust.anchors.map((one: { trust_uri: string; trust_anchors: string }) => [
      one.trust_uri,
      one.trust_anchors,
    ]),
  );
  expect(Object.keys(byName)).toEqual(['own:house', 'c2pa-official', 'c2pa-official-tsa', 'c2pa-interim']);
  expect(holds(byName['c2pa-official-tsa'], official)).toBe(false);
  expect(holds(byName['c2pa-interim'], official)).toBe(false);
  expect(holds(byName['c2pa-interim'], interim)).toBe(true);
});

test('of lists that share a key, only the one that says most of a signer keeps it', () => {
  const settings = JSON.parse(
    c2paSettings({
      timeStamping: `${interim}\n${own}\n${official}`,
      interim: { anchors: `${interim}\n${own}`, allowed: '' },
      own: [{ name: 'house', anchors: own }],
    }),
  );
  expect(
    settings.trust.anchors.map(({ trust_uri, trust_anchors }: { trust_uri: string; trust_anchors: string }) => [
      trust_uri,
      readCertificates(trust_anchors)?.map(({ commonName }) => commonName),
    ]),
  ).toEqual([
    ['own:house', ['Example House Root']],
    ['c2pa-official-tsa', ['Example Official Root']],
    ['c2pa-interim', ['Example Interim Root']],
  ]);
});
