/** Which formats can be decoded, one line each. What can be had differs from place to place: each adds its own. */
import type { ContainerName } from '@/utils/engine/report';
import type { DecodedFrames } from './frames';
import type { DecodedPicture } from './picture';
import { openPng } from './png';
import type { PixelProblem } from './problem';

/**
 * From a whole file to its pixels: of a picture all, of an animation the default picture, else the first; of a video a few
 * frames. Never rejects for what bytes say, and refuses too many pixels before they are decoded.
 */
type Open<Pixels> = (bytes: Uint8Array) => Pixels | PixelProblem | Promise<Pixels | PixelProblem>;
export type OpenPicture = Open<DecodedPicture>;
export type OpenFrames = Open<DecodedFrames>;

type ByContainer<Opener> = Readonly<Partial<Record<ContainerName, Opener>>>;

export interface Openers {
  readonly image: ByContainer<OpenPicture>;
  readonly video: ByContainer<OpenFrames>;
}

/** What is the same everywhere. */
export const OWN_OPENERS: Openers = { image: { png: openPng }, video: {} };
