/** Which medium of which tab the page was opened for. */
import type { MediumSubject } from '@/utils/report/session';
import { readInventory } from '@/utils/store/inventory';
import type { TabInventory } from '@/utils/store/inventory-types';

export type Start =
  | { readonly kind: 'medium'; readonly subject: MediumSubject }
  | { readonly kind: 'missing' | 'files' };

interface MediumQuery {
  readonly tabId: number;
  readonly frameId: number;
  readonly id: number;
}

/** `?tab=&frame=&id=`; without any of them the page is for files. */
export const startOf = async (query: URLSearchParams): Promise<Start> => {
  const names = ['tab', 'frame', 'id'] as const;
  if (names.every((name) => !query.has(name))) return { kind: 'files' };
  const [tabId, frameId, id] = names.map((name) => numberOf(query.get(name)));
  if (tabId == null || frameId == null || id == null) return { kind: 'missing' };
  const subject = subjectOf(await readInventory(tabId), { tabId, frameId, id });
  return subject === null ? { kind: 'missing' } : { kind: 'medium', subject };
};

export const subjectOf = (
  inventory: TabInventory | null,
  { tabId, frameId, id }: MediumQuery,
): MediumSubject | null => {
  const medium = inventory?.media.find((one) => one.frameId === frameId && one.id === id);
  if (inventory === null || medium === undefined) return null;
  return { kind: 'medium', tabId, medium, page: { address: inventory.address, title: inventory.title } };
};

const numberOf = (text: string | null): number | null =>
  text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
