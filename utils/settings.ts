import * as v from 'valibot';

/** Sites that a person can list, and the longest name of one (RFC 1035 2.3.4). */
export const SITE_LIMITS = { sites: 2_000, characters: 253 } as const;

/** Megabytes that may be read over the network in a day, so that pixels can be looked at unasked. */
export const PIXEL_DAY_CHOICES = [0, 40, 120, 480] as const;

/** What a person can choose. Kept in `storage.local` under `SETTINGS_KEY`; unknown or damaged parts fall back to defaults. */
export const SettingsSchema = v.object({
  /** Whether badges and cards are drawn on pages; popup and toolbar count go on without. */
  overlay: v.fallback(v.boolean(), true),
  /** Which media carry a badge without being pointed at. */
  badges: v.fallback(v.picklist(['ai', 'labelled', 'point']), 'labelled'),
  /** Milliseconds that the pointer rests on a badge before its card opens. */
  cardDelayMs: v.fallback(v.picklist([0, 300, 600]), 300),
  /** Whether the toolbar icon shows the number of media labelled as AI. */
  count: v.fallback(v.boolean(), true),
  /** How far media are looked into unasked: see `depthInUse`. */
  depth: v.fallback(v.picklist(['metadata', 'credentials', 'pixels']), 'pixels'),
  /** See `pixelLimits`. */
  pixelDayMegabytes: v.fallback(v.picklist(PIXEL_DAY_CHOICES), 120),
  /** Whether signers are looked for on the official C2PA list, and on the frozen one before it. */
  trustOfficial: v.fallback(v.boolean(), true),
  trustInterim: v.fallback(v.boolean(), true),
  /** Whether the publishers of trust lists are asked for new ones now and then. */
  trustWeekly: v.fallback(v.boolean(), true),
  theme: v.fallback(v.picklist(['system', 'light', 'dark']), 'system'),
  /** Hosts (`news.example.com`) where nothing is looked at. */
  sitesOff: v.fallback(
    v.pipe(v.array(v.pipe(v.string(), v.maxLength(SITE_LIMITS.characters))), v.maxLength(SITE_LIMITS.sites)),
    [],
  ),
});

export type Settings = v.InferOutput<typeof SettingsSchema>;
export const SETTINGS_KEY = 'settings';
export const DEFAULT_SETTINGS: Settings = v.parse(SettingsSchema, {});
