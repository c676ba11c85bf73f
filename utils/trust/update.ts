/** Brings the published lists up to date: from the package, from their publishers. */
import { LIST_IDS, type ListId, type ListPart } from '@/utils/credentials/list-files';
import { connectionNow } from '@/utils/depth';
import { loadSettings } from '@/utils/settings-store';
import { tellTrustChange } from './changes';
import { choicesOf } from './choices';
import { composeLists } from './compose';
import { type Attempt, type KeptList, trustDatabase } from './database';
import { fetchList, isRefusal } from './fetch-list';
import type { Fetch } from './fetch-text';
import { TRUST_LIMITS } from './limits';
import { loadManaged } from './managed';
import { packagedList } from './packaged';
import { PUBLISHERS, publishersAddress } from './publishers';
import type { Refusal } from './refusal';
import { afterFailure, afterSuccess, isDue, type Moment } from './schedule';
import { isAttempt, isKeptList } from './sound-rows';

export interface UpdateTools {
  readonly fetch: Fetch;
  readonly now: () => number;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Whether data should be saved: a metered connection, or the browser's own setting. */
  readonly isSparing: () => boolean;
}

export const UPDATE_TOOLS: UpdateTools = {
  fetch: (address, init) => fetch(address, init),
  now: Date.now,
  random: Math.random,
  isSparing: () => {
    const { saveData, type } = connectionNow();
    return saveData === true || type === 'cellular';
  },
};

export type UpdateOutcome =
  | { readonly id: ListId; readonly kind: 'updated'; readonly isChanged: boolean; readonly certificates: number }
  | { readonly id: ListId; readonly kind: 'refused'; readonly refusal: Refusal };

/** Of several pages and the background, one asks a publisher at a time. */
const LOCK = 'trust-lists-update';

/**
 * Asks the publishers of all lists that are switched on, because a person wants it; of a frozen list that is at hand
 * nothing is asked. @throws where the browser refuses the database.
 */
export const updateNow = (
  tools: UpdateTools,
  onFile: (id: ListId, part: ListPart) => void,
): Promise<readonly UpdateOutcome[]> =>
  navigator.locks.request(LOCK, async () => {
    const choices = await loadChoices();
    const outcomes: UpdateOutcome[] = [];
    for (const id of LIST_IDS) {
      const isNeeded = !PUBLISHERS[id].isFrozen || (await keptList(id)) === undefined;
      if (choices[id] && isNeeded) outcomes.push(await fetchFrom(id, tools, (part) => onFile(id, part)));
    }
    await composeLists(tools.now);
    return outcomes;
  });

/** Asks whom it is time to ask, unless somebody else does, or the person does not want it. */
export const updateWhenDue = (tools: UpdateTools): Promise<void> =>
  navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
    if (lock === null) return;
    const { weekly, ...choices } = await loadChoices();
    if (!weekly) return;
    const moment = { now: tools.now(), isSparing: tools.isSparing() };
    let hasAsked = false;
    for (const id of LIST_IDS) {
      if (!choices[id] || !(await isListDue(id, moment))) continue;
      hasAsked = true;
      await takePackaged(id, tools);
      if (await isListDue(id, moment)) await fetchFrom(id, tools);
    }
    if (hasAsked) await composeLists(tools.now);
  });

/** After the extension was installed or updated: its own lists, where they are newer. */
export const updateFromPackage = (tools: UpdateTools): Promise<void> =>
  navigator.locks.request(LOCK, async () => {
    for (const id of LIST_IDS) await takePackaged(id, tools);
    await composeLists(tools.now);
  });

const loadChoices = async () => choicesOf(await loadSettings(), (await loadManaged()).fixed);
const keptList = async (id: ListId): Promise<KeptList | undefined> => {
  const row = await (await trustDatabase()).get('published', id);
  return isKeptList(row) ? row : undefined;
};
const lastAttempt = async (id: ListId): Promise<Attempt | undefined> => {
  const row = await (await trustDatabase()).get('attempts', id);
  return isAttempt(row) ? row : undefined;
};

const isListDue = async (id: ListId, moment: Moment): Promise<boolean> =>
  isDue(id, await keptList(id), await lastAttempt(id), moment);

const takePackaged = async (id: ListId, { fetch }: UpdateTools): Promise<void> => {
  const list = await packagedList(id, await keptList(id), fetch);
  if (list === undefined) return;
  const transaction = (await trustDatabase()).transaction(['published', 'attempts'], 'readwrite');
  await transaction.objectStore('published').put(list);
  await transaction.objectStore('attempts').delete(id);
  await transaction.done;
  tellTrustChange();
};

const fetchFrom = async (
  id: ListId,
  { fetch, now, random }: UpdateTools,
  onFile?: (part: ListPart) => void,
): Promise<UpdateOutcome> => {
  const database = await trustDatabase();
  const kept = await keptList(id);
  const last = await lastAttempt(id);
  const failures = (last?.failures ?? 0) + 1;
  const failed = (refusal: Refusal | null): Attempt => ({
    id,
    triedAt: now(),
    nextAt: afterFailure(now(), failures, random()),
    failures,
    refusal,
  });
  // Before anything is asked: a background that dies on the way must not ask again at its next breath.
  await database.put('attempts', failed(last?.refusal ?? null));
  const list = await fetchList(id, {
    addressOf: publishersAddress,
    fetch,
    timeMs: TRUST_LIMITS.fetchMs,
    before: kept?.texts ?? {},
    ...(onFile !== undefined && { onFile }),
  });
  if (isRefusal(list)) {
    await database.put('attempts', failed(list));
    tellTrustChange();
    return { id, kind: 'refused', refusal: list };
  }
  const transaction = database.transaction(['published', 'attempts'], 'readwrite');
  await transaction.objectStore('published').put({ id, ...list, fetchedAt: now(), source: 'publisher' });
  await transaction
    .objectStore('attempts')
    .put({ id, triedAt: now(), nextAt: afterSuccess(now(), random()), failures: 0, refusal: null });
  await transaction.done;
  tellTrustChange();
  return { id, kind: 'updated', isChanged: list.sha256 !== kept?.sha256, certificates: list.certificates };
};
