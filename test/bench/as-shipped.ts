import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

/**
 * The engine as the extension's build makes it. `tsx`, which runs the measuring, gives every function that is made its
 * name anew at run time: a third of a small picture's time, which other readers' own files do not pay.
 */
export async function engineAsShipped(): Promise<typeof import('./shipped')> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    await build({
      configFile: false,
      logLevel: 'error',
      resolve: { alias: { '@': join(import.meta.dirname, '../..') } },
      ssr: { noExternal: true },
      build: {
        ssr: join(import.meta.dirname, 'shipped.ts'),
        outDir: folder,
        rollupOptions: { output: { entryFileNames: 'shipped.mjs' } },
      },
    });
    return await import(pathToFileURL(join(folder, 'shipped.mjs')).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
