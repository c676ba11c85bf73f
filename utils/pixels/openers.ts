/** Which formats can be decoded, one line each. What can be had differs from place to place: each adds its own. */
import type { ContainerName } from '@/utils/engine/report';
import type { DecodedPicture } from './picture';
import { openPng } from './png';
import type { PixelProblem } from './problem';

/**
 * From a whole file to its pixels; of an animation the default picture, else the first. Never rejects for what bytes say,
 * and refuses a picture of too many pixels before it is decoded.
 */
export type OpenPicture = (bytes: Uint8Array) => DecodedPicture | PixelProblem | Promise<DecodedPicture | PixelProblem>;

export type Openers = Readonly<Partial<Record<ContainerName, OpenPicture>>>;

/** What is the same everywhere. */
export const OWN_OPENERS: Openers = { png: openPng };
