/** The formats whose pixels both browsers give; of no others a file need be fetched for them. */
import type { ContainerName } from '@/utils/engine/report';

export const BROWSER_CONTAINERS = [
  'png',
  'jpeg',
  'webp',
  'avif',
  'gif',
  'bmp',
] as const satisfies readonly ContainerName[];
