/** Blocks packed by DEFLATE in any of its wrappings: items of HEIF (ISO/IEC 14496-12 8.11.6, `content_encoding`). */
import type { Decoded, Decoder } from '../blocks';
import { inflateAny } from './inflate';

export const deflate: Decoder = {
  kinds: ['deflate'],
  decode: ({ payload, place, offset, variant }): Decoded => {
    // Nothing else is packed so: EXIF items have no content encoding.
    if (variant !== 'xmp') {
      return { fields: [], problem: { code: 'unsupported', message: `${place} holds what is not read.` } };
    }
    const { bytes, problem } = inflateAny(payload);
    // Half of a packet still has its first properties.
    const blocks = bytes.length === 0 ? [] : [{ kind: variant, place, payload: bytes, offset } as const];
    if (problem === undefined) return { fields: [], blocks };
    return { fields: [], blocks, problem: { code: problem, message: `${place} could not be inflated to its end.` } };
  },
};
