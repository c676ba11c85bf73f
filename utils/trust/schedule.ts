/** When publishers are asked without anybody asking for it. Times in milliseconds since 1970. */
import type { Attempt, KeptList } from './database';
import { TRUST_TIMES } from './limits';
import { PUBLISHERS } from './publishers';

/** @param random From 0 to 1. */
export const afterSuccess = (now: number, random: number): number =>
  now + TRUST_TIMES.refreshMs + Math.round(random * TRUST_TIMES.spreadMs);

/** @param failures In a row, this one included. */
export const afterFailure = (now: number, failures: number, random: number): number => {
  const wait = Math.min(TRUST_TIMES.retryMs * 2 ** (failures - 1), TRUST_TIMES.refreshMs);
  return now + wait + Math.round((random * wait) / 2);
};

export interface Moment {
  readonly now: number;
  /** The connection is metered, or the person asked to save data. */
  readonly isSparing: boolean;
}

export const isDue = (
  id: KeptList['id'],
  kept: KeptList | undefined,
  attempt: Attempt | undefined,
  { now, isSparing }: Moment,
): boolean => {
  if (kept !== undefined && PUBLISHERS[id].isFrozen) return false;
  // It was taken, and is not at hand: what was kept is damaged.
  if (kept === undefined && attempt?.failures === 0) return true;
  // A clock that was wrong must not put the next time off for years.
  const nextAt = attempt === undefined ? (kept?.fetchedAt ?? 0) + TRUST_TIMES.refreshMs : attempt.nextAt;
  const isTime = now >= nextAt || nextAt - now > 2 * TRUST_TIMES.refreshMs;
  const isOld = kept === undefined || Math.abs(now - kept.fetchedAt) >= TRUST_TIMES.sparingMs;
  return isTime && (!isSparing || isOld);
};
