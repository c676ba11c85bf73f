/** The formats whose pixels both browsers give; of no others a file need be fetched for them. */
import type { ContainerName } from '@/utils/engine/report';

export const IMAGE_CONTAINERS = [
  'png',
  'jpeg',
  'webp',
  'avif',
  'gif',
  'bmp',
] as const satisfies readonly ContainerName[];

/** Whether the coding in them is decoded, each file says for itself. */
export const VIDEO_CONTAINERS = ['mp4', 'mov', 'matroska', 'webm'] as const satisfies readonly ContainerName[];

export const BROWSER_CONTAINERS: readonly ContainerName[] = [...IMAGE_CONTAINERS, ...VIDEO_CONTAINERS];
