/** A tab's inventory changes by pure steps, each from one whole state to the next. */
import type { LabelReport } from '@/utils/engine/report';
import type { CheckProgress } from '@/utils/messages/check-state';
import type { MediumOnPage } from '@/utils/messages/frame';
import { MESSAGE_LIMITS } from '@/utils/messages/limits';
import type { PixelProgress } from '@/utils/messages/pixel-state';
import type { InventoryFrame, InventoryMedium, TabInventory } from './inventory-types';

/** What the browser and `hello` say of a frame. */
export interface FrameFacts extends InventoryFrame {
  readonly tabId: number;
  readonly frameId: number;
  readonly frameHost: string;
  /** Of the top document; the title is the frame's own, and counts where the frame is the top one. */
  readonly topAddress: string;
  readonly topTitle: string;
  readonly title: string;
  readonly overlayRefused: boolean;
}

/** A frame begins to tell; what an earlier document in it told goes. */
export const withFrame = (before: TabInventory | null, frame: FrameFacts): TabInventory => {
  const { tabId, frameId, documentId, origin, frameHost: _, ...facts } = frame;
  const isTop = frameId === 0;
  const isNewDocument = before?.frames?.[frameId]?.documentId !== documentId;
  // What was read for a page is another page's no more.
  const { pixelBytes } = isTop && isNewDocument ? {} : (before ?? {});
  return {
    tabId,
    address: facts.topAddress,
    title: isTop ? facts.title : before?.title || facts.topTitle,
    overlayRefused: isTop ? facts.overlayRefused : (before?.overlayRefused ?? false),
    media: before?.media.filter((medium) => !isNewDocument || medium.frameId !== frameId) ?? [],
    frames: { ...before?.frames, [frameId]: { documentId, origin } },
    ...(pixelBytes !== undefined && { pixelBytes }),
  };
};

/** Media that appeared or changed, and ids that went. One whose address changed is a new medium under the same id. */
export const withMedia = (
  before: TabInventory,
  { frameId, frameHost }: Pick<FrameFacts, 'frameId' | 'frameHost'>,
  told: readonly MediumOnPage[],
  gone: readonly number[],
): TabInventory => {
  const news = new Map(told.map((medium) => [medium.id, medium]));
  const went = new Set(gone);
  const kept = before.media.map((known): InventoryMedium => {
    if (known.frameId !== frameId) return known;
    const medium = news.get(known.id);
    news.delete(known.id);
    if (!medium) return went.has(known.id) ? { ...known, gone: true } : known;
    const isSame = medium.address === known.address;
    return isSame ? { ...known, ...medium, gone: false } : { ...medium, frameId, frameHost, ...UNSEEN };
  });
  const appeared = [...news.values()].map((medium): InventoryMedium => ({ ...medium, frameId, frameHost, ...UNSEEN }));
  return { ...before, media: capped([...kept, ...appeared]) };
};

const UNSEEN = { state: 'waiting', report: null, gone: false } as const;

/** Media that went give way first, the oldest before the others; then the newest are not taken in. */
const capped = (media: readonly InventoryMedium[]): readonly InventoryMedium[] => {
  let excess = media.length - MESSAGE_LIMITS.mediaPerTab;
  if (excess <= 0) return media;
  return media.filter(({ gone }) => !gone || excess-- <= 0).slice(0, MESSAGE_LIMITS.mediaPerTab);
};

export const withChecking = (before: TabInventory, frameId: number, ids: ReadonlySet<number>): TabInventory => ({
  ...before,
  media: before.media.map((medium) =>
    medium.frameId === frameId && ids.has(medium.id) ? unread(medium, 'checking') : medium,
  ),
});

/** Without what was known of it. */
const unread = (
  { check: _, pixels: _pixels, ...medium }: InventoryMedium,
  state: 'waiting' | 'checking',
): InventoryMedium => ({
  ...medium,
  state,
  report: null,
});

export interface ReportOf extends CheckProgress, PixelProgress {
  readonly id: number;
  /** The report is of this address: an element that shows another by now keeps waiting. */
  readonly address: string;
  readonly report: LabelReport;
}

export const withReports = (before: TabInventory, frameId: number, reports: readonly ReportOf[]): TabInventory => {
  const byId = new Map(reports.map((entry) => [entry.id, entry]));
  return {
    ...before,
    media: before.media.map((medium) => {
      const entry = medium.frameId === frameId ? byId.get(medium.id) : undefined;
      if (entry?.address !== medium.address) return medium;
      const { report, check, pixels } = entry;
      return {
        ...unread(medium, 'waiting'),
        state: 'done',
        report,
        ...(check && { check }),
        ...(pixels && { pixels }),
      };
    }),
  };
};

/** A frame went, with all it told; `null` where nothing is left to list. */
export const withoutFrame = (before: TabInventory, frameId: number): TabInventory | null => {
  const { [frameId]: _, ...frames } = before.frames ?? {};
  const media = before.media.filter((medium) => medium.frameId !== frameId);
  return Object.keys(frames).length === 0 ? null : { ...before, media, frames };
};

/**
 * After a navigation: `present` says which documents the tab shows now, by frame id. A tab whose top document is still
 * the known one has only moved inside it; another one takes everything with it that it does not show itself.
 */
export const withDocuments = (before: TabInventory, present: ReadonlyMap<number, string>): TabInventory | null => {
  const known = before.frames ?? {};
  const top = known[0]?.documentId;
  if (top !== undefined && present.get(0) === top) return before;
  return Object.entries(known)
    .filter(([frameId, { documentId }]) => present.get(Number(frameId)) !== documentId)
    .reduce<TabInventory | null>((rest, [frameId]) => rest && withoutFrame(rest, Number(frameId)), before);
};

/** Every medium is to be looked at again. */
export const withoutReports = (before: TabInventory): TabInventory => ({
  ...before,
  media: before.media.map((medium) => unread(medium, 'waiting')),
});
