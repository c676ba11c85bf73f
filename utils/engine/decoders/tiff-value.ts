/** Values of a TIFF file's own directories: its walker reads them one by one, for between them lie the pictures. */
import type { Decoder } from '../blocks';
import { decodeValue } from './tiff';
import { type TagMeaning, TIFF_TAGS } from './tiff-tags';

const BY_NAME: ReadonlyMap<string, TagMeaning> = new Map([...TIFF_TAGS.values()].map((tag) => [tag.name, tag]));

export const tiffValue: Decoder = {
  kinds: ['tiff-value'],
  decode: ({ payload, place, key = '', variant = '' }) => {
    const meaning = BY_NAME.get(key);
    if (meaning === undefined) return { fields: [] };
    const [order, type] = variant.split(' ');
    const decoded = decodeValue({ meaning, type: Number(type) }, payload, order === 'II');
    return { fields: decoded === undefined ? [] : [{ kind: 'text', vocabulary: 'exif', key, place, ...decoded }] };
  },
};
