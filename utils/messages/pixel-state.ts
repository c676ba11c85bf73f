import type { PixelReading } from '../pixels/reading';

/** Why nobody looks at a medium's pixels unasked, in the order in which it is told. */
export const PIXEL_REFUSALS = [
  /** The settings say how deep to look: not as deep. */
  'off',
  /** The browser was told to save data. */
  'saves-data',
  'not-loaded',
  /** Decoded by no browser (HEIC), or not by this one. */
  'not-decodable',
  'too-small',
  'too-large',
  /** A video: so much work, or a request, that a person has to ask for it. */
  'when-asked',
  /** Its tab was not seen when its turn came. */
  'not-seen',
  /** What may be read over the network for it is used up, for this page or today. */
  'over-budget',
] as const;
export type PixelRefusal = (typeof PIXEL_REFUSALS)[number];

/** Somebody has looked; `looked-quickly`: unasked, found nothing, and who asks has more tried. */
export const LOOKED_STATES = ['looked', 'looked-quickly'] as const;
export type LookedState = (typeof LOOKED_STATES)[number];

export const isLooked = (state: PixelState | null | undefined): state is LookedState =>
  LOOKED_STATES.some((one) => one === state);

export const lookedState = ({ hasUntried }: PixelReading): LookedState => (hasUntried ? 'looked-quickly' : 'looked');

/** How far looking at a medium's pixels has come; told beside its report. Absent: they could say nothing new. */
export type PixelState =
  | 'waiting'
  | 'running'
  | LookedState
  /** It was tried and could not be done. */
  | 'not-made'
  | PixelRefusal;

/** A report, and what is known of looking at the medium's pixels. */
export interface PixelProgress {
  readonly pixels?: PixelState;
}
