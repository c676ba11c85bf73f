/**
 * Between a frame's content script and the background: one port per frame, opened when the frame has its first
 * medium, batched per tick. The port may die with the background at any moment; the content script opens a new
 * one when it next has something to say, says `hello` and tells all its media again.
 *
 * The background trusts nothing in a message but what the browser says of its sender: tab, frame, origin.
 */
import * as v from 'valibot';
import type { LabelReport } from '../engine/report';
import type { CheckProgress } from './check-state';
import { MESSAGE_LIMITS } from './limits';
import type { PixelProgress } from './pixel-state';

export const FRAME_PORT = 'frame';

const id = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const pixels = v.pipe(v.number(), v.minValue(0), v.maxValue(1e6));

export const MediumOnPageSchema = v.object({
  /** Names the element in its frame; never reused while the document lives. */
  id,
  /** Its current address (`currentSrc`): http(s), blob: or data:. A data: address is shortened to type and length. */
  address: v.pipe(v.string(), v.maxLength(MESSAGE_LIMITS.addressCharacters)),
  kind: v.picklist(['image', 'video', 'audio']),
  /** The element itself has loaded it: `complete` with a size, or media metadata present. */
  loaded: v.boolean(),
  /** Natural size in pixels, 0 where unknown. */
  width: pixels,
  height: pixels,
  /** Seconds; only of video and audio whose metadata is there. */
  duration: v.exactOptional(v.pipe(v.number(), v.minValue(0))),
  alt: v.pipe(v.string(), v.maxLength(MESSAGE_LIMITS.altCharacters)),
  /** Place in the document, for the popup's order. */
  order: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
});
export type MediumOnPage = v.InferOutput<typeof MediumOnPageSchema>;

export const FrameMessageSchema = v.variant('type', [
  /** First on every port. */
  v.object({
    type: v.literal('hello'),
    title: v.pipe(v.string(), v.maxLength(MESSAGE_LIMITS.titleCharacters)),
    /** `<meta name="CR-allow-UI-injection" content="false">`: no overlay here. */
    overlayRefused: v.boolean(),
  }),
  /** Media that appeared or changed (same id, new address or size), and ids that went. */
  v.object({
    type: v.literal('media'),
    media: v.pipe(v.array(MediumOnPageSchema), v.maxLength(MESSAGE_LIMITS.mediaPerMessage)),
    gone: v.pipe(v.array(id), v.maxLength(MESSAGE_LIMITS.mediaPerFrame)),
  }),
  /** Media to be checked now: near the viewport, or pointed at. `bytes` is what the content script could read itself. */
  v.object({
    type: v.literal('inspect'),
    requests: v.pipe(
      v.array(v.object({ id, bytes: v.exactOptional(v.instance(Blob)) })),
      v.maxLength(MESSAGE_LIMITS.mediaPerMessage),
    ),
  }),
  /**
   * What is signed in a medium is to be checked, which needs the whole of it: a person points at it (its card is open), or
   * has asked for it.
   */
  v.object({ type: v.literal('check'), id, asked: v.boolean() }),
  /** A medium's pixels are to be looked at: a person points at it while its tab had not been seen, or has asked for it. */
  v.object({ type: v.literal('look'), id, asked: v.boolean() }),
  /** The frame's tab came to be seen: what was not looked at for that reason is to be. */
  v.object({ type: v.literal('seen') }),
  /** A person pointed at a medium, or something labelled is to be shown: inject the overlay script into this frame. */
  v.object({ type: v.literal('need-overlay') }),
  /** Opens the notice page about a medium; nothing changes state from inside the web page. */
  v.object({ type: v.literal('open-notice'), id }),
  /** Opens the full report about a medium. */
  v.object({ type: v.literal('open-report'), id }),
  /** Keeps Firefox's event page awake while requests are pending; every 10 s at most. */
  v.object({ type: v.literal('heartbeat') }),
]);
export type FrameMessage = v.InferOutput<typeof FrameMessageSchema>;

/** What the content script needs of the settings, decided for its site. */
export interface FrameState {
  /** False: nothing is looked at on this site. */
  readonly on: boolean;
  /** False: no badges and cards (setting, or refused by the page). */
  readonly overlay: boolean;
  readonly badges: 'ai' | 'labelled' | 'point';
  readonly cardDelayMs: number;
  readonly theme: 'system' | 'light' | 'dark';
}

/** A medium's report as far as it has come: the same id may be told again when what is signed in it was checked. */
export interface FrameReport extends CheckProgress, PixelProgress {
  readonly id: number;
  readonly report: LabelReport;
}

/** Background → content script, over the port. */
export type FrameReply =
  | { readonly type: 'state'; readonly state: FrameState }
  | { readonly type: 'reports'; readonly reports: readonly FrameReport[] };

/** Extension pages and background → content script, by `tabs.sendMessage` with a frame id. Wakes nothing, needs no port. */
export type FrameCommand =
  /** Scroll to the medium and ring it for 2 s. Answers whether it is still there. */
  | { readonly type: 'locate'; readonly id: number }
  /** Open its card, pinned (context menu). Answers whether it is there and an overlay may stand. */
  | { readonly type: 'open-card'; readonly address: string }
  /** Which medium was the last context-menu target with this address: answers its id or null. */
  | { readonly type: 'find'; readonly address: string }
  /** Drawn small (≤ 104 px) where pixels may be read: answers `{id, dataUrl}[]`. */
  | { readonly type: 'thumbnails'; readonly ids: readonly number[] }
  /**
   * The medium's whole bytes as far as the content script can read them: answers a Blob or null. `underCors`: also where
   * that is an image of another origin, which costs no request only where the background knows it to be open.
   */
  | { readonly type: 'bytes'; readonly id: number; readonly underCors: boolean }
  /** Forget all reports and ask again. */
  | { readonly type: 'rescan' }
  /** Settings changed. */
  | { readonly type: 'state'; readonly state: FrameState };
