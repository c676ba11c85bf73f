/** C2PA stores that lie apart from their medium. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { c2paSettings } from '../../../utils/credentials/c2pa/settings';
import { checkRecord } from '../../../utils/credentials/check-record';
import { recordAddress } from '../../../utils/credentials/record-address';
import { LIMITS } from '../../../utils/engine/limits';
import { unreadableReport, withFindings } from '../../../utils/engine/make-report';
import type { Finding } from '../../../utils/engine/report';
import { storeOf } from '../../fixtures/store-of';
import { ascii, concat, u32be } from '../../fixtures/write/bytes';
import { manifestBox, otherJumbf, superbox } from '../../fixtures/write/c2pa';
import { library } from './library';

const ADDRESS = 'https://records.example/a/store';
const official = readFileSync(join(import.meta.dirname, '../../fixtures/signed/lists/official.pem'), 'utf8');
const settings = c2paSettings({ official });

const naming = (address: string, place = 'JPEG APP1 XMP'): Finding => ({
  mark: 'c2pa',
  status: 'labelled-other',
  assurance: 'declared',
  place,
  codes: ['remote-manifest'],
  fields: { Provenance: address },
  deviations: [],
});

const OTHER: Finding = {
  mark: 'iptc',
  status: 'ai-edited',
  assurance: 'declared',
  place: 'JPEG APP1 XMP',
  fields: {},
  deviations: [],
};

const stated = (findings: readonly Finding[], input = 'https://media.example/pictures/cat.jpg') =>
  withFindings({ ...unreadableReport(input, 'network', ''), container: 'jpeg', kind: 'image', error: null }, findings);

const check = (
  bytes: Uint8Array,
  findings: readonly Finding[] = [naming(ADDRESS)],
  address = ADDRESS,
  input?: string,
) => checkRecord({ bytes, address }, stated(findings, input), { library, settings });

describe('a record that lies apart', () => {
  it('says what it states, who signed it, and its history, and is no more than declared', async () => {
    const told = await check(storeOf('plain.png'), [OTHER, naming(ADDRESS)]);
    expect(told?.report.findings).toHaveLength(2);
    expect(told?.report.findings[0]).toMatchObject({
      mark: 'c2pa',
      status: 'ai-generated',
      assurance: 'declared',
      place: 'JPEG APP1 XMP',
      who: 'Example Generators',
      codes: ['remote-manifest'],
      fields: { Provenance: ADDRESS, Signer: 'Generator' },
    });
    expect(told?.report.findings[1]).toEqual(OTHER);
    expect(told?.report.verdict).toMatchObject({ status: 'ai-generated', assurance: 'declared' });
    expect(told?.history?.steps.map(({ assurance }) => assurance)).toEqual(['declared']);
  });

  it('is not held against the medium that was not at hand', async () => {
    const told = await check(storeOf('plain.png'));
    const validation = told?.report.findings[0]?.validation ?? [];
    expect(validation).toContain('claimSignature.validated');
    expect(validation).toContain('signingCredential.trusted');
    expect(validation.filter((code) => /Hash\.mismatch/.test(code))).toEqual([]);
  });

  it('that was changed itself is not vouched for, and its history says so', async () => {
    const store = storeOf('plain.png');
    const at = Buffer.from(store).indexOf('claim_generator_info');
    store[at + 'claim_generator_info'.length + 8] = 0x5a;
    const told = await check(store);
    expect(told?.report.findings[0]).toMatchObject({ assurance: 'declared', codes: ['remote-manifest'] });
    expect(told?.report.findings[0]?.validation).toContain('claimSignature.mismatch');
    expect(told?.history?.steps[0]?.assurance).toBe('broken');
  });

  it.each([
    ['HTTP Link', ADDRESS, 'https://media.example/pictures/cat.jpg', 'c2pa-sidecar'],
    [
      'JPEG APP1 XMP',
      'https://media.example/pictures/cat.c2pa',
      'https://media.example/pictures/cat.jpg',
      'c2pa-sidecar',
    ],
    [
      'JPEG APP1 XMP',
      'https://media.example/pictures/cat.c2pa?v=2',
      'https://media.example/pictures/cat.jpg?w=9',
      'c2pa-sidecar',
    ],
    ['JPEG APP1 XMP', 'https://media.example/pictures/cat.C2PA', 'https://media.example/pictures/cat', 'c2pa-sidecar'],
    [
      'JPEG APP1 XMP',
      'https://media.example/pictures/dog.c2pa',
      'https://media.example/pictures/cat.jpg',
      'remote-manifest',
    ],
    ['JPEG APP1 XMP', 'https://media.example/cat.c2pa', 'https://media.example/pictures/cat.jpg', 'remote-manifest'],
    [
      'JPEG APP1 XMP',
      'https://other.example/pictures/cat.c2pa',
      'https://media.example/pictures/cat.jpg',
      'remote-manifest',
    ],
    ['JPEG APP1 XMP', 'https://media.example/pictures/cat.c2pa', 'cat.jpg', 'remote-manifest'],
  ])('named by %s at %s, of %s, is a %s', async (place, address, input, code) => {
    const told = await check(storeOf('plain.png'), [naming(address, place)], address, input);
    expect(told?.report.findings[0]).toMatchObject({ place, codes: [code] });
  });

  it('is the one that was asked for: what names another address stays', async () => {
    const another = naming('https://records.example/b', 'HTTP Link');
    const told = await check(storeOf('plain.png'), [naming(ADDRESS), another]);
    expect(told?.report.findings[1]).toEqual(another);
    expect(told?.report.findings.map(recordAddress)).toEqual([undefined, 'https://records.example/b']);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['a page', ascii('<!doctype html><title>Sign in</title>')],
    [
      'a picture with such a store',
      new Uint8Array(readFileSync(join(import.meta.dirname, '../../fixtures/signed/media/plain.png'))),
    ],
    ['another JUMBF superbox', otherJumbf('{}')],
    ['the head of a superbox', storeOf('plain.png').subarray(0, 20)],
    ['a superbox without a description', concat(u32be(24), ascii('jumb'), u32be(16), ascii('free'), new Uint8Array(8))],
    ['a store behind other bytes', concat(ascii('    '), storeOf('plain.png'))],
  ])('is none where the server sent %s', async (_, bytes) => {
    expect(await check(bytes)).toBeNull();
  });

  it('that is cut says that it cannot be decoded, and breaks nothing', async () => {
    const store = storeOf('plain.png');
    const told = await check(store.subarray(0, store.length - 200));
    expect(told?.report.findings[0]).toMatchObject({ assurance: 'declared' });
    expect(told?.report.findings[0]?.codes).toContain('c2pa-malformed');
    expect(told?.history).toBeNull();
  });

  it('of too many manifests never reaches the library, and says that it was not checked', async () => {
    const one = (index: number) =>
      manifestBox('c2ma', `urn:c2pa:${index}`, { 'c2pa.note': { text: 'x' } }, { generator: { name: 'Maker' } });
    const store = superbox(
      'c2pa',
      'c2pa',
      ...Array.from({ length: LIMITS.c2paManifests + 1 }, (_, index) => one(index)),
    );
    const never = () => Promise.reject(new Error('The library is not to be asked.'));
    const told = await checkRecord({ bytes: store, address: ADDRESS }, stated([naming(ADDRESS)]), {
      library: never,
      settings,
    });
    expect(told?.report.findings[0]?.codes).toEqual(expect.arrayContaining(['remote-manifest', 'not-checked']));
    expect(told?.report.notes).toContain('credentials-not-checked');
    expect(told?.history).toBeNull();
  });
});
