/** Where a notice begins: a medium of a tab's inventory, or a record that is kept. */
import { i18n } from '#i18n';
import { getNotice } from '@/utils/notice/database';
import { draftOf, isLabelled } from '@/utils/notice/draft';
import type { SessionStart } from '@/utils/notice/session';
import { readInventory } from '@/utils/store/inventory';
import type { InventoryMedium, TabInventory } from '@/utils/store/inventory-types';

export type Start =
  | { readonly kind: 'session'; readonly start: SessionStart }
  | { readonly kind: 'no-medium' }
  | { readonly kind: 'no-notice' };

/** `?notice=KEY` of a kept one, or `?tab=&frame=&id=` of a medium that a page shows. */
export const startOf = (query: URLSearchParams): Promise<Start> => {
  const key = query.get('notice');
  return key !== null ? startOfKept(key) : startOfMedium(query);
};

const startOfKept = async (key: string): Promise<Start> => {
  const record = await getNotice(key).catch(() => null);
  if (record === null) return { kind: 'no-notice' };
  const { tabId, frameId, id } = record.subject.source;
  const medium = mediumOf(await readInventory(tabId), frameId, id);
  // Tab numbers are given anew after a restart: only the same address is the same medium.
  const canRead = medium !== null && medium.address === record.subject.address && !medium.gone;
  return { kind: 'session', start: { record, isKept: true, canRead, chosen: record.reason } };
};

const startOfMedium = async (query: URLSearchParams): Promise<Start> => {
  const tabId = numberOf(query.get('tab'));
  const frameId = numberOf(query.get('frame'));
  const id = numberOf(query.get('id'));
  if (tabId === null || frameId === null || id === null) return { kind: 'no-medium' };
  const inventory = await readInventory(tabId);
  const medium = mediumOf(inventory, frameId, id);
  if (inventory === null || medium === null) return { kind: 'no-medium' };
  const record = draftOf({
    inventory,
    medium,
    key: crypto.randomUUID(),
    now: new Date(),
    interfaceLanguage: i18n.t('ext.lang'),
  });
  const chosen = isLabelled(medium.report) ? 'wrong-label' : null;
  return { kind: 'session', start: { record, isKept: false, canRead: !medium.gone, chosen } };
};

const mediumOf = (inventory: TabInventory | null, frameId: number, id: number): InventoryMedium | null =>
  inventory?.media.find((medium) => medium.frameId === frameId && medium.id === id) ?? null;

const numberOf = (text: string | null): number | null =>
  text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
