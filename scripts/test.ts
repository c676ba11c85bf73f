/** `npm test`: every check, each step's time and outcome, and `N passed, N failed` as the last line. */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BROWSER_NAMES, ensureBrowsers } from './browsers';
import { lintFindings } from './lint-findings';
import { BUILDS, build, buildFolder, type Outcome, ROOT, runTool } from './tools';
import { type Counts, readVitestReport } from './vitest-report';

/** Of the script that every page and frame gets, minified. */
const ALWAYS_INJECTED_BYTES = 30_000;

interface StepResult extends Counts {
  /** Said about the step: why it failed, or a figure. */
  readonly words: string;
}

interface Step {
  readonly name: string;
  readonly run: () => Promise<StepResult>;
}

const one = (ok: boolean, words: string): StepResult => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0, words });
const ofOutcome = ({ ok, stdout, stderr }: Outcome): StepResult => one(ok, ok ? '' : `${stdout}${stderr}`.trim());

const work = mkdtempSync(join(tmpdir(), 'test-'));

const vitest = async (reporter: 'default' | 'verbose', ...projects: readonly string[]): Promise<StepResult> => {
  const file = join(work, `${projects.join('-')}.json`);
  const outcome = await runTool(
    'vitest',
    [
      'run',
      ...projects.flatMap((project) => ['--project', project]),
      `--reporter=${reporter}`,
      '--reporter=json',
      `--outputFile.json=${file}`,
    ],
    true,
  );
  const counts = readVitestReport(file);
  // A run that ends badly with no test to blame (a file that does not load, an unhandled error) is a failure too.
  const failed = outcome.ok ? counts.failed : Math.max(1, counts.failed);
  return { ...counts, failed, words: counts.skipped > 0 ? `${counts.skipped} skipped` : '' };
};

interface Manifest {
  readonly content_scripts?: readonly { readonly js?: readonly string[] }[];
}

/** What the manifest injects into every page; what is injected on need is not in it. */
const alwaysInjected = (folder: string): readonly string[] => {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  return (manifest.content_scripts ?? []).flatMap(({ js = [] }) => js);
};

const checkSize = async (): Promise<StepResult> => {
  const sizes = BROWSER_NAMES.map((browser) => {
    const folder = buildFolder(browser);
    const files = alwaysInjected(folder);
    return { browser, bytes: files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0) };
  });
  const ok = sizes.every(({ bytes }) => bytes > 0 && bytes <= ALWAYS_INJECTED_BYTES);
  return one(ok, sizes.map(({ browser, bytes }) => `${browser} ${bytes} of ${ALWAYS_INJECTED_BYTES} bytes`).join(', '));
};

const lintForFirefox = async (): Promise<StepResult> => {
  const { stdout, stderr } = await runTool('web-ext', [
    'lint',
    ...['--source-dir', buildFolder('firefox')],
    ...['--no-config-discovery', '--output', 'json'],
  ]);
  const findings = lintFindings(stdout);
  if (findings === undefined) return one(false, `web-ext gave no report: ${stdout}${stderr}`);
  return one(findings.faults.length === 0, [...findings.faults, findings.summary].join('\n'));
};

const browserTests = async (): Promise<StepResult> => {
  await ensureBrowsers(BROWSER_NAMES);
  // One file holds many minutes of tests: each is shown when it ends.
  return vitest('verbose', 'browser');
};

const STEPS: readonly Step[] = [
  { name: 'types', run: async () => ofOutcome(await runTool('tsc', ['--noEmit'])) },
  { name: 'lint', run: async () => ofOutcome(await runTool('biome', ['check', '.'])) },
  { name: 'unit tests', run: () => vitest('default', 'engine', 'interface') },
  ...BROWSER_NAMES.map((browser) => ({
    name: `build for ${BUILDS[browser]}`,
    run: async () => ofOutcome(await build(browser)),
  })),
  { name: 'size of the always-injected script', run: checkSize },
  { name: 'web-ext lint', run: lintForFirefox },
  { name: 'browser tests', run: browserTests },
];

const timed = async ({ name, run }: Step): Promise<StepResult> => {
  console.log(`▶ ${name}`);
  const start = performance.now();
  const result = await run().catch((error: unknown) => one(false, error instanceof Error ? error.message : `${error}`));
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  if (result.words !== '') console.log(result.words);
  console.log(
    `${result.failed === 0 ? '✔' : '✘'} ${name}: ${result.passed} passed, ${result.failed} failed, ${seconds} s`,
  );
  return result;
};

const main = async (): Promise<void> => {
  process.chdir(ROOT);
  let passed = 0;
  let failed = 0;
  for (const step of STEPS) {
    const result = await timed(step);
    passed += result.passed;
    failed += result.failed;
  }
  rmSync(work, { recursive: true, force: true });
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
};

await main();
