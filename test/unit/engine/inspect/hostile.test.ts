import { describe, expect, it } from 'vitest';
import type { Block } from '../../../../utils/engine/blocks';
import { decodeBlocks } from '../../../../utils/engine/decode-blocks';
import { C2PA_STORE_UUID } from '../../../../utils/engine/decoders/jumbf';
import type { TextField } from '../../../../utils/engine/fields';
import { inspect } from '../../../../utils/engine/inspect';
import { LIMITS } from '../../../../utils/engine/limits';
import { generator } from '../../../../utils/engine/marks/generator';
import { bufferSource } from '../../../../utils/engine/source/buffer-source';
import {
  app,
  app1Xmp,
  be16,
  be32,
  box,
  bytes,
  dataBox,
  eoi,
  ftyp,
  fullBox,
  hdlr,
  iim,
  ilstItem,
  jpeg,
  keysBox,
  le16,
  le32,
  repeated,
  riffChunk,
  sos,
  webp,
} from '../byte-builders';
import { type CborInput, cbor, superbox } from '../decoders/build';

const MIB = 1024 * 1024;
const times = <Piece>(count: number, make: (index: number) => Piece): Piece[] =>
  Array.from({ length: count }, (_, index) => make(index));
const inspectBytes = (medium: Uint8Array) => inspect(bufferSource(medium), { input: 'hostile', faults: 'throw' });

/** The same piece many times over, each with its number written at an offset. */
function numbered(piece: Uint8Array, count: number, at: number, write: (index: number) => Uint8Array): Uint8Array {
  const whole = repeated(piece, count);
  for (let index = 0; index < count; index++) whole.set(write(index), index * piece.length + at);
  return whole;
}

const MANIFEST = '63326d6100110010800000aa00389b71';
const ASSERTIONS = '6332617300110010800000aa00389b71';
const CLAIM = '6332636c00110010800000aa00389b71';
const CBOR = '63626f7200110010800000aa00389b71';
const cborBox = (uuid: string, label: string, content: CborInput) => superbox(uuid, label, box('cbor', cbor(content)));

type Assertions = readonly (readonly [string, CborInput])[];
function manifest(label: string, assertions: Assertions, claimBox?: Uint8Array): Uint8Array {
  const references = assertions.map(([name]) => ({ url: `self#jumbf=c2pa.assertions/${name}` }));
  const claim = { claim_generator: 'x', assertions: references };
  return superbox(
    MANIFEST,
    label,
    superbox(ASSERTIONS, 'c2pa.assertions', ...assertions.map(([name, content]) => cborBox(CBOR, name, content))),
    claimBox ?? cborBox(CLAIM, 'c2pa.claim', claim),
  );
}
const withStore = (...manifests: readonly Uint8Array[]): Uint8Array =>
  webp([riffChunk('C2PA', superbox(C2PA_STORE_UUID, 'c2pa', ...manifests))]);
const ingredient = (label: string, relationship: string): CborInput => ({
  relationship,
  c2pa_manifest: { url: `self#jumbf=/c2pa/${label}` },
});

/** Each of these took minutes while its cost grew with the square of its parts; now a second or two. */
const LONG = { timeout: 20_000 };

describe('the cost of a hostile file stays in proportion to its size', LONG, () => {
  it('reads 190,000 parts of one JUMBF box', async () => {
    const part = app(11, 'JP', be16(1), be32(0), be32(5_000), 'jumb');
    const parts = numbered(part, 190_000, 8, (index) => be32(index + 1));
    expect((await inspectBytes(jpeg([parts, sos(), eoi()]))).verdict.status).toBe('unlabelled');
  });

  it('reads 60,000 extended XMP packets that no main packet names', async () => {
    const signature = 'http://ns.adobe.com/xmp/extension/\0';
    const portion = app(1, signature, 'A'.repeat(32), be32(1), be32(0), 'x');
    const guid = (index: number) => bytes((index + 1).toString(16).toUpperCase().padStart(8, '0'));
    const portions = numbered(portion, 60_000, 4 + signature.length, guid);
    const packets = repeated(app1Xmp('A'.repeat(60_000)), 60);
    expect((await inspectBytes(jpeg([packets, portions, sos(), eoi()]))).verdict.status).toBe('unlabelled');
  });

  it('follows 200 manifests with 10,000 redactions each', async () => {
    const claim = cborBox(CLAIM, 'c2pa.claim', { redacted_assertions: times(10_000, () => 'a') });
    const parents: Assertions = times(200, (n) => [`c2pa.ingredient__${n}`, ingredient(`m${n}`, 'parentOf')]);
    const redacting = times(200, (n) => manifest(`m${n}`, [], claim));
    const report = await inspectBytes(withStore(...redacting, manifest('top', parents)));
    expect(report.findings.map(({ status }) => status)).toEqual(['labelled-other']);
  });

  it('reads a key of 12 MiB that 4,000 values share', async () => {
    const items = repeated(ilstItem(1, dataBox('x')), 4_000);
    const meta = fullBox('meta', hdlr('mdta'), keysBox(['A'.repeat(12 * MIB)]), box('ilst', items));
    expect((await inspectBytes(bytes(ftyp(), box('moov', box('udta', meta))))).verdict.status).toBe('unlabelled');
  });

  it('reads EXIF directories that name a million directories', async () => {
    const entries = 254;
    const directoryBytes = 2 + entries * 12 + 4;
    const list = 8 + LIMITS.ifds * directoryBytes;
    const outside = repeated(bytes(le16(0x14a), le16(4), le32(64), le32(list)), entries - 1);
    const directories = times(LIMITS.ifds, (index) => {
      const next = 8 + ((index + 1) % LIMITS.ifds) * directoryBytes;
      return bytes(le16(entries), outside, le16(0x14a), le16(4), le32(1), le32(next), le32(0));
    });
    const far = times(64, (index) => le32(0xf0000000 + index));
    const stream = bytes('II', le16(42), le32(8), ...directories, ...far);
    expect((await inspectBytes(webp([riffChunk('EXIF', stream)]))).verdict.status).toBe('unlabelled');
  });

  it('reads a comment of 300,000 NULs between two letters', async () => {
    const comment = bytes('a\0', new Uint8Array(600_000), 'b\0');
    const directory = bytes(le16(1), le16(0x9c9c), le16(1), le32(comment.length), le32(26), le32(0));
    const stream = bytes('II', le16(42), le32(8), directory, comment);
    expect((await inspectBytes(webp([riffChunk('EXIF', stream)]))).verdict.status).toBe('unlabelled');
  });

  it('does not build the five million objects of one JSON text', () => {
    const field: TextField = {
      kind: 'text',
      vocabulary: 'png',
      key: 'prompt',
      place: 'P',
      value: `{"a":[${'{},'.repeat(5_000_000)}0]}`,
      encoding: 'utf-8',
    };
    expect(generator.detect([field]).problem?.code).toBe('over-budget');
  });

  it('looks at 100,000 names of one program', () => {
    const field: TextField = {
      kind: 'text',
      vocabulary: 'iptc',
      key: '2:65',
      place: 'P',
      value: 'Mochi Diffusion',
      encoding: 'utf-8',
    };
    expect(generator.detect(times(100_000, () => field)).findings).toHaveLength(1);
  });
});

describe('what the blocks of one file decode to is bounded', LONG, () => {
  const decode = (blocks: readonly Block[]) => decodeBlocks(blocks, 'throw');
  const text: Block = { kind: 'text', place: 'P', payload: new Uint8Array(MIB).fill(0x41), offset: 0 };

  it.each([
    ['at the limit of bytes', LIMITS.decodedBytes / MIB, undefined],
    ['one block beyond the limit of bytes', LIMITS.decodedBytes / MIB + 2, 'over-budget'],
  ])('%s', (_name, count, code) => {
    const { fields, problem } = decode(times(count, () => text));
    expect(problem?.code).toBe(code);
    expect(fields.length).toBeLessThanOrEqual(LIMITS.decodedBytes / MIB + 1);
  });

  it('stops at the limit of fields', () => {
    const datasets = 4_000;
    const block: Block = { kind: 'iptc-iim', place: 'P', payload: repeated(iim(2, 120, 'x'), datasets), offset: 0 };
    const full = LIMITS.fields / datasets;
    expect(decode(times(full, () => block)).problem).toBeUndefined();
    const { fields, problem } = decode(times(full + 5, () => block));
    expect(problem?.code).toBe('over-budget');
    expect(fields).toHaveLength(LIMITS.fields + datasets);
  });
});
