/**
 * The always-injected script and the overlay script of one frame share an isolated world, not a bundle: the second
 * finds the first's live state here. Pages cannot see it.
 */
import type { LabelReport } from '../engine/report';
import type { CheckProgress } from '../messages/check-state';
import type { FrameState, MediumOnPage } from '../messages/frame';
import type { PixelProgress } from '../messages/pixel-state';

export interface MediumState extends CheckProgress, PixelProgress {
  readonly medium: MediumOnPage;
  readonly element: Element;
  readonly phase: 'waiting' | 'checking' | 'done';
  readonly report: LabelReport | null;
}

export interface FrameBridge {
  readonly state: () => FrameState;
  readonly media: () => Iterable<MediumState>;
  readonly byElement: (element: Element) => MediumState | undefined;
  readonly byId: (id: number) => MediumState | undefined;
  /** Asks for a report now (pointed at, "try again"). */
  readonly inspect: (id: number) => void;
  /** Has what is signed in a medium checked, which a person points at (its card is open) or asks for. */
  readonly check: (id: number, asked: boolean) => void;
  /** Has the pixels of a medium looked at, which a person points at (its card is open) or asks for. */
  readonly look: (id: number, asked: boolean) => void;
  /** Opens the notice page about a medium. */
  readonly openNotice: (id: number) => void;
  /** Opens the full report about a medium. */
  readonly openReport: (id: number) => void;
  /** Called after any medium or the frame's state changed; returns the unsubscribe. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Aborted when the extension was reloaded or the site switched off. */
  readonly signal: AbortSignal;
  /** What the overlay script offers once it runs. */
  overlay?: {
    readonly ring: (id: number) => void;
    readonly openCard: (id: number) => void;
    readonly pointAt: (id: number) => void;
    readonly remove: () => void;
  };
}

const KEY = Symbol.for('ai-label-lens.frame');

export const setBridge = (bridge: FrameBridge): void => {
  (globalThis as Record<symbol, unknown>)[KEY] = bridge;
};

export const getBridge = (): FrameBridge | undefined =>
  (globalThis as Record<symbol, unknown>)[KEY] as FrameBridge | undefined;
