import { deflateSync, gzipSync, zlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { deflate } from '../../../../utils/engine/decoders/deflate';
import { LIMITS } from '../../../../utils/engine/limits';
import { block, bytes } from './build';

const decode = (packed: Uint8Array, variant = 'xmp') =>
  deflate.decode(block('deflate', packed, { variant, place: 'HEIF item XMP', offset: 40 }));

describe('a block packed by DEFLATE', () => {
  const packet = bytes('<a>packed</a>');

  it.each([
    ['zlib', zlibSync(packet)],
    ['gzip', gzipSync(packet)],
    ['nothing', deflateSync(packet)],
  ])('in the wrapping of %s gives the packet inside', (_, packed) => {
    expect(decode(packed)).toEqual({
      fields: [],
      blocks: [{ kind: 'xmp', place: 'HEIF item XMP', payload: packet, offset: 40 }],
    });
  });

  it('gives the first part of a packet that is cut, and says so', () => {
    const long = bytes(`<a>${Array.from({ length: 30_000 }, (_, index) => index).join(' ')}</a>`);
    const packed = zlibSync(long);
    const { blocks = [], problem } = decode(packed.subarray(0, packed.length >> 1));
    expect(problem?.code).toBe('malformed');
    expect(blocks[0]?.payload.length).toBeLessThan(long.length);
  });

  it('gives no more than its limit', () => {
    expect(decode(zlibSync(new Uint8Array(LIMITS.inflateFreeBytes + 1))).problem?.code).toBe('over-budget');
  });

  it.each([
    ['no stream', bytes('<a>not packed</a>')],
    ['nothing', bytes('')],
  ])('gives nothing of %s', (_, packed) => {
    expect(decode(packed)).toMatchObject({ fields: [], blocks: [], problem: { code: 'malformed' } });
  });

  it('of another kind is not read', () => {
    expect(decode(zlibSync(packet), 'tiff').problem?.code).toBe('unsupported');
  });
});
