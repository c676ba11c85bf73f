/** C2PA stores: what a finding says after the check. */
import type { ContainerName, Finding } from '@/utils/engine/report';
import { MEDIA_TYPES } from './checkable-store';
import { judgeAnswer, judgeFragments, type VideoParts } from './fragments';
import { HISTORY_RESOURCES, type StoreHistory } from './history';
import { hasOpenList, judgeIngredients } from './ingredients';
import { type Judgement, weaker } from './judge';
import { judgedHistory } from './judged-history';
import type { C2paLibrary, LibraryAnswer } from './library';
import { withoutInterimList } from './settings';
import { signatureFields } from './signature-fields';
import { type C2paStore, readStore } from './store';

export interface C2paTools {
  /** Asked for only when there is something to check. */
  readonly library: () => Promise<C2paLibrary>;
  /** See `c2paSettings`. */
  readonly settings: string;
  /** Whether the history of a store is told beside its assurance. */
  readonly withHistory?: boolean;
  /** Of a video in parts: the medium itself, and the fragments that it begins, if any are at hand. */
  readonly parts?: VideoParts;
}

export interface CheckedStore {
  /** As a report tells it after the check; as it was where the library has nothing to say. */
  readonly finding: Finding;
  /** `null` where it was not asked for, or the store could not be decoded. */
  readonly history: StoreHistory | null;
}

/**
 * @param bytes The whole medium.
 * @throws what the library throws when it breaks down.
 */
export async function checkedStore(
  finding: Finding,
  bytes: Uint8Array,
  container: ContainerName,
  { library, settings, withHistory = false, parts }: C2paTools,
): Promise<CheckedStore> {
  const mediaType = MEDIA_TYPES[container];
  if (mediaType === undefined) return { finding, history: null };
  const wanted = withHistory ? HISTORY_RESOURCES : undefined;
  const { read, readFragment } = await library();
  const judged =
    parts !== undefined && parts.fragments.length > 0
      ? await judgeFragments(parts, (fragment) => readFragment(mediaType, parts.beginning, fragment, settings, wanted))
      : judgeAnswer(await read(mediaType, bytes, settings, wanted));
  if (judged === null) return { finding, history: null };
  const { store } = judged.judgement;
  const isAsked = store !== null && (withHistory || isBorrowed(finding)) && hasOpenList(store);
  const fewer = isAsked ? withoutInterimList(settings) : undefined;
  const byOthers = fewer === undefined ? undefined : storeOf(await read(mediaType, bytes, fewer));
  return {
    finding: revise(finding, judged.judgement, byOthers),
    history: withHistory ? judgedHistory(judged, { byOthers }) : null,
  };
}

const storeOf = (answer: LibraryAnswer): C2paStore | undefined =>
  answer.kind === 'store' ? (readStore(answer.json) ?? undefined) : undefined;

/** Whether an ingredient makes the statement. That there is a label without a word on AI, the active manifest says itself. */
const isBorrowed = ({ status, codes = [] }: Finding): boolean =>
  status !== 'labelled-other' && codes.some((code) => code === 'via-parent' || code === 'via-component');

function revise(
  finding: Finding,
  { assurance, codes, validation, store, list }: Judgement,
  byOthers: C2paStore | undefined,
): Finding {
  const speaking = isBorrowed(finding) ? finding.fields.StatementManifest : undefined;
  const ingredients = store === null ? null : judgeIngredients(store, speaking, byOthers);
  const { who, ...signature } = signatureFields(store);
  return {
    ...finding,
    assurance: ingredients === null ? assurance : weaker(assurance, ingredients.onTheWay),
    ...(who === undefined ? {} : { who }),
    codes: [
      ...new Set([
        ...codes,
        ...(finding.codes ?? []).filter((code) => code !== 'not-checked'),
        ...(ingredients?.codes ?? []),
      ]),
    ],
    validation: [...new Set(validation)],
    fields: { ...signature, ...(list ? { TrustList: list } : {}), ...finding.fields },
  };
}
