import type { BlockKind, Decoded, Decoder } from '../blocks';
import { type Unbrotlied, unbrotli } from '../brotli/index';
import { tiffOfExifItem } from '../exif-item';
import { unpackedLimit } from './inflate';
import { superboxOf } from './jumbf-reader';

/** `brob` of JPEG XL (ISO/IEC 18181-2 9.4): the payload of a box, without the header. */
export const brotli: Decoder = {
  kinds: ['brotli'],
  decode: ({ payload, place, offset, variant }): Decoded => {
    const { bytes, problem } = unbrotli(payload, unpackedLimit(payload.length));
    const [kind, mend] = INNER.find(([packed]) => packed === variant) ?? [];
    if (kind === undefined || mend === undefined) {
      return { fields: [], problem: { code: 'unsupported', message: `${place} holds what is not read.` } };
    }
    const inner = { kind, place, payload: mend(bytes), offset };
    if (problem === undefined) return { fields: [], blocks: [inner] };
    // Half of a packet still has its first properties; half of another block says nothing.
    const isOfUse = kind === 'xmp' && bytes.length > 0;
    return { fields: [], blocks: isOfUse ? [inner] : [], problem: PROBLEMS[problem](place) };
  },
};

/** What stands between the packed payload and the block that a decoder takes. */
const INNER: readonly (readonly [kind: BlockKind, mend: (payload: Uint8Array) => Uint8Array])[] = [
  ['xmp', (payload) => payload],
  ['tiff', tiffOfExifItem],
  ['jumbf', superboxOf],
];

type Problem = NonNullable<Decoded['problem']>;

const PROBLEMS: Readonly<Record<NonNullable<Unbrotlied['problem']>, (place: string) => Problem>> = {
  'over-budget': (place) => ({ code: 'over-budget', message: `${place} unpacks to more than is read.` }),
  truncated: (place) => ({ code: 'malformed', message: `The Brotli stream in ${place} is cut off.` }),
  malformed: (place) => ({ code: 'malformed', message: `The Brotli stream in ${place} is broken.` }),
};
