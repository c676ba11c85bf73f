import { brotliCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { brotli } from '../../../../utils/engine/decoders/brotli';
import { LIMITS } from '../../../../utils/engine/limits';
import { be32, bytes, c2paStore, tiff, utf8, zeros } from '../byte-builders';

const exif = tiff([{ tag: 0x10e, type: 2, value: 'x\0' }]);
const decode = (variant: string, packed: Uint8Array) =>
  brotli.decode({ kind: 'brotli', variant, place: 'JXL brob', payload: packed, offset: 40 });
const pack = (whole: Uint8Array): Uint8Array => Uint8Array.from(brotliCompressSync(whole));

describe('a block packed by Brotli', () => {
  it.each([
    ['xmp', utf8('<a/>'), utf8('<a/>')],
    ['tiff', bytes(be32(0), exif), exif],
    ['jumbf', c2paStore().subarray(8), c2paStore()],
  ])('of the kind %s gives the block inside', (variant, whole, inner) => {
    expect(decode(variant, pack(whole))).toEqual({
      fields: [],
      blocks: [{ kind: variant, place: 'JXL brob', payload: inner, offset: 40 }],
    });
  });

  it('of another kind is not read', () => {
    expect(decode('brotli', pack(utf8('<a/>'))).problem?.code).toBe('unsupported');
  });

  it('gives the first part of a packet that is cut, and nothing of another block', () => {
    const words = utf8('<a>'.repeat(9).concat(Array.from({ length: 3000 }, (_, index) => index).join(' ')));
    const packed = pack(words);
    const cut = decode('xmp', packed.subarray(0, packed.length - 400));
    expect(cut.problem).toEqual({ code: 'malformed', message: 'The Brotli stream in JXL brob is cut off.' });
    const [first] = cut.blocks ?? [];
    expect(words.subarray(0, first?.payload.length)).toEqual(first?.payload);
    expect(decode('tiff', packed.subarray(0, packed.length - 400)).blocks).toEqual([]);
  });

  it.each([
    ['as it may be', LIMITS.inflateFreeBytes, undefined],
    ['more than it may be', LIMITS.inflateFreeBytes + 1, 'over-budget'],
  ])('may unpack to as much as a short stream may, and is held to it: %s', (_, length, code) => {
    expect(decode('xmp', pack(zeros(length))).problem?.code).toBe(code);
  });
});
