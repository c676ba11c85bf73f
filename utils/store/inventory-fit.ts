/** `storage.session` holds 10 MiB for all tabs together: one tab's list is brought down to its share. */
import type { Finding, LabelReport } from '@/utils/engine/report';
import type { InventoryMedium, TabInventory } from './inventory-types';

/** Characters of JSON that one tab may take, and takes once storage as a whole was full. */
export const TAB_CHARACTERS = 2_000_000;
export const TIGHT_TAB_CHARACTERS = 400_000;

const FIELD_CHARACTERS = 200;
const FINDINGS = 8;

/** Reports are shortened from the largest on, then media that went are left out, then the last of the list. */
export const fitInventory = (inventory: TabInventory, characters: number): TabInventory => {
  const sizes = inventory.media.map(sizeOf);
  let excess = sizes.reduce((sum, size) => sum + size, 0) - characters;
  if (excess <= 0) return inventory;

  const media: (InventoryMedium | null)[] = [...inventory.media];
  const replace = (index: number, medium: InventoryMedium | null): void => {
    const after = medium ? sizeOf(medium) : 0;
    excess -= (sizes[index] ?? 0) - after;
    sizes[index] = after;
    media[index] = medium;
  };

  const indices = [...media.keys()];
  const largestFirst = [...indices].sort((a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0));
  const goneThenLast = [...indices.filter((index) => media[index]?.gone), ...[...indices].reverse()];
  for (const index of largestFirst) {
    const medium = media[index];
    if (excess > 0 && medium?.report) replace(index, { ...medium, report: shortened(medium.report) });
  }
  for (const index of goneThenLast) if (excess > 0 && media[index]) replace(index, null);
  return { ...inventory, media: media.filter((medium) => medium !== null) };
};

const sizeCache = new WeakMap<InventoryMedium, number>();

const sizeOf = (medium: InventoryMedium): number => {
  const size = sizeCache.get(medium) ?? JSON.stringify(medium).length;
  sizeCache.set(medium, size);
  return size;
};

const shortened = (report: LabelReport): LabelReport => ({
  ...report,
  findings: report.findings.slice(0, FINDINGS).map(
    (finding): Finding => ({
      ...finding,
      fields: Object.fromEntries(Object.entries(finding.fields).map(([key, value]) => [key, cut(value)])),
    }),
  ),
});

const cut = (text: string): string => (text.length > FIELD_CHARACTERS ? `${text.slice(0, FIELD_CHARACTERS)}…` : text);
