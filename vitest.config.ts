import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing';
import { words } from './scripts/vite-words.ts';

/** A loaded machine is slow; what hangs is stopped all the same. */
const UNIT_TEST_MS = 30_000;

export default defineConfig({
  test: {
    projects: [
      {
        // The engine, the commands and other pure code: no browser, no plugin.
        resolve: { alias: { '@': import.meta.dirname } },
        test: {
          name: 'engine',
          include: ['test/unit/{engine,pixels,credentials,report,cli,scripts}/**/*.test.ts'],
          environment: 'node',
          testTimeout: UNIT_TEST_MS,
        },
      },
      {
        plugins: [WxtVitest(), words()],
        test: {
          name: 'interface',
          include: [
            'test/unit/{background,components,page,inspector,store,messages,notice,trust,locales}/**/*.test.{ts,tsx}',
          ],
          environment: 'happy-dom',
          testTimeout: UNIT_TEST_MS,
        },
      },
      {
        // Real browsers: one file at a time, each starts its own.
        resolve: { alias: { '@': import.meta.dirname } },
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          environment: 'node',
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
