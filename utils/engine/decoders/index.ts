import type { Decoder } from '../blocks';

/** Every decoder, one line each; a block goes to the first whose kinds hold its kind. */
export const DECODERS: readonly Decoder[] = [];
