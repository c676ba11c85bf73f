/**
 * Metadata of MP4 and QuickTime: `meta` with `keys` and `ilst` (QuickTime File Format, "Metadata"; iTunes lists),
 * QuickTime user data (`©xxx`), 3GPP assets, and a box whose whole payload is a text.
 *
 * Variants of the block: `meta` (payload of a `meta` box), `user-data`, `asset`, `keywords`, `bare` (payload of the box that
 * `key` names).
 */

import type { Block, Decoded, Decoder } from '../blocks';
import { latin1, u16, u32 } from '../bytes';
import type { EmptyKeyField, Field, TextField } from '../fields';
import { LIMITS } from '../limits';
import { type ChildBox, childBoxes, dataText, isText } from './mp4-boxes';
import { type DecodedText, decodeText } from './text-encoding';

export const mp4Metadata: Decoder = {
  kinds: ['mp4-metadata'],
  decode: (block) => {
    if (block.variant === 'meta') return decodeMeta(block);
    const texts = TEXTS.get(block.variant ?? '')?.(block.payload) ?? [];
    return { fields: texts.map((decoded) => textField(block.key ?? '', `${block.place} ${block.key ?? ''}`, decoded)) };
  },
};

const TEXTS: ReadonlyMap<string, (payload: Uint8Array) => readonly DecodedText[]> = new Map([
  ['user-data', userDataTexts],
  // Version and flags, packed language, text (TS 26.244 8).
  ['asset', (payload: Uint8Array) => [decodeText(payload.subarray(6))]],
  ['keywords', keywordTexts],
  ['bare', (payload: Uint8Array) => [decodeText(payload)]],
]);

function textField(key: string, place: string, decoded: DecodedText): TextField {
  return { kind: 'text', vocabulary: 'mp4', key, place, ...decoded };
}

/** What a `meta` box begins with; in a full box, a size stands where these would. */
const FIRST_CHILDREN = new Set(['hdlr', 'mhdr', 'keys', 'ilst', 'xml ', 'free', 'skip']);

function decodeMeta({ payload, place, offset }: Block): Decoded {
  // A full box in MP4; QuickTime has no version and flags, so the first child stands at once.
  const isQuickTime = FIRST_CHILDREN.has(latin1(payload, 4, 4));
  const { boxes: children, isBroken } = childBoxes(payload, isQuickTime ? 0 : 4);
  const keys = children.filter(({ type }) => type === 'keys').flatMap(({ payload: entries }) => keyNames(entries));
  const lists = children.filter(({ type }) => type === 'ilst').map(({ payload: list }) => childBoxes(list, 0));
  const items = lists.flatMap(({ boxes }) => boxes);
  const isDamaged = isBroken || lists.some((list) => list.isBroken);
  const fields: Field[] = [];
  const usedKeys = new Set<number>();
  for (const item of items) {
    const { boxes: parts } = childBoxes(item.payload, 0);
    const values = parts.filter(({ type }) => type === 'data').map(({ payload: value }) => value);
    if (values.length > 0) usedKeys.add(u32(item.header, 4));
    if (values.some((value) => value.length > LIMITS.textBytes && isText(value))) {
      return { fields, problem: overBudget(`${place} has a text longer than ${LIMITS.textBytes} bytes.`) };
    }
    const { key, place: itemPlace } = nameOfItem(item, parts, { keys, place });
    for (const decoded of values.map(dataText).filter((value) => value !== undefined)) {
      const field = textField(key, itemPlace, decoded);
      fields.push(key === '' ? { ...field, keyless: true } : field);
    }
    if (fields.length > LIMITS.textBlocks) {
      return { fields, problem: overBudget(`${place} has more than ${LIMITS.textBlocks} values.`) };
    }
  }
  keys.forEach((key, index) => {
    const empty: EmptyKeyField = { kind: 'empty-key', vocabulary: 'mp4', key, place: `${place}/keys ${key}` };
    // What a damaged list does not show is not known to be empty.
    if (!usedKeys.has(index + 1) && !isDamaged) fields.push(empty);
  });
  const blocks = children
    .filter(({ type }) => type === 'xml ')
    .map(
      (xml): Block => ({
        kind: 'xmp',
        place: `${place}/xml XMP`,
        payload: xml.payload.subarray(4),
        offset: offset + xml.payload.byteOffset - payload.byteOffset + 4,
      }),
    );
  if (!isDamaged) return { fields, blocks };
  return { fields, blocks, problem: { code: 'malformed', message: `${place} holds a box of impossible size.` } };
}

/** `keys`: version and flags, count, entries of size, namespace, name. A name may serve thousands of items: it is cut. */
function keyNames(payload: Uint8Array): readonly string[] {
  const count = Math.min(u32(payload, 4), LIMITS.textBlocks);
  return childBoxes(payload, 8)
    .boxes.slice(0, count)
    .map(({ payload: name }) => decodeText(name.subarray(0, LIMITS.keyBytes)).value);
}

function overBudget(message: string): NonNullable<Decoded['problem']> {
  return { code: 'over-budget', message };
}

/** An item of an `ilst` is named by its 1-based key, by four characters, by `mean` and `name`, or not at all. */
function nameOfItem(
  item: ChildBox,
  parts: readonly ChildBox[],
  { keys, place }: { readonly keys: readonly string[]; readonly place: string },
): { readonly key: string; readonly place: string } {
  const indexed = keys[u32(item.header, 4) - 1];
  if (indexed !== undefined) return { key: indexed, place: `${place}/keys ${indexed}` };
  if (item.type === '----') {
    // Each a full box of text.
    const [mean = '', name = ''] = ['mean', 'name'].map(
      (type) => decodeText(parts.find((part) => part.type === type)?.payload.subarray(4) ?? new Uint8Array(0)).value,
    );
    return { key: name, place: `${place}/ilst ----:${mean}:${name}` };
  }
  const isNamed = /^[\x20-\x7e\xa9][\x20-\x7e]{3}$/.test(item.type);
  return isNamed ? { key: item.type, place: `${place}/ilst ${item.type}` } : { key: '', place: `${place}/ilst` };
}

/** `kywd` (TS 26.244 8.9): version and flags, packed language, count; of each keyword its length and its text. */
function keywordTexts(payload: Uint8Array): readonly DecodedText[] {
  const texts: DecodedText[] = [];
  for (let at = 7; at < payload.length && texts.length < (payload[6] ?? 0); ) {
    const end = at + 1 + (payload[at] ?? 0);
    texts.push(decodeText(payload.subarray(at + 1, end)));
    at = end;
  }
  return texts;
}

/** `©xxx`: texts of u16 length, u16 language and characters, one behind the other; some writers put a `data` box. */
function userDataTexts(payload: Uint8Array): readonly DecodedText[] {
  if (latin1(payload, 4, 4) === 'data') {
    return childBoxes(payload, 0)
      .boxes.map((child) => dataText(child.payload))
      .filter((value) => value !== undefined);
  }
  const texts: DecodedText[] = [];
  for (let at = 0; at + 4 <= payload.length && texts.length < LIMITS.textBlocks; ) {
    const end = at + 4 + u16(payload, at);
    if (end > payload.length) break;
    texts.push(decodeText(payload.subarray(at + 4, end)));
    at = end;
  }
  // A wrong length says nothing against the text.
  return texts.length > 0 || payload.length <= 4 ? texts : [decodeText(payload.subarray(4))];
}
