import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const makeProfile = (browser: string): string => mkdtempSync(join(tmpdir(), `${browser}-`));

/** A browser that has just ended may still write; what cannot be removed is left to the system's own tidying. */
export const removeProfile = (folder: string): Promise<void> =>
  rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }).catch(() => undefined);
