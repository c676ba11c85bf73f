/** The snapshot of the lists that a release may bring along (`npm run trust-lists`), so that nothing need be fetched first. */
import * as v from 'valibot';
import { browser } from 'wxt/browser';
import type { ListId } from '@/utils/credentials/list-files';
import type { KeptList } from './database';
import { fetchList, isRefusal, type ListTexts } from './fetch-list';
import { type Fetch, fetchText } from './fetch-text';
import { TRUST_LIMITS } from './limits';
import { addressBelow } from './publishers';
import { SNAPSHOT } from './snapshot';

/** As the script writes it; `files` is for people. */
const SnapshotSchema = v.object({ fetchedAt: v.pipe(v.string(), v.isoTimestamp()) });

/** @returns the packaged list where there is one that is newer than `kept` and sound, else `undefined`. */
export const packagedList = async (
  id: ListId,
  kept: KeptList | undefined,
  fetch: Fetch,
): Promise<KeptList | undefined> => {
  const folder = new URL(SNAPSHOT.folder, browser.runtime.getURL('/')).href;
  const fetchedAt = await dateOf(new URL(SNAPSHOT.file, folder).href, fetch);
  if (fetchedAt === undefined || fetchedAt <= (kept?.fetchedAt ?? 0)) return undefined;
  const before: ListTexts = kept?.texts ?? {};
  const list = await fetchList(id, { addressOf: addressBelow(folder), fetch, timeMs: TRUST_LIMITS.fetchMs, before });
  return isRefusal(list) ? undefined : { id, ...list, fetchedAt, source: 'package' };
};

const dateOf = async (address: string, fetch: Fetch): Promise<number | undefined> => {
  const fetched = await fetchText(address, fetch, TRUST_LIMITS.fetchMs);
  if (!fetched.ok) return undefined;
  try {
    const snapshot = v.safeParse(SnapshotSchema, JSON.parse(fetched.text));
    return snapshot.success ? Date.parse(snapshot.output.fetchedAt) : undefined;
  } catch {
    return undefined;
  }
};
