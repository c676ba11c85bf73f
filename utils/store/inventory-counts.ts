/** The figures that the toolbar shows of a tab: distinct media that are still on the page. */
import { AI_STATUSES, type LabelReport } from '@/utils/engine/report';
import { addressKey, type TabInventory } from './inventory-types';

export interface InventoryCounts {
  readonly media: number;
  /** The label says AI, and no cryptographic check of it failed. */
  readonly ai: number;
  readonly unreadable: number;
}

export const countInventory = ({ media }: TabInventory): InventoryCounts => {
  const reports = new Map<string, LabelReport | null>();
  for (const medium of media) {
    const key = addressKey(medium);
    if (!medium.gone) reports.set(key, reports.get(key) ?? medium.report);
  }
  const count = (rule: (report: LabelReport) => boolean): number =>
    [...reports.values()].filter((report) => report !== null && rule(report)).length;
  return {
    media: reports.size,
    ai: count(({ verdict }) => AI_STATUSES.includes(verdict.status) && verdict.assurance !== 'broken'),
    unreadable: count(({ verdict }) => verdict.status === 'unreadable'),
  };
};
