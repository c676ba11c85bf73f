/** The project's own command-line tools, run as Node runs them: no shell, no `npx`, the same on every platform. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..');

const PROGRAMS = {
  wxt: 'wxt/bin/wxt.mjs',
  biome: '@biomejs/biome/bin/biome',
  tsc: 'typescript/bin/tsc',
  vitest: 'vitest/vitest.mjs',
  'web-ext': 'web-ext/bin/web-ext.js',
} as const;
export type Tool = keyof typeof PROGRAMS;

export interface Outcome {
  readonly ok: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs to the end; `show` also passes on what it says, to standard error. */
export const runTool = (tool: Tool, args: readonly string[], show = false): Promise<Outcome> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(ROOT, 'node_modules', PROGRAMS[tool]), ...args], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      if (show) process.stderr.write(text);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      if (show) process.stderr.write(text);
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ ok: code === 0, stdout, stderr }));
  });

/** `wxt build`'s name for a browser's production build. */
export const BUILDS = { chromium: 'chrome', firefox: 'firefox' } as const;
export const buildFolder = (browser: keyof typeof BUILDS): string => join(ROOT, `.output/${BUILDS[browser]}-mv3`);

export const build = (browser: keyof typeof BUILDS, show = false): Promise<Outcome> =>
  runTool('wxt', ['build', '-b', BUILDS[browser], '--mv3'], show);
