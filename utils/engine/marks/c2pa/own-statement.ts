/** What one manifest says about AI, without its ingredients: its actions (after the C2PA Asset Rubrics 1.0), then others. */
import { AI_STATUSES, type LabelStatus } from '../../report';
import { compareStatus } from '../../verdict';
import { type IptcStatement, iptcStatement } from '../iptc-properties';
import type { Action, Disclosure, Manifest } from './manifest';

export interface Statement {
  /** `null`: nothing is said. */
  readonly status: LabelStatus | null;
  readonly codes: readonly string[];
  /** Whose work the deciding action was. */
  readonly agent: string | undefined;
  readonly sourceType: string | undefined;
  /** Label of the manifest that makes the statement; set where the manifests are combined. */
  readonly manifest?: string;
}

export const NO_STATEMENT: Statement = { status: null, codes: [], agent: undefined, sourceType: undefined };

const INCEPTIONS = new Set(['c2pa.created', 'c2pa.opened']);
/** Actions that do not change what is to be seen or heard. */
const NON_EDITORIAL = new Set([
  'c2pa.converted',
  'c2pa.published',
  'c2pa.repackaged',
  'c2pa.transcoded',
  'c2pa.resized.proportional',
  'c2pa.enhanced',
  'c2pa.edited.metadata',
  'c2pa.watermarked',
  'c2pa.watermarked.bound',
  'c2pa.watermarked.unbound',
  'c2pa.redacted',
]);
const GENERATED = new Set(['trainedAlgorithmicMedia', 'trainedAlgorithmicData']);
const GENERATIVE = new Set([...GENERATED, 'compositeWithTrainedAlgorithmicMedia', 'compositeSynthetic']);
/** The rubric's "possibly": a kind of source that may include AI. */
const AMBIGUOUS = new Set(['composite', 'digitalArt', 'screenCapture']);

/** One action's contribution. */
interface Reading {
  readonly status: LabelStatus | null;
  readonly code?:
    | 'may-contain-ai'
    | 'composite-capture'
    | 'agent-only'
    | 'genai-type-on-mechanical-action'
    | 'weak-sign';
}

export function ownStatement({ actions, iptcProperties, disclosure }: Manifest): Statement {
  return withDisclosure(withMetadata(statementOf(actions), iptcStatement(iptcProperties)), disclosure);
}

/** Signed metadata say as much about AI as an action does; about other sources, they speak where no action does. */
function withMetadata(statement: Statement, metadata: IptcStatement | null): Statement {
  if (metadata === null) return statement;
  const { status, isWeak, tool, fields } = metadata;
  if (statement.status !== null) {
    const isStronger = compareStatus(status, statement.status) < 0;
    if (!isStronger || !AI_STATUSES.includes(status)) return statement;
  }
  return {
    status,
    codes: [...(isWeak ? ['weak-sign'] : []), ...(statement.status === 'captured' ? ['contradictory'] : [])],
    agent: tool ?? statement.agent,
    sourceType: fields.DigitalSourceType,
  };
}

/** It says that AI was involved, and not how much: no more than edited, unless something else says more. */
function withDisclosure(statement: Statement, disclosure: Disclosure | undefined): Statement {
  if (disclosure === undefined) return statement;
  const agent = statement.agent ?? disclosure.modelName;
  const saysMore = statement.status !== null && compareStatus(statement.status, 'ai-edited') <= 0;
  return saysMore ? { ...statement, agent } : { ...statement, status: 'ai-edited', codes: [], agent };
}

function statementOf(actions: readonly Action[]): Statement {
  const readings = actions.map((action) => ({ action, ...readAction(action) }));
  const speaking = readings.filter(({ status }) => status !== null);
  const mechanical = readings.find(({ code }) => code === 'genai-type-on-mechanical-action');
  let deciding = speaking[0];
  for (const reading of speaking) {
    if (deciding?.status && reading.status && compareStatus(reading.status, deciding.status) < 0) deciding = reading;
  }
  // Nothing else speaks: that a generative type stands there at all is taken as editing.
  const status = deciding?.status ?? (mechanical === undefined ? null : 'ai-edited');
  const source = deciding ?? mechanical;
  const codes = new Set<string>();
  if (mechanical !== undefined) codes.add('genai-type-on-mechanical-action');
  if (deciding?.code === 'agent-only' || deciding?.code === 'weak-sign') codes.add(deciding.code);
  // Doubts about the kind of source are settled by an action that speaks of AI.
  if (status === 'captured' || status === 'labelled-other') {
    for (const { code } of speaking) if (code !== undefined) codes.add(code);
  }
  return {
    status,
    codes: [...codes],
    agent: source?.action.agent ?? (status?.startsWith('ai-') ? anyAgent(actions) : undefined),
    sourceType: source?.action.sourceTypeText,
  };
}

function readAction(action: Action): Reading {
  const isInception = INCEPTIONS.has(action.name);
  const { sourceType } = action;
  if (sourceType === null) {
    const isByAgent = action.name === 'c2pa.created' && (saysAiGenerated(action) || isGenerator(action.agent));
    return isByAgent ? { status: 'ai-generated', code: 'agent-only' } : { status: null };
  }
  const { term, status } = sourceType;
  if (GENERATIVE.has(term)) {
    if (isInception) return { status: GENERATED.has(term) ? 'ai-generated' : 'ai-edited' };
    if (NON_EDITORIAL.has(action.name)) return { status: null, code: 'genai-type-on-mechanical-action' };
    return { status: 'ai-edited' };
  }
  if (AMBIGUOUS.has(term)) return { status: 'labelled-other', code: 'may-contain-ai' };
  if (term === 'compositeCapture') return { status: 'labelled-other', code: 'composite-capture' };
  // A capture type on a later action says what was placed or measured, not how the medium came to be.
  if (status === 'captured' && !isInception) return { status: 'labelled-other' };
  return sourceType.isWeak ? { status, code: 'weak-sign' } : { status };
}

/** The wording of Microsoft's manifests of 2023 and 2024. */
function saysAiGenerated({ description }: Action): boolean {
  return description.includes('AI Generated');
}

const GENERATORS: readonly string[] = [
  'Image Creator from Designer',
  'Bing Image Creator',
  'Microsoft Designer',
  'Adobe Firefly',
  'DALL·E',
  'DALL-E',
  'gpt-image',
  'GPT-4o',
  'Azure OpenAI ImageGen',
  'OpenAI ImageGen',
  'Sora',
  'Imagen',
  'Gemini',
  'Google Generative AI',
  'Veo',
  'Titan Image Generator',
  'Nova Canvas',
  'Stable Diffusion',
  'Stable Image',
  'Midjourney',
  'FLUX',
  'Seedance',
  'Runway',
  'Luma',
  'Kling',
].map((name) => name.toLowerCase());

/** A generator's name as the agent's first words: never a part of another word. */
function isGenerator(agent: string | undefined): boolean {
  const lower = agent?.toLowerCase() ?? '';
  return GENERATORS.some((name) => lower.startsWith(name) && /^(?:$|[\s/\d])/.test(lower.slice(name.length)));
}

/** The tool of an AI statement whose own action names none. */
function anyAgent(actions: readonly Action[]): string | undefined {
  return actions.find(({ agent }) => agent !== undefined)?.agent;
}
