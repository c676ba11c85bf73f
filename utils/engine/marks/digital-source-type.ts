/**
 * The digital source types of IPTC (newscodes/digitalsourcetype) and C2PA, and what each says about AI.
 * The only such table: XMP, C2PA actions and page markup are judged by it.
 */
import type { LabelStatus } from '../report';

export interface SourceType {
  /** The term in the vocabulary's own spelling; as it came where it is unknown. */
  readonly term: string;
  readonly status: LabelStatus;
  /** The status is a guess from an unknown term's wording. */
  readonly isWeak?: true;
}

const TERMS: readonly (readonly [term: string, status: LabelStatus])[] = [
  ['trainedAlgorithmicMedia', 'ai-generated'],
  ['compositeWithTrainedAlgorithmicMedia', 'ai-edited'],
  ['compositeSynthetic', 'ai-edited'],
  ['algorithmicMedia', 'labelled-other'],
  ['algorithmicallyEnhanced', 'labelled-other'],
  ['dataDrivenMedia', 'labelled-other'],
  ['virtualRecording', 'labelled-other'],
  ['screenCapture', 'labelled-other'],
  ['composite', 'labelled-other'],
  ['compositeCapture', 'labelled-other'],
  ['humanEdits', 'labelled-other'],
  ['minorHumanEdits', 'labelled-other'],
  ['digitalCreation', 'labelled-other'],
  ['digitalArt', 'labelled-other'],
  ['softwareImage', 'labelled-other'],
  ['digitalCapture', 'captured'],
  ['computationalCapture', 'captured'],
  ['negativeFilm', 'captured'],
  ['positiveFilm', 'captured'],
  ['print', 'labelled-other'],
  // C2PA's own terms; data that a model made are AI-generated where they stand on a medium.
  ['empty', 'labelled-other'],
  ['trainedAlgorithmicData', 'ai-generated'],
];

const SOURCE_TYPES: ReadonlyMap<string, SourceType> = new Map(
  TERMS.map(([term, status]) => [term.toLowerCase(), { term, status }]),
);

/** Other spellings of a term. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  // The words of compositeSynthetic's label, run together; in a file beside Google's credit line.
  ['compositeincludingsyntheticelements', 'compositesynthetic'],
  // schema.org's member for the same thing.
  ['multiframecomputationalcapture', 'computationalcapture'],
]);

const FORMS: readonly RegExp[] = [
  /^(?:https?:)?(?:\/\/)?(?:www\.)?cv\.iptc\.org\/newscodes\/digitalsourcetype\/([a-z]+)[/#?]?$/i,
  /^https?:\/\/(?:www\.)?c2pa\.org\/digitalsourcetype\/([a-z]+)\/?$/i,
  /^digsrctype:([a-z]+)$/i,
  /^(?:https?:\/\/schema\.org\/)?([a-z]+)DigitalSource$/i,
  /^([a-z]+)$/i,
];

/** Of schema.org's members, which are not terms of IPTC otherwise. */
const SCHEMA_ORG_SUFFIX = /(?<=[a-z])DigitalSource$/i;

/** Longer values are no term of any vocabulary. */
const VALUE_LENGTH = 256;

/** What a property's value says; `null` for an empty one. Other texts than terms are a label without AI meaning. */
export function sourceTypeOf(value: string): SourceType | null {
  const trimmed = unquote(value.trim());
  if (trimmed === '') return null;
  if (trimmed.length <= VALUE_LENGTH) {
    for (const form of FORMS) {
      const term = form.exec(trimmed)?.[1];
      if (term !== undefined) return judgeTerm(term);
    }
  }
  return { term: trimmed, status: 'labelled-other' };
}

/** As C2PA actions write it: whatever stands before the last path segment does not count. */
export function sourceTypeOfUri(uri: string): SourceType | null {
  const trimmed = uri.trim().replace(/[/#]$/, '');
  const segment = trimmed.slice(Math.max(trimmed.lastIndexOf('/'), trimmed.lastIndexOf(':')) + 1);
  return segment === '' ? null : judgeTerm(segment.replace(SCHEMA_ORG_SUFFIX, ''));
}

function judgeTerm(term: string): SourceType {
  const lower = term.toLowerCase();
  const known = SOURCE_TYPES.get(ALIASES.get(lower) ?? lower);
  if (known !== undefined) return known;
  // A term that is newer than this table; those of trained models have all had the word in them.
  if (lower.includes('trained')) return { term, status: 'suspected-ai', isWeak: true };
  return { term, status: 'labelled-other' };
}

function unquote(text: string): string {
  const first = text[0];
  const isQuoted = text.length >= 2 && (first === '"' || first === "'") && text.endsWith(first);
  return isQuoted ? text.slice(1, -1).trim() : text;
}
