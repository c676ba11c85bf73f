/**
 * Labels of GB 45438 that stand without any frame of their own: downloads of some Chinese services carry them as a whole
 * JPEG segment; others append them, or make a chunk of them.
 */
import { startsWith } from '../bytes';

const BEGINNINGS = ['AIGC', '{"AIGC"'] as const;

/** Bytes that tell one. */
export const GLUED_LABEL_PEEK_BYTES = 7;

/** Whether a payload of no known form begins as one; what it says, the mark decides. */
export const beginsAsLabel = (payload: Uint8Array): boolean =>
  BEGINNINGS.some((beginning) => startsWith(payload, beginning));
