/** What an organisation sets by policy (`storage.managed`; form and examples: docs/managed.md). */
import * as v from 'valibot';
import { browser } from 'wxt/browser';
import type { TrustChoices } from './choices';
import { TRUST_LIMITS } from './limits';

const ManagedSchema = v.object({
  officialList: v.fallback(v.optional(v.boolean()), undefined),
  interimList: v.fallback(v.optional(v.boolean()), undefined),
  updateWeekly: v.fallback(v.optional(v.boolean()), undefined),
  lists: v.fallback(v.optional(v.array(v.unknown()), []), []),
});

const ManagedListSchema = v.object({
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(TRUST_LIMITS.nameCharacters)),
  pem: v.pipe(v.string(), v.maxLength(TRUST_LIMITS.ownCharacters)),
});

export interface ManagedList {
  readonly name: string;
  /** PEM, as `readOwnList` takes it. */
  readonly text: string;
}

export interface ManagedTrust {
  /** What the organisation decided instead of the person. */
  readonly fixed: Partial<TrustChoices>;
  readonly lists: readonly ManagedList[];
}

export const NOTHING_MANAGED: ManagedTrust = { fixed: {}, lists: [] };

/** A part that has another form is left out; of two lists of one name the first counts. */
export const parseManaged = (stored: unknown): ManagedTrust => {
  const parsed = v.safeParse(ManagedSchema, stored);
  if (!parsed.success) return NOTHING_MANAGED;
  const { officialList, interimList, updateWeekly, lists } = parsed.output;
  const named = new Map<string, ManagedList>();
  for (const list of lists.slice(0, TRUST_LIMITS.ownLists)) {
    const one = v.safeParse(ManagedListSchema, list);
    if (one.success && !named.has(one.output.name))
      named.set(one.output.name, { name: one.output.name, text: one.output.pem });
  }
  return {
    fixed: {
      ...(officialList !== undefined && { official: officialList }),
      ...(interimList !== undefined && { interim: interimList }),
      ...(updateWeekly !== undefined && { weekly: updateWeekly }),
    },
    lists: [...named.values()],
  };
};

/** Firefox rejects where no policy is set. */
export const loadManaged = async (): Promise<ManagedTrust> => {
  try {
    return parseManaged(await browser.storage.managed.get());
  } catch {
    return NOTHING_MANAGED;
  }
};
