/** A comment's text taken apart: its signature, and what the signature is over beside the pixels. */

import { bytesOfLatin1 } from '@/utils/engine/bytes';
import {
  endOfString,
  isObject,
  type JsonObject,
  type MemberPlace,
  member,
  parseJson,
  placesOfMembers,
  trimPadding,
} from '@/utils/engine/marks/json';
import { NOVELAI_LIMITS } from './limits';

export interface SignedComment {
  readonly signature: Uint8Array<ArrayBuffer>;
  /** The text that is signed, most likely spelling first. */
  readonly texts: readonly string[];
  /** Pixels that it says the picture has. */
  readonly size: { readonly width: unknown; readonly height: unknown };
}

const SIGNATURE_MEMBER = 'signed_hash';

/**
 * The text is cut, never written anew from its values: `5.0` would become `5`, and be another message.
 * @param text JSON as a field holds it. `undefined` where the rule cannot be followed to its end.
 */
export function readSignedComment(text: string): SignedComment | undefined {
  const comment = text.length <= NOVELAI_LIMITS.characters ? innermost(text) : undefined;
  if (comment === undefined) return undefined;
  const places = placesOfMembers(comment.text);
  const [at, another] = places.flatMap(({ name }, index) => (name === SIGNATURE_MEMBER ? [index] : []));
  const signature = signatureIn(member(comment.value, SIGNATURE_MEMBER));
  if (at === undefined || another !== undefined || signature === undefined) return undefined;
  const rest = without(comment.text, places, at);
  return {
    signature,
    texts: [...new Set([rest, pythonForm(rest)])],
    size: { width: member(comment.value, 'width'), height: member(comment.value, 'height') },
  };
}

interface Comment {
  readonly text: string;
  readonly value: JsonObject;
}

/** The object that has no comment of its own: out of strings, and out of the object that WebP files have around it. */
function innermost(text: string): Comment | undefined {
  let current = trimPadding(text);
  for (let round = 0; round <= NOVELAI_LIMITS.rounds; round++) {
    const reading = parseJson(current);
    if (reading.kind !== 'value') return undefined;
    const { value } = reading;
    const inner = isObject(value) ? member(value, 'Comment') : value;
    if (isObject(value) && typeof inner !== 'string') return { text: current, value };
    if (typeof inner !== 'string') return undefined;
    current = trimPadding(inner);
  }
  return undefined;
}

/** 64 bytes in Base64. */
const SIGNATURE = /^[A-Za-z0-9+/]{86}==$/;

const signatureIn = (value: unknown): Uint8Array<ArrayBuffer> | undefined =>
  typeof value === 'string' && SIGNATURE.test(value) ? bytesOfLatin1(atob(value)) : undefined;

/** The text without one of its members, and without the comma that this takes. */
function without(text: string, places: readonly MemberPlace[], at: number): string {
  const [before, place, next] = [places[at - 1], places[at], places[at + 1]];
  const start = before?.end ?? place?.start ?? 0;
  const end = before === undefined && next !== undefined ? next.start : (place?.end ?? text.length);
  return text.slice(0, start) + text.slice(end);
}

/** As Python's `json.dumps` writes it, which is what the service signs: one space behind `,` and `:`, printable ASCII alone. */
function pythonForm(text: string): string {
  const pieces: string[] = [];
  for (let at = 0; at < text.length; ) {
    const character = text.charAt(at);
    const end = character === '"' ? endOfString(text, at) : at + 1;
    if (character === '"') pieces.push(pythonString(text.slice(at, end)));
    else if (character.trim() !== '') pieces.push(character === ',' || character === ':' ? `${character} ` : character);
    at = end;
  }
  return pieces.join('');
}

/** Strings have one form there, so that they may be written anew. */
const pythonString = (text: string): string =>
  JSON.stringify(JSON.parse(text)).replace(
    /[\u007f-\uffff]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
