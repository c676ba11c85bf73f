/** The library's account of a manifest store, as far as it is used; whatever else it says is left aside. */
import * as v from 'valibot';

const Item = v.object({ code: v.string(), url: v.optional(v.string(), ''), explanation: v.optional(v.string(), '') });
export type ValidationItem = v.InferOutput<typeof Item>;

const Items = v.optional(v.array(Item), []);
const Statuses = v.object({ success: Items, informational: Items, failure: Items });
export type ValidationStatuses = v.InferOutput<typeof Statuses>;

const NO_STATUSES = { success: [], informational: [], failure: [] };

const Results = v.object({
  activeManifest: v.optional(Statuses, NO_STATUSES),
  ingredientDeltas: v.optional(
    v.array(v.object({ ingredientAssertionURI: v.string(), validationDeltas: Statuses })),
    [],
  ),
});

const Ingredient = v.object({
  relationship: v.optional(v.string(), ''),
  active_manifest: v.optional(v.string()),
  /** What was found when it was taken in. */
  validation_results: v.optional(v.object({ activeManifest: v.optional(Statuses, NO_STATUSES) })),
  /** The same in ingredients before version 3 (C2PA 1.4 11.3.7): failures alone. */
  validation_status: Items,
});

const Manifest = v.object({
  ingredients: v.optional(v.array(Ingredient), []),
  signature_info: v.optional(
    v.object({
      alg: v.optional(v.string()),
      /** The subject's organisation. */
      issuer: v.optional(v.string()),
      common_name: v.optional(v.string()),
      /** Only where a time stamp validated. */
      time: v.optional(v.string()),
    }),
  ),
});
export type StoreManifest = v.InferOutput<typeof Manifest>;

const Store = v.object({
  active_manifest: v.optional(v.string()),
  manifests: v.optional(v.record(v.string(), v.unknown()), {}),
  validation_results: Results,
});

export interface C2paStore {
  readonly activeLabel: string | undefined;
  readonly manifest: (label: string) => StoreManifest | undefined;
  /** The same as the library writes it, for who reads more of it. */
  readonly account: (label: string) => unknown;
  readonly results: v.InferOutput<typeof Results>;
}

/** @returns `null` where the account has another form than this version of the library gives it. */
export function readStore(json: string): C2paStore | null {
  const parsed = v.safeParse(Store, parse(json));
  if (!parsed.success) return null;
  // A label may be called like a member that every object has.
  const manifests = new Map(Object.entries(parsed.output.manifests));
  return {
    activeLabel: parsed.output.active_manifest,
    manifest: (label) => {
      const manifest = v.safeParse(Manifest, manifests.get(label));
      return manifest.success ? manifest.output : undefined;
    },
    account: (label) => manifests.get(label),
    results: parsed.output.validation_results,
  };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
