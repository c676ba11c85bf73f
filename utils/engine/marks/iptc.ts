/**
 * Mark `iptc`: Digital Source Type and the AI properties of IPTC Photo Metadata 2025.1, in XMP.
 * Only what the packet says of the file itself counts; nested properties speak of other assets.
 */
import type { XmpField } from '../fields';
import { LIMITS } from '../limits';
import type { Finding, LabelStatus } from '../report';
import { compareStatus } from '../verdict';
import { type SourceType, sourceTypeOf } from './digital-source-type';
import type { Mark } from './mark';

const IPTC_EXTENSION = 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/';

/** `DigitalSourcefileType` is the name in version 1.0 of the schema. */
const SOURCE_TYPE_NAMES = new Set(['DigitalSourceType', 'DigitalSourcefileType']);
const PROPERTIES = [
  'AISystemUsed',
  'AISystemVersionUsed',
  'AIPromptInformation',
  'AIPromptWriterName',
  'DigImageGUID',
] as const;
type PropertyName = (typeof PROPERTIES)[number];
const isProperty = (name: string): name is PropertyName => (PROPERTIES as readonly string[]).includes(name);

/** Values that writers put where they have nothing to say. */
const NOTHING = new Set(['', 'none', 'n/a', 'no', 'false', 'unknown']);

/** What one place says. */
interface Statement {
  readonly sourceTypes: SourceType[];
  readonly values: string[];
  readonly properties: Map<PropertyName, string>;
}

export const iptc: Mark = {
  name: 'iptc',
  detect: (fields) => {
    const places = new Map<string, Statement>();
    for (const field of fields) {
      if (field.kind === 'xmp' && field.namespace === IPTC_EXTENSION) collect(places, field);
    }
    const findings: Finding[] = [];
    for (const [place, statement] of places) {
      const finding = judge(place, statement);
      if (finding !== null) findings.push(finding);
    }
    return { findings };
  },
};

function collect(places: Map<string, Statement>, { place, name, value, path, aboutFile }: XmpField): void {
  if (path.length > 0 || !aboutFile) return;
  const statement: Statement = places.get(place) ?? { sourceTypes: [], values: [], properties: new Map() };
  if (SOURCE_TYPE_NAMES.has(name)) {
    const sourceType = sourceTypeOf(value);
    if (sourceType === null) return;
    if (statement.sourceTypes.length < LIMITS.fieldsPerFinding) {
      statement.sourceTypes.push(sourceType);
      statement.values.push(value.trim());
    }
  } else if (isProperty(name)) {
    const text = value.trim();
    if (NOTHING.has(text.toLowerCase()) || statement.properties.has(name)) return;
    statement.properties.set(name, text);
  } else return;
  places.set(place, statement);
}

function judge(place: string, { sourceTypes, values, properties }: Statement): Finding | null {
  const verdict = decide(sourceTypes, properties);
  if (verdict === null) return null;
  const tool = properties.get('AISystemUsed');
  return {
    mark: 'iptc',
    status: verdict.status,
    assurance: 'declared',
    place,
    ...(tool === undefined ? {} : { tool }),
    ...(verdict.isWeak ? { codes: ['weak-sign'] } : {}),
    fields: {
      ...(values.length === 0 ? {} : { DigitalSourceType: values.join(', ') }),
      ...Object.fromEntries(properties),
    },
    deviations: [],
  };
}

interface Decision {
  readonly status: LabelStatus;
  readonly isWeak?: boolean;
}

/** The properties of 2025.1 are defined as what was used to generate the image; the source type is more specific. */
function decide(sourceTypes: readonly SourceType[], properties: ReadonlyMap<PropertyName, string>): Decision | null {
  const [strongest] = [...sourceTypes].sort((a, b) => compareStatus(a.status, b.status));
  if (strongest === undefined) {
    if (properties.has('AISystemUsed') || properties.has('AIPromptInformation')) return { status: 'ai-generated' };
    const isHinted = properties.has('AIPromptWriterName') || properties.has('AISystemVersionUsed');
    return isHinted ? { status: 'suspected-ai', isWeak: true } : null;
  }
  const saysNoAi = strongest.status === 'captured' || strongest.status === 'labelled-other';
  if (saysNoAi && properties.has('AISystemUsed')) return { status: 'suspected-ai', isWeak: true };
  return { status: strongest.status, isWeak: strongest.isWeak === true };
}
