/**
 * What the properties of the IPTC Extension say of the medium that they describe, wherever they stand: Digital Source
 * Type, and the AI properties of IPTC Photo Metadata 2025.1.
 */
import { LIMITS } from '../limits';
import type { LabelStatus } from '../report';
import { shortened } from '../strings';
import { compareStatus } from '../verdict';
import { type SourceType, sourceTypeOf } from './digital-source-type';

export const IPTC_EXTENSION = 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/';

export interface IptcProperty {
  /** In the namespace of the extension. */
  readonly name: string;
  readonly value: string;
}

export interface IptcStatement {
  readonly status: LabelStatus;
  /** The status is a guess: from an unknown term, or from properties that contradict each other or say little. */
  readonly isWeak: boolean;
  readonly tool: string | undefined;
  readonly fields: Readonly<Record<string, string>>;
}

/** By their names in lower case. `DigitalSourcefileType` is the name in version 1.0 of the schema. */
const NAMES: ReadonlyMap<string, string> = new Map(
  [
    'DigitalSourceType',
    'AISystemUsed',
    'AISystemVersionUsed',
    'AIPromptInformation',
    'AIPromptWriterName',
    'DigImageGUID',
  ].map((name) => [name.toLowerCase(), name] as const),
).set('digitalsourcefiletype', 'DigitalSourceType');

/** Values that writers put where they have nothing to say. */
const NOTHING = new Set(['', 'none', 'n/a', 'no', 'false', 'unknown']);

/** @returns `null` where the properties say nothing of how the medium was made. */
export function iptcStatement(properties: readonly IptcProperty[]): IptcStatement | null {
  const sourceTypes: { readonly sourceType: SourceType; readonly text: string }[] = [];
  const texts = new Map<string, string>();
  for (const { name, value } of properties) {
    const known = NAMES.get(name.toLowerCase());
    const text = value.trim();
    if (known === 'DigitalSourceType') {
      const sourceType = sourceTypeOf(text);
      if (sourceType !== null && sourceTypes.length < LIMITS.fieldsPerFinding) sourceTypes.push({ sourceType, text });
    } else if (known !== undefined && !NOTHING.has(text.toLowerCase()) && !texts.has(known)) texts.set(known, text);
  }
  const decision = decide(
    sourceTypes.map(({ sourceType }) => sourceType),
    texts,
  );
  if (decision === null) return null;
  const prompt = texts.get('AIPromptInformation');
  if (prompt !== undefined) texts.set('AIPromptInformation', shortened(prompt, LIMITS.reportPrompt));
  const spoken = sourceTypes.map(({ text }) => text).join(', ');
  return {
    ...decision,
    tool: texts.get('AISystemUsed'),
    fields: { ...(spoken === '' ? {} : { DigitalSourceType: spoken }), ...Object.fromEntries(texts) },
  };
}

/** The properties of 2025.1 are defined as what was used to generate the image; the source type is more specific. */
function decide(
  sourceTypes: readonly SourceType[],
  texts: ReadonlyMap<string, string>,
): Pick<IptcStatement, 'status' | 'isWeak'> | null {
  const [strongest] = [...sourceTypes].sort((a, b) => compareStatus(a.status, b.status));
  if (strongest === undefined) {
    if (texts.has('AISystemUsed') || texts.has('AIPromptInformation')) return { status: 'ai-generated', isWeak: false };
    const isHinted = texts.has('AIPromptWriterName') || texts.has('AISystemVersionUsed');
    return isHinted ? { status: 'suspected-ai', isWeak: true } : null;
  }
  const saysNoAi = strongest.status === 'captured' || strongest.status === 'labelled-other';
  if (saysNoAi && texts.has('AISystemUsed')) return { status: 'suspected-ai', isWeak: true };
  return { status: strongest.status, isWeak: strongest.isWeak === true };
}
