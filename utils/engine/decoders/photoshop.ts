/** Photoshop image resources: a list of `8BIM` records, of which two carry metadata of other formats. */

import type { Block, BlockKind, Decoder } from '../blocks';
import { latin1, startsWith } from '../bytes';
import { LIMITS } from '../limits';

/** Resources by number (Adobe Photoshop File Formats, "Image Resource IDs"). */
const RESOURCES: ReadonlyMap<number, { readonly kind: BlockKind; readonly name: string }> = new Map([
  [0x0404, { kind: 'iptc-iim', name: 'IPTC' }],
  [0x0424, { kind: 'xmp', name: 'XMP' }],
]);
/** Besides Photoshop itself: ImageReady, PhotoDeluxe, Lightroom, Digital Camera Raw. */
const SIGNATURES = new Set(['8BIM', 'MeSa', 'PHUT', 'AgHg', 'DCSR']);
const APP13_HEADER = 'Photoshop 3.0\0';

export const photoshop: Decoder = {
  kinds: ['photoshop'],
  decode: ({ payload, place, offset }) => {
    const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
    const blocks: Block[] = [];
    let at = startsWith(payload, APP13_HEADER) ? APP13_HEADER.length : 0;
    for (let count = 0; at + 12 <= payload.length && SIGNATURES.has(latin1(payload, at, 4)); count += 1) {
      if (count >= LIMITS.structures) {
        return { fields: [], blocks, problem: { code: 'over-budget', message: 'There are too many image resources.' } };
      }
      const resource = RESOURCES.get(view.getUint16(at + 4));
      // Pascal string: its length byte and text together are padded to even.
      const nameLength = 1 + (payload[at + 6] ?? 0);
      const sizeAt = at + 6 + nameLength + (nameLength & 1);
      if (sizeAt + 4 > payload.length) break;
      const start = sizeAt + 4;
      const length = view.getUint32(sizeAt);
      const end = start + length;
      if (end > payload.length) {
        if (resource === undefined) break;
        const message = `The image resource ${resource.name} in ${place} goes on beyond its block.`;
        return { fields: [], blocks, problem: { code: 'malformed', message } };
      }
      if (resource !== undefined && length > 0) {
        const { kind, name } = resource;
        blocks.push({ kind, place: `${place} ${name}`, payload: payload.subarray(start, end), offset: offset + start });
      }
      at = end + (length & 1);
    }
    return { fields: [], blocks };
  },
};
