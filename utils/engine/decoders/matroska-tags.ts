/** Matroska `Tags` and the texts of `Info` (RFC 9559 5.1.2 and 5.1.8); `variant` names which. */
import type { Block, Decoded, Decoder } from '../blocks';
import { childElements, EBML } from '../ebml';
import type { TextField } from '../fields';
import { LIMITS } from '../limits';
import { decodeText } from './text-encoding';

export const matroskaTags: Decoder = {
  kinds: ['matroska-tags'],
  decode: (block) => (block.variant === 'info' ? decodeInfo(block) : decodeTags(block)),
};

const INFO_TEXTS: ReadonlyMap<number, string> = new Map([
  [EBML.title, 'Title'],
  [EBML.muxingApp, 'MuxingApp'],
  [EBML.writingApp, 'WritingApp'],
]);

function decodeInfo(block: Block): Decoded {
  const { elements, isWhole } = childElements(block.payload, LIMITS.structures);
  const fields = elements.flatMap(({ id, payload }) => {
    const key = INFO_TEXTS.get(id);
    return key === undefined ? [] : [field(block, key, payload)];
  });
  return isWhole ? { fields } : { fields, problem: cutOff(block) };
}

function field({ place }: Block, key: string, bytes: Uint8Array): TextField {
  return { kind: 'text', vocabulary: 'matroska', key, place: `${place} ${key}`, ...decodeText(bytes) };
}

const cutOff = ({ place }: Block): NonNullable<Decoded['problem']> => ({
  code: 'malformed',
  message: `${place} is cut off inside an element.`,
});

function decodeTags(block: Block): Decoded {
  const fields: TextField[] = [];
  let problem: Decoded['problem'];
  let left: number = LIMITS.structures;

  const walk = (payload: Uint8Array, depth: number): void => {
    const { elements, isWhole } = childElements(payload, left);
    left -= elements.length;
    if (!isWhole) problem ??= left > 0 ? cutOff(block) : overBudget(block, 'elements');
    let name = '';
    for (const { id, payload: content } of elements) {
      if (id === EBML.tagName) name = decodeText(content).value;
      else if (id === EBML.tagString) keep(name, content);
      else if (id === EBML.tagBinary) keepBinary(name, content);
      else if (id === EBML.tag || id === EBML.simpleTag) {
        if (depth < LIMITS.nesting) walk(content, depth + 1);
        else problem ??= overBudget(block, 'levels of tags');
      }
    }
  };
  const keep = (name: string, content: Uint8Array): void => {
    if (fields.length < LIMITS.textBlocks && content.length <= LIMITS.textBytes)
      fields.push(field(block, name, content));
    else problem ??= overBudget(block, 'texts');
  };
  /** Some writers put text where bytes belong; pictures and others are none. */
  const keepBinary = (name: string, content: Uint8Array): void => {
    if (content.length <= LIMITS.textBytes && decodeText(content).encoding === 'utf-8') keep(name, content);
  };
  walk(block.payload, 0);
  return problem === undefined ? { fields } : { fields, problem };
}

function overBudget({ place }: Block, what: string): NonNullable<Decoded['problem']> {
  return { code: 'over-budget', message: `${place} has more ${what} than are read.` };
}
