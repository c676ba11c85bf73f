/** A few frames of a video, as a player shows them: turned as the file asks, colours as the browser draws them. */
import type { Exactness, Picture } from './picture';

export interface Frame extends Picture<Uint8Array> {
  /** Where in the video it is shown, in seconds from its beginning. */
  readonly seconds: number;
}

/** Decoded once for all who ask. Videos are coded with loss. */
export interface DecodedFrames {
  readonly exactness: Extract<Exactness, 'lossy' | 'disturbed'>;
  /** In the order in which they are shown; sizes may differ. */
  readonly frames: readonly Frame[];
}
