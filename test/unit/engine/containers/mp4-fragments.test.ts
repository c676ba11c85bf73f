/** Fragmented films of any length: labels before the first fragment and behind the last, for a few reads. */
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../../utils/engine/limits';
import { PulledSource } from '../../../../utils/engine/source/pulled-source';
import {
  be16,
  be32,
  be64,
  box,
  bytes,
  ftyp,
  fullBox,
  repeated,
  sefTrailer,
  UUID_XMP,
  uuidBox,
  zeros,
} from '../byte-builders';
import { places, walkBytes, walkSource } from './walk-all';

const movie = box('moov', box('mvhd', zeros(100)), box('mvex'), box('trak', box('tkhd', zeros(84))));
const moof = box('moof', fullBox('mfhd', be32(1)), box('traf', fullBox('tfhd', be32(1))));
const xmp = uuidBox(UUID_XMP, '<a/>');
const MEDIA_BYTES = 70_000;
const FRAGMENT_BYTES = moof.length + 8 + MEDIA_BYTES;

/** A medium of which only the pieces that say something lie in memory; zeros between them. */
interface Sparse {
  readonly size: number;
  readonly pieces: readonly { readonly at: number; readonly piece: Uint8Array }[];
}

const sparse = (parts: readonly (Uint8Array | number)[]): Sparse => {
  const pieces: { at: number; piece: Uint8Array }[] = [];
  let size = 0;
  for (const part of parts) {
    if (typeof part !== 'number') pieces.push({ at: size, piece: part });
    size += typeof part === 'number' ? part : part.length;
  }
  return { size, pieces };
};

const sourceOf = ({ size, pieces }: Sparse): PulledSource =>
  new PulledSource({
    size,
    pull: async (offset, length) => {
      const pulled = zeros(length);
      for (const { at, piece } of pieces) {
        const from = Math.max(at, offset);
        const until = Math.min(at + piece.length, offset + length);
        if (from < until) pulled.set(piece.subarray(from - at, until - at), from - offset);
      }
      return pulled;
    },
  });

const fragments = (count: number, mediaBytes = MEDIA_BYTES): readonly (Uint8Array | number)[] =>
  Array.from({ length: count }, () => [moof, bytes(be32(8 + mediaBytes), 'mdat'), mediaBytes]).flat();

/** One entry for every fragment. */
const sidx = (count: number, { isWide = false, entryBytes = FRAGMENT_BYTES } = {}): Uint8Array => {
  const numbers = isWide ? bytes(be64(0), be64(0)) : bytes(be32(0), be32(0));
  const entries = Array.from({ length: count }, () => bytes(be32(entryBytes), be32(1), be32(0)));
  return box('sidx', [isWide ? 1 : 0, 0, 0, 0], be32(1), be32(1000), numbers, be16(0), be16(count), ...entries);
};

/** Knows the fragment at `offset` as its last. */
const mfra = (offset: number, isWide = false): Uint8Array => {
  const entry = (at: number): Uint8Array =>
    bytes(isWide ? bytes(be64(0), be64(at)) : bytes(be32(0), be32(at)), [1, 1, 1]);
  const tfra = box('tfra', [isWide ? 1 : 0, 0, 0, 0], be32(1), be32(0), be32(2), entry(0), entry(offset));
  const lengthBytes = 8 + tfra.length + 16;
  return box('mfra', tfra, fullBox('mfro', be32(lengthBytes)));
};

const head = bytes(ftyp('iso5'), movie);
const offsetOf = (fragment: number, before = head.length): number => before + fragment * FRAGMENT_BYTES;
const COUNT = 10_000;

describe('a film of 10,000 fragments', () => {
  const index = sidx(1000);
  const wideIndex = sidx(1000, { isWide: true });
  it.each([
    ['a segment index', [head, index, ...fragments(1000), xmp]],
    ['a segment index of 64 bits', [head, wideIndex, ...fragments(1000), xmp]],
    ['a random access box', [head, ...fragments(COUNT), xmp, mfra(offsetOf(COUNT - 1))]],
    ['a random access box of 64 bits', [head, ...fragments(COUNT), xmp, mfra(offsetOf(COUNT - 1), true)]],
    ['a random access box that knows the first alone', [head, ...fragments(COUNT), xmp, mfra(0)]],
    ['no index', [head, ...fragments(COUNT), xmp, box('free', zeros(20))]],
    ['no index, in small fragments', [head, ...fragments(COUNT, 4_000), xmp]],
    ['no index, and zeros behind its last box', [head, ...fragments(COUNT), xmp, 9]],
    ['an index that is longer than is read', [head, sidx(COUNT + 1000), ...fragments(COUNT), xmp]],
    ['an index that points into the media', [head, sidx(1000, { entryBytes: 700 }), ...fragments(COUNT), xmp]],
    ['a random access box that points into the media', [head, ...fragments(COUNT), xmp, mfra(offsetOf(900) + 9)]],
  ])('with %s gives what stands behind it, for few reads', async (_name, parts) => {
    const source = sourceOf(sparse(parts));
    const walked = await walkSource(source);
    expect(walked.ending.kind).toBe('complete');
    expect(places(walked)).toEqual(['MP4 uuid XMP']);
    expect(source.bytesRead).toBeLessThanOrEqual(256 * 1024);
    expect(source.requests).toBeLessThanOrEqual(16);
  });

  it('costs no more wherever in a header what was read ends', async () => {
    for (let shift = 0; shift < 16; shift++) {
      const padding = box('free', zeros(LIMITS.firstReadBytes - head.length - 16 - moof.length - 16 + shift));
      const source = sourceOf(sparse([head, padding, ...fragments(COUNT, 0), xmp]));
      expect(places(await walkSource(source))).toEqual(['MP4 uuid XMP']);
      expect(source.bytesRead).toBeLessThanOrEqual(256 * 1024);
    }
  });

  it('is complete where its media data reach the end', async () => {
    const source = sourceOf(sparse([head, ...fragments(COUNT)]));
    expect((await walkSource(source)).ending.kind).toBe('complete');
    expect(source.bytesRead).toBeLessThanOrEqual(256 * 1024);
  });

  it('is truncated where it ends before what its segment index refers to', async () => {
    const whole = sparse([head, index, ...fragments(1000)]);
    expect((await walkSource(sourceOf({ ...whole, size: whole.size - 1 }))).ending.kind).toBe('truncated');
    expect((await walkSource(sourceOf(whole))).ending.kind).toBe('complete');
  });

  it('does not take media data for boxes', async () => {
    const walked = await walkSource(sourceOf(sparse([head, ...fragments(COUNT), xmp, bytes('no box')])));
    expect(places(walked)).toEqual([]);
  });

  it('gives a packet behind it that is longer than what is read of its end', async () => {
    const long = uuidBox(UUID_XMP, `<a>${' '.repeat(2 * LIMITS.firstReadBytes)}</a>\n`);
    const walked = await walkSource(sourceOf(sparse([head, ...fragments(50), long])));
    expect([walked.ending.kind, places(walked)]).toEqual(['complete', ['MP4 uuid XMP']]);
  });

  it('costs a bounded number of boxes in its random access box', async () => {
    const boxes = repeated(box('free'), 3 * LIMITS.structures);
    const endless = box('mfra', boxes, fullBox('mfro', be32(8 + boxes.length + 16)));
    const source = sourceOf(sparse([head, ...fragments(50), xmp, endless]));
    expect((await walkSource(source)).ending.kind).toBe('complete');
    expect(source.bytesRead).toBeLessThan(2 * 8 * LIMITS.structures);
  });

  it('gives what Samsung’s editor adds behind it', async () => {
    const sefd = box('sefd', sefTrailer('Note', 'x'));
    const walked = await walkSource(sourceOf(sparse([head, ...fragments(50), sefd])));
    expect(places(walked)).toEqual(['MP4 sefd Note']);
  });
});

describe('a film of a few fragments', () => {
  const small = bytes(moof, box('mdat', zeros(50)));
  it('is walked from box to box, and truncated where it is cut', async () => {
    const medium = bytes(head, small, small, xmp, small, uuidBox(UUID_XMP, '<b/>'));
    expect(places(await walkBytes(medium))).toEqual(['MP4 uuid XMP', 'MP4 uuid XMP']);
    expect((await walkBytes(medium.subarray(0, -1))).ending.kind).toBe('truncated');
  });

  it('may have an index that fits its bytes or lies: nothing is skipped', async () => {
    for (const index of [sidx(2, { entryBytes: small.length }), sidx(1, { entryBytes: 3 }), sidx(0), box('sidx')]) {
      expect(places(await walkBytes(bytes(head, index, small, small, xmp)))).toEqual(['MP4 uuid XMP']);
    }
  });

  it('costs a bounded number of reads for indexes, however many it has', async () => {
    const source = sourceOf(sparse([head, ...Array.from({ length: 20 }, () => sidx(6000))]));
    await walkSource(source);
    expect(source.bytesRead).toBeLessThan(LIMITS.fragmentIndexBytes + 3 * LIMITS.firstReadBytes);
  });
});
