/** What the signatures are over. Text is cut out of the file as it stands: another spelling is another message. */
import { knownKey } from '@/utils/engine/marks/gb45438/vocabulary';
import { type Member, parseJson } from '@/utils/engine/marks/json';

/** TC260-PG-202511A Annex A.1. */
const SIGNED_MEMBERS = ['Label', 'ContentProducer', 'ProduceID'] as const;

/**
 * The label's text that is signed, most likely spelling first: with the file's own escapes, then with none that JSON
 * does not ask for. None where a member is missing, repeated or no text.
 */
export function labelMessages(members: readonly Member[]): readonly string[] {
  const values = SIGNED_MEMBERS.map((name) => writtenOnce(members, name));
  const isWhole = values.every((value) => value !== undefined);
  if (!isWhole) return [];
  const message = (spell: (value: WrittenText) => string): string =>
    SIGNED_MEMBERS.map((name, at) => `"${name}":${values[at] === undefined ? '' : spell(values[at])}`).join(',');
  return unique([message(({ written }) => written), message(({ text }) => JSON.stringify(text))]);
}

/** `Bindings[0]`: as it stands, then without the white space that its writer may have added. */
export function bindingMessages(text: string): readonly string[] {
  const reading = parseJson(text);
  return reading.kind === 'value' ? unique([text, JSON.stringify(reading.value)]) : [text];
}

interface WrittenText {
  readonly written: string;
  readonly text: string;
}

/** A second member that readers take for the same one, in other letters, would speak in the name of the signed one. */
function writtenOnce(members: readonly Member[], name: string): WrittenText | undefined {
  const [first, second] = members.filter((member) => knownKey(member.name)?.key === name);
  if (first?.name !== name || second !== undefined) return undefined;
  const reading = parseJson(first.text);
  const value = reading.kind === 'value' ? reading.value : undefined;
  if (typeof value === 'string' && first.text.startsWith('"')) return { written: first.text, text: value };
  // A number was text when it was signed.
  const isNumber = /^\d+$/.test(first.text);
  return isNumber ? { written: JSON.stringify(first.text), text: first.text } : undefined;
}

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)];
