/** The figures that the toolbar shows of a tab: distinct media that are still on the page. */
import { multimap } from '@/utils/engine/multimap';
import { AI_STATUSES, type LabelReport } from '@/utils/engine/report';
import { addressKey, furthest, type TabInventory } from './inventory-types';

export interface InventoryCounts {
  readonly media: number;
  /** The label says AI, and no cryptographic check of it failed. */
  readonly ai: number;
  readonly unreadable: number;
}

export const countInventory = ({ media }: TabInventory): InventoryCounts => {
  const occurrences = multimap(media.filter(({ gone }) => !gone).map((medium) => [addressKey(medium), medium]));
  const reports = [...occurrences.values()].map((same) => furthest(same)?.report ?? null);
  const count = (rule: (report: LabelReport) => boolean): number =>
    reports.filter((report) => report !== null && rule(report)).length;
  return {
    media: reports.length,
    ai: count(({ verdict }) => AI_STATUSES.includes(verdict.status) && verdict.assurance !== 'broken'),
    unreadable: count(({ verdict }) => verdict.status === 'unreadable'),
  };
};
