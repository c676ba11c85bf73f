/** From a tab's inventory to the rows of the popup: one row per address, in a fixed order, filtered and counted. */
import { multimap } from '@/utils/engine/multimap';
import { AI_STATUSES, type LabelReport, STATUSES, type Status } from '@/utils/engine/report';
import type { CheckProgress } from '@/utils/messages/check-state';
import type { PixelProgress } from '@/utils/messages/pixel-state';
import { addressKey, furthest, type InventoryMedium, type TabInventory } from '@/utils/store/inventory-types';
import type { ShownStatus } from './signs';

export interface MediumRow extends CheckProgress, PixelProgress {
  /** Same for the same address as long as the inventory lives. */
  readonly key: string;
  /** The occurrence that is shown and located: the first that is still on the page. */
  readonly medium: InventoryMedium;
  readonly status: ShownStatus;
  readonly report: LabelReport | null;
  /** Occurrences still on the page; 1 for a row whose medium is gone. */
  readonly times: number;
  readonly isGone: boolean;
}

/** Broken and disagreeing first, then by what the label says; inside each by place in the page, top frame first. */
export const orderMedia = (media: readonly InventoryMedium[]): readonly MediumRow[] =>
  [...multimap(media.map((medium) => [addressKey(medium), medium]))]
    .map(([key, occurrences]) => toRow(key, [...occurrences].sort(byPlace)))
    .sort((a, b) => rank(a) - rank(b) || byPlace(a.medium, b.medium));

const toRow = (key: string, occurrences: readonly InventoryMedium[]): MediumRow => {
  const present = occurrences.filter((medium) => !medium.gone);
  const [medium] = present.length > 0 ? present : occurrences;
  if (medium === undefined) throw new Error('a row has at least one occurrence');
  const known = furthest(occurrences.filter(({ state }) => state === 'done'));
  const checked = known?.report ?? null;
  return {
    key,
    medium,
    status: checked?.verdict.status ?? unfinishedStatus(occurrences),
    report: checked,
    ...(known?.check && { check: known.check }),
    ...(known?.pixels && { pixels: known.pixels }),
    times: Math.max(1, present.length),
    isGone: present.length === 0,
  };
};

const unfinishedStatus = (occurrences: readonly InventoryMedium[]): ShownStatus =>
  occurrences.some(({ state }) => state === 'checking') ? 'checking' : 'waiting';

const byPlace = (a: InventoryMedium, b: InventoryMedium): number =>
  a.frameId - b.frameId || a.order - b.order || a.id - b.id;

/** The report's order, but what could not be read before what has no label: a label may still be found in it. */
const ORDER: readonly ShownStatus[] = [
  ...STATUSES.filter((status) => status !== 'unlabelled'),
  'unlabelled',
  'checking',
  'waiting',
];

const rank = (row: MediumRow): number => (leadsTheList(row) ? -1 : ORDER.indexOf(row.status));

const leadsTheList = ({ report }: MediumRow): boolean =>
  report !== null && (report.verdict.assurance === 'broken' || report.verdict.disagreement);

export const FILTERS = ['all', 'ai', 'camera', 'other', 'none', 'unread', 'attention'] as const;
export type Filter = (typeof FILTERS)[number];

const hasStatus =
  (...statuses: readonly Status[]) =>
  ({ status }: MediumRow): boolean =>
    (statuses as readonly string[]).includes(status);

const FILTER_RULES: Readonly<Record<Filter, (row: MediumRow) => boolean>> = {
  all: () => true,
  ai: hasStatus(...AI_STATUSES),
  camera: hasStatus('captured'),
  other: hasStatus('labelled-other'),
  none: hasStatus('unlabelled'),
  unread: hasStatus('unreadable'),
  attention: (row) => leadsTheList(row) || checkNeedsALook(row.report),
};

const checkNeedsALook = (report: LabelReport | null): boolean =>
  report?.labelCheck !== undefined && report.labelCheck !== 'agrees';

export const filterRows = (rows: readonly MediumRow[], filter: Filter): readonly MediumRow[] =>
  rows.filter(FILTER_RULES[filter]);

export interface RowCounts {
  /** Rows still on the page. */
  readonly media: number;
  /** Those whose label says AI and whose check did not fail: what the toolbar counts. */
  readonly ai: number;
  readonly unreadable: number;
  /** Asked for, or not near the viewport yet. */
  readonly pending: number;
  readonly checking: number;
  readonly checked: number;
}

export const countRows = (rows: readonly MediumRow[]): RowCounts => {
  const present = rows.filter((row) => !row.isGone);
  const count = (rule: (row: MediumRow) => boolean): number => present.filter(rule).length;
  const pending = count(({ report }) => report === null);
  return {
    media: present.length,
    ai: count((row) => FILTER_RULES.ai(row) && row.report?.verdict.assurance !== 'broken'),
    unreadable: count(FILTER_RULES.unread),
    pending,
    checking: count(({ status }) => status === 'checking'),
    checked: present.length - pending,
  };
};

/** Rows on screen, and how many wait behind "Show n new". */
export interface SettledRows {
  readonly rows: readonly MediumRow[];
  readonly waiting: number;
}

/**
 * A row never moves while the pointer or focus is in the list: what is shown keeps its place and gets its news, late
 * rows wait. `latest` is in the final order.
 */
export const settleRows = (shown: readonly MediumRow[], latest: readonly MediumRow[], isHeld: boolean): SettledRows => {
  if (!isHeld || shown.length === 0) return { rows: latest, waiting: 0 };
  const news = new Map(latest.map((row) => [row.key, row]));
  const kept = shown.flatMap((row) => news.get(row.key) ?? []);
  return { rows: kept, waiting: latest.length - kept.length };
};

/** Rows of an inventory that may not be there. */
export const inventoryRows = (inventory: TabInventory | null): readonly MediumRow[] =>
  inventory === null ? [] : orderMedia(inventory.media);
