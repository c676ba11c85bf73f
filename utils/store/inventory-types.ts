/**
 * The tab's inventory: every medium that its frames told of, with its report. Kept in `storage.session` (survives the
 * background's death), written by the background only, read by extension pages directly.
 */
import type { LabelReport } from '@/utils/engine/report';
import type { CheckProgress } from '@/utils/messages/check-state';
import type { MediumOnPage } from '@/utils/messages/frame';
import type { PixelProgress } from '@/utils/messages/pixel-state';

export interface InventoryMedium extends MediumOnPage, CheckProgress, PixelProgress {
  readonly frameId: number;
  /** Host of the frame that shows it. */
  readonly frameHost: string;
  /** `waiting`: not near the viewport yet; `checking`: asked for. */
  readonly state: 'waiting' | 'checking' | 'done';
  readonly report: LabelReport | null;
  /** True once its element went; kept until navigation. */
  readonly gone: boolean;
}

/** Of the document that told of its media, as the browser states it. */
export interface InventoryFrame {
  readonly documentId: string;
  /** Origin or address of the frame; `null` as text for an opaque one. */
  readonly origin: string;
}

export interface TabInventory {
  readonly tabId: number;
  /** Address and title of the top document. */
  readonly address: string;
  readonly title: string;
  /** The page refuses overlays by its meta element. */
  readonly overlayRefused: boolean;
  readonly media: readonly InventoryMedium[];
  /** Read over the network for this page so that pixels could be looked at. */
  readonly pixelBytes?: number;
  /** By frame id: which document a frame's media belong to, so that they go when it does. */
  readonly frames?: Readonly<Record<number, InventoryFrame>>;
}

/**
 * Of the occurrences of one address, the one of which most is known: what is signed is checked where a person points, and
 * holds for the others.
 */
export const furthest = <Medium extends Pick<InventoryMedium, 'report' | 'check'>>(
  occurrences: readonly Medium[],
): Medium | undefined =>
  occurrences.find(({ check }) => check?.startsWith('made')) ??
  occurrences.find(({ check }) => check === 'running') ??
  occurrences.find(({ report }) => report !== null);

/** Key in `storage.session`. */
export const inventoryKey = (tabId: number): string => `inventory:${tabId}`;

/**
 * Same for the same address, which is one medium wherever it stands. `data:` addresses are shortened to type and length,
 * so two of them may be spelled alike and differ.
 */
export const addressKey = ({ address, frameId, id }: InventoryMedium): string =>
  address.startsWith('data:') ? `${frameId}:${id}` : address;
