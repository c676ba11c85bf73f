import type { LabelStatus } from '../../../report';
import { compareStatus } from '../../../verdict';
import { type Hit, joinedFields, type Service } from '../hit';
import { type NamedObject, nestedObjects, valuesNamed } from '../nested-objects';
import { at, keyed, type Text } from '../texts';

const EDITOR_ENTRIES = ['PEg_Info', 'PhotoEditor_Re_Edit_Data'].map((name) => keyed('glued', name));
/** Entries of other editing functions, by reports: their name is all that is known of them. */
const FUNCTION_ENTRIES = [
  'Object_Eraser_Info',
  'Generative_Edit',
  'AI_Edit_Info',
  'Reflection_Eraser_Info',
  'Shadow_Eraser_Info',
].map((name) => keyed('glued', name));

/**
 * Samsung's photo editor, entries of its trailer (SEF): a `genAIType` that is not 0 in `PEg_Info` or
 * `PhotoEditor_Re_Edit_Data` says that Galaxy AI made part of the picture; a `genImageVersion` without it is a weak
 * sign; filters and enlargement by AI are labels that do not say so. Cropping and tone alone say nothing.
 * The JSON holds paths on the phone and numbers of its owner: only the members that count are shown.
 * Source: a file of a Galaxy S25 beside its C2PA store; a reader that describes files of S23 to S25.
 */
export const samsung: Service = {
  where: [...EDITOR_ENTRIES, ...FUNCTION_ENTRIES],
  match: (texts, overLimit) => {
    const hits = [
      ...at(texts, ...EDITOR_ENTRIES).flatMap((text) => ofEditor(text, overLimit)),
      ...at(texts, ...FUNCTION_ENTRIES).map(
        ({ place }): Hit => ({ place, status: 'suspected-ai', tool: TOOL, fields: {} }),
      ),
    ].sort((a, b) => compareStatus(a.status, b.status));
    const [strongest] = hits;
    if (strongest === undefined) return [];
    return [{ ...strongest, fields: joinedFields(hits) }];
  },
};

const TOOL = 'Samsung Galaxy AI';

function ofEditor({ place, value }: Text, overLimit: Set<string>): readonly Hit[] {
  const objects = nestedObjects(value, place, overLimit);
  const status = statusOf(objects);
  return status === undefined ? [] : [{ place, status, tool: TOOL, fields: fieldsOf(objects) }];
}

function statusOf(objects: readonly NamedObject[]): LabelStatus | undefined {
  const types = valuesNamed(objects, 'genAIType').filter(Number.isInteger);
  if (types.some((type) => type !== 0)) return 'ai-edited';
  if (types.length === 0 && valuesNamed(objects, 'genImageVersion').some(Boolean)) return 'suspected-ai';
  const isEnhanced = ['isScaleAI', 'isAIFilterReEditOnly'].some((name) => valuesNamed(objects, name).includes(true));
  return isEnhanced ? 'labelled-other' : undefined;
}

const SHOWN = ['genAIType', 'genImageVersion', 'isScaleAI', 'isAIFilterReEditOnly'];

/** Numbers, switches, versions: no path of the phone. */
const SHORT = /^[\w.-]{1,16}$/;

const fieldsOf = (objects: readonly NamedObject[]): Hit['fields'] =>
  Object.fromEntries(
    SHOWN.flatMap((name) => {
      const [value] = valuesNamed(objects, name);
      return value !== undefined && SHORT.test(String(value)) ? [[name, String(value)]] : [];
    }),
  );
