/** Which formats can be decoded exactly, one line each. */
import type { ContainerName } from '@/utils/engine/report';
import type { ExactPicture } from './exact-picture';
import { openPng } from './png';
import type { PixelProblem } from './problem';

/** Lossless WebP is missing: its pixels can be had exactly by no means that both browsers and Node have. */
const OPENERS: Readonly<Partial<Record<ContainerName, (bytes: Uint8Array) => ExactPicture | PixelProblem>>> = {
  png: openPng,
};

export const canOpenExactly = (container: ContainerName): boolean => OPENERS[container] !== undefined;

/** @returns `undefined` for formats that cannot be decoded exactly here. */
export const openExactly = (container: ContainerName, bytes: Uint8Array): ExactPicture | PixelProblem | undefined =>
  OPENERS[container]?.(bytes);
