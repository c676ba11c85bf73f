/** Which manifests a store's active one was made of, by way of its ingredients. */
import { LIMITS } from '@/utils/engine/limits';
import type { C2paStore, ValidationItem } from './store';

export interface Reached {
  /** Every manifest below the active one, with the one that led there first. */
  readonly reached: ReadonlyMap<string, string>;
  /** By its manifest's label. */
  readonly recorded: ReadonlyMap<string, RecordedCodes>;
}

/** What was found when an ingredient was taken in. */
export interface RecordedCodes {
  readonly failures: readonly string[];
  readonly informational: readonly string[];
}

const NOTHING_RECORDED: RecordedCodes = { failures: [], informational: [] };
const codesOf = (items: readonly ValidationItem[]): readonly string[] => items.map(({ code }) => code);

/** Every manifest that leads somewhere by such relationships. Breadth first, so that a way is a shortest one. Labels may name each other in circles. */
export function reachedFrom(store: C2paStore, follows: (relationship: string) => boolean): Reached {
  const active = store.activeLabel ?? '';
  const reached = new Map<string, string>();
  const recorded = new Map<string, RecordedCodes>();
  const waiting = [active];
  for (let at = 0; at < waiting.length && at < LIMITS.c2paManifests; at++) {
    const label = waiting[at] ?? '';
    for (const ingredient of store.manifest(label)?.ingredients ?? []) {
      const { active_manifest: next, relationship, validation_results: results, validation_status: older } = ingredient;
      if (next === undefined || !follows(relationship)) continue;
      const { failures, informational } = recorded.get(next) ?? NOTHING_RECORDED;
      recorded.set(next, {
        failures: [...failures, ...codesOf([...(results?.activeManifest.failure ?? []), ...older])],
        informational: [...informational, ...codesOf(results?.activeManifest.informational ?? [])],
      });
      if (next === active || reached.has(next)) continue;
      reached.set(next, label);
      waiting.push(next);
    }
  }
  return { reached, recorded };
}

/** The manifests from below the active one down to `label`; none where nothing leads there. */
export function wayTo(label: string, reached: ReadonlyMap<string, string>): readonly string[] {
  const way: string[] = [];
  for (let at: string | undefined = label; at !== undefined && reached.has(at); at = reached.get(at)) way.push(at);
  return way;
}
