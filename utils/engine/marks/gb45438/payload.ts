/** From the text of a place to the members of a label: gb45438 reading rules, every step with the deviation it means. */
import { LIMITS } from '../../limits';
import { endOfBalanced, type Member, membersOf, parseJson, trimPadding } from '../json';
import type { Deviation } from './deviations';
import { knownKeysShown } from './vocabulary';

/**
 * `named`: the place's own name is AIGC. `open`: a field of general purpose. `keyless`: a list item without name.
 * `xmp-open`: a property of general purpose, where nothing but the wrapper makes a label.
 */
export type PlaceKind = 'named' | 'open' | 'keyless' | 'xmp-open';

export type Payload =
  | { readonly kind: 'members'; readonly members: readonly Member[]; readonly isWrapped: boolean }
  | { readonly kind: 'broken' }
  | { readonly kind: 'bare' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'none' }
  | { readonly kind: 'over-budget' };

type Deviations = Set<Deviation>;

/** What one layer of the text gives: a result, or the text of the next layer. */
type Layer = Payload | { readonly kind: 'next'; readonly text: string; readonly counts: boolean };

interface Reading {
  readonly isNamed: boolean;
  readonly isWrapped: boolean;
  readonly deviations: Deviations;
}

export function readPayload(text: string, place: PlaceKind, deviations: Deviations): Payload {
  const isNamed = place === 'named';
  let current = trimPadding(text);
  if (current === '') return { kind: 'empty' };
  let isWrapped = false;
  let rounds = 0;
  while (rounds <= LIMITS.gb45438Rounds) {
    const prefix = prefixOf(current);
    if (prefix !== undefined) {
      for (const deviation of prefix.deviations) deviations.add(deviation);
      current = current.slice(prefix.length);
      isWrapped = true;
    }
    if (!isNamed && !isWrapped && !canBeLabel(current)) return { kind: 'none' };
    if (current.length > LIMITS.gb45438Bytes) return { kind: 'over-budget' };
    const layer = readLayer(current, { isNamed, isWrapped, deviations });
    if (layer.kind !== 'next' && layer.kind !== 'members') return layer;
    if (layer.kind === 'next') {
      current = trimPadding(layer.text);
      if (layer.counts) rounds += 1;
      continue;
    }
    const inner = wrapperOf(layer.members);
    if (inner === undefined) return { ...layer, isWrapped };
    const unwrapped = unwrap(inner, deviations);
    if (unwrapped === undefined) return { kind: 'none' };
    if (isNamed) deviations.add('wrapped');
    if (unwrapped.isString) rounds += 1;
    current = trimPadding(unwrapped.text);
    isWrapped = true;
  }
  return { kind: 'over-budget' };
}

const PREFIX = /^("?)(AIGC)\1\s{0,8}([=:]?)\s{0,8}(?=\{)/i;

/** `AIGC{`, `AIGC={`, `AIGC:{`, `"AIGC":{`. */
function prefixOf(text: string): { readonly length: number; readonly deviations: readonly Deviation[] } | undefined {
  const match = PREFIX.exec(text);
  if (match === null) return undefined;
  const form = match[3] === '=' ? 'prefix-equals' : 'glued';
  return { length: match[0].length, deviations: match[2] === 'AIGC' ? [form] : [form, 'key-case'] };
}

const WRAPPED_START = /^\{\s{0,8}["']?AIGC["']?\s{0,8}:/i;
const ENTITY = /&(?:quot|#34|#x22);/i;

/** A label has seven; objects of thousands are other tools'. */
const MEMBERS_LOOKED_AT = 256;

/** Cheap test for places of general purpose, most of whose JSON is something else (and may be megabytes long). */
function canBeLabel(text: string): boolean {
  if (text.startsWith('"') || ENTITY.test(text.slice(0, 64))) {
    return text.length <= LIMITS.gb45438Bytes && /aigc|label/i.test(text);
  }
  if (!text.startsWith('{')) return false;
  if (WRAPPED_START.test(text)) return true;
  const names = new Set(membersOf(text, MEMBERS_LOOKED_AT).map((part) => part.name.toLowerCase()));
  if (names.has('aigc')) return true;
  return names.has('label') && ['contentproducer', 'contentpropagator', 'propagator'].some((name) => names.has(name));
}

function readLayer(text: string, reading: Reading): Layer {
  const parsed = parseJson(text, LIMITS.gb45438Depth);
  if (parsed.kind === 'over-limit') return { kind: 'over-budget' };
  if (parsed.kind === 'no-json') return repair(text, reading);
  if (typeof parsed.value === 'string') {
    // A quoted single value is no JSON once more, and is judged as it stands.
    if (isBareValue(parsed.value)) return reading.isNamed ? { kind: 'bare' } : { kind: 'none' };
    reading.deviations.add('double-encoded');
    return { kind: 'next', text: parsed.value, counts: true };
  }
  if (text.startsWith('{')) return { kind: 'members', members: membersOf(text), isWrapped: reading.isWrapped };
  return reading.isNamed && isBareValue(text) ? { kind: 'bare' } : { kind: 'none' };
}

const isBareValue = (text: string): boolean => /^\s*(?:[123]|true)\s*$/i.test(text);

/** Text that is no JSON: cut at the end of its first object, or decoded once more, or a broken label, or nothing. */
function repair(text: string, { isNamed, isWrapped, deviations }: Reading): Layer {
  const next = (deviation: Deviation, repaired: string, counts = true): Layer => {
    deviations.add(deviation);
    return { kind: 'next', text: repaired, counts };
  };
  if (text.startsWith('{')) {
    const end = endOfBalanced(text, 0);
    if (end !== undefined && end < text.length && parseJson(text.slice(0, end), LIMITS.gb45438Depth).kind === 'value') {
      return next('trailing-data', text.slice(0, end), false);
    }
  }
  if (ENTITY.test(text)) return next('double-escaped', decodeEntities(text));
  if (isNamed) {
    const url = /^%7B/i.test(text) ? decodedUrl(text) : undefined;
    if (url !== undefined) return next('url-encoded', url);
    const base64 = decodedBase64(text);
    if (base64 !== undefined) return next('base64', base64);
    if (!text.includes('"') && text.includes("'") && knownKeysShown(text) > 0 && !deviations.has('single-quotes')) {
      return next('single-quotes', text.replaceAll("'", '"'), false);
    }
    if (isBareValue(text)) return { kind: 'bare' };
  }
  const shown = text.startsWith('{') ? knownKeysShown(text) : 0;
  const isBroken = isNamed ? shown >= 1 : (isWrapped || WRAPPED_START.test(text)) && shown >= 2;
  return isBroken ? { kind: 'broken' } : { kind: 'none' };
}

const ENTITIES: Readonly<Record<string, string>> = { quot: '"', apos: "'", lt: '<', gt: '>', amp: '&' };

/** XML's five entities and numeric ones, once. */
export const decodeEntities = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(quot|apos|lt|gt|amp));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return ENTITIES[String(name).toLowerCase()] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });

function decodedUrl(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

/** Base64 or Base64url of a label; anything else that has the letters is left alone. */
function decodedBase64(text: string): string | undefined {
  const compact = text.replace(/\s/g, '').replaceAll('-', '+').replaceAll('_', '/');
  if (compact.length < 8 || !/^[A-Za-z0-9+/]+={0,2}$/.test(compact)) return undefined;
  try {
    const bytes = Uint8Array.from(atob(compact), (character) => character.charCodeAt(0));
    const decoded = trimPadding(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return /^(?:\{|AIGC)/.test(decoded) ? decoded : undefined;
  } catch (error) {
    // `atob` throws DOMException on a wrong length, TextDecoder TypeError on what is no UTF-8.
    if (error instanceof DOMException || error instanceof TypeError) return undefined;
    throw error;
  }
}

/** The member that wraps a label (Annex E's own form); none where the object is a label itself. */
function wrapperOf(members: readonly Member[]): Member | undefined {
  if (members.some((part) => part.name.toLowerCase() === 'label')) return undefined;
  return members.find((part) => part.name === 'AIGC') ?? members.find((part) => part.name.toLowerCase() === 'aigc');
}

function unwrap(
  wrapper: Member,
  deviations: Deviations,
): { readonly text: string; readonly isString: boolean } | undefined {
  if (wrapper.name !== 'AIGC') deviations.add('key-case');
  if (wrapper.text.startsWith('{')) return { text: wrapper.text, isString: false };
  const inner = parseJson(wrapper.text, LIMITS.gb45438Depth);
  if (inner.kind !== 'value' || typeof inner.value !== 'string') return undefined;
  deviations.add('double-encoded');
  return { text: inner.value, isString: true };
}
