import type { Container } from '../walk';

/** Every container, one line each, in order of trial. */
export const CONTAINER_FORMATS: readonly Container[] = [];
