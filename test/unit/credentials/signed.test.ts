/** The project's own signed media against what their table says, for each set of lists. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { c2paSettings } from '../../../utils/credentials/c2pa/settings';
import { inspectAndCheck, inspectCheckAndTell } from '../../../utils/credentials/check-credentials';
import { canBeChecked } from '../../../utils/credentials/checkable';
import type { TrustLists } from '../../../utils/credentials/trust-lists';
import { examine } from '../../../utils/engine/inspect';
import type { LabelReport } from '../../../utils/engine/report';
import { bufferSource } from '../../../utils/engine/source/buffer-source';
import type { Lists, SignedRow } from '../../fixtures/signed/table';
import { concat, u32be } from '../../fixtures/write/bytes';
import { c2paStore } from '../../fixtures/write/c2pa';
import { uuidC2pa } from '../../fixtures/write/images';
import { library } from './library';

const folder = join(import.meta.dirname, '../../fixtures/signed');
const rows = JSON.parse(readFileSync(join(folder, 'signed.json'), 'utf8')) as readonly SignedRow[];
const list = (name: string): string => readFileSync(join(folder, 'lists', `${name}.pem`), 'utf8');
const bytesOf = (file: string): Uint8Array => new Uint8Array(readFileSync(join(folder, 'media', file)));

const EVERY_LIST: readonly Lists[] = ['official', 'interim', 'allowed', 'tsa', 'own'];

const listsOf = (names: readonly Lists[]): TrustLists => ({
  ...(names.includes('official') && { official: list('official') }),
  ...(names.includes('tsa') && { timeStamping: list('tsa') }),
  ...(names.includes('interim') && {
    interim: { anchors: list('interim'), allowed: names.includes('allowed') ? list('allowed') : '' },
  }),
  ...(names.includes('own') && { own: [{ name: 'house', anchors: list('own') }] }),
});

const check = async (bytes: Uint8Array, file: string, names: readonly Lists[] = EVERY_LIST) => ({
  stated: await examine(bufferSource(bytes), { input: file }),
  checked: await inspectAndCheck(bytes, { input: file }, { library, settings: c2paSettings(listsOf(names)) }),
});
const credential = ({ findings }: LabelReport) => findings.find(({ mark }) => mark === 'c2pa');

describe.each(rows)('$file with $lists', ({ file, lists, status, assurance, codes }) => {
  it(`is ${status}, ${assurance}`, async () => {
    const { stated, checked } = await check(bytesOf(file), file, lists);
    expect(credential(stated.report)).toMatchObject({ status, assurance: 'declared' });
    expect(credential(stated.report)?.codes).toContain('not-checked');
    expect(credential(checked)).toMatchObject({ status, assurance });
    expect([...(credential(checked)?.codes ?? [])].sort()).toEqual([...codes].sort());
    expect(credential(checked)?.validation?.length).toBeGreaterThan(0);
    expect(checked.verdict).toMatchObject({ status, assurance });
  });
});

it('names the signer, and the time where a stamp proves it', async () => {
  const { checked } = await check(bytesOf('stamped.jpg'), 'stamped.jpg');
  expect(checked.findings[0]).toMatchObject({ who: 'Example Generators', fields: { Signer: 'Generator' } });
  expect(checked.findings[0]?.fields.SignedAt).toMatch(/^20\d\d-\d\d-\d\dT/);
  const { checked: unstamped } = await check(bytesOf('plain.jpg'), 'plain.jpg');
  expect(unstamped.findings[0]?.fields).not.toHaveProperty('SignedAt');
});

it('checks no part of a file', async () => {
  const whole = bytesOf('plain.png');
  for (const length of [whole.length - 1, whole.length - 20, 9_000]) {
    const { stated, checked } = await check(whole.subarray(0, length), 'plain.png');
    expect(canBeChecked(stated)).toBe(false);
    expect(checked.findings.map((finding) => finding.assurance)).not.toContain('broken');
  }
});

it('leaves a medium without credentials as it is', async () => {
  const plain = new Uint8Array(readFileSync(join(folder, '../media/iptc-trained.jpg')));
  const { stated, checked } = await check(plain, 'iptc-trained.jpg');
  expect({ ...checked, elapsedMs: 0 }).toEqual({ ...stated.report, elapsedMs: 0 });
});

it('names the list of the signer, not that of an ingredient’s', async () => {
  const options = { input: 'opened-interim.jpg' };
  const tools = { library, settings: c2paSettings(listsOf(EVERY_LIST)), withHistory: true };
  const { report, history } = await inspectCheckAndTell(bytesOf('opened-interim.jpg'), options, tools);
  expect(report.findings[0]).toMatchObject({ assurance: 'verified-interim', fields: { TrustList: 'c2pa-official' } });
  expect(history?.steps.map(({ assurance }) => assurance)).toEqual(['verified', 'verified-interim']);
});

/** One APP11 segment with the numbers of another. */
const numbered = (segment: Uint8Array, sequence: number): Uint8Array =>
  concat(segment.subarray(0, 8), u32be(sequence), segment.subarray(12));

it('vouches for no store whose parts could be joined otherwise', async () => {
  const whole = bytesOf('plain.jpg');
  const start = Buffer.from(whole).indexOf(Uint8Array.of(0xff, 0xeb));
  const end = start + 2 + Buffer.from(whole).readUInt16BE(start + 2);
  const segment = whole.subarray(start, end);
  const around = (...parts: readonly Uint8Array[]) => concat(whole.subarray(0, start), ...parts, whole.subarray(end));
  // The library goes by the order in which they stand, others by their numbers.
  const medium = around(numbered(segment, 2), numbered(segment, 1));
  const { stated, checked } = await check(medium, 'plain.jpg');
  expect(canBeChecked(stated)).toBe(false);
  expect(credential(checked)).toMatchObject({ assurance: 'declared', codes: ['not-checked', 'c2pa-layout'] });
  expect(canBeChecked((await check(around(numbered(segment, 1)), 'plain.jpg')).stated)).toBe(true);
});

describe('a second store', () => {
  const another = c2paStore({
    action: 'c2pa.created',
    digitalSourceType: 'digitalCapture',
    agent: { name: 'Somebody', version: '1' },
    format: 'video/mp4',
  });

  // The hash of an MP4 leaves out the boxes of stores, and the library those whose purpose it does not know.
  it.each(['manifest', 'anything'])(
    'in a box for %s, added to a signed MP4, leaves neither vouched for',
    async (purpose) => {
      const medium = concat(bytesOf('plain.mp4'), uuidC2pa(another, purpose));
      const { stated, checked } = await check(medium, 'plain.mp4');
      expect(canBeChecked(stated)).toBe(false);
      expect(credential(checked)).toMatchObject({ assurance: 'declared', codes: ['not-checked', 'c2pa-layout'] });
      expect(checked.notes).toContain('credentials-not-checked');
    },
  );
});
