/** The two stages in the workers of the built extension, one browser at a time. */
import { readdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { type BrowserName, findBrowser } from '../../scripts/browsers';
import { columns } from '../../scripts/columns';
import { launchBrowser } from '../../scripts/driver/drivers';
import { quantile } from '../../scripts/quantile';
import { build, buildFolder } from '../../scripts/tools';
import { extensionMemory } from './extension-memory';
import { SIGNED_MEDIA } from './signed-media';

const HOST = 'media.test';

interface Sample {
  readonly statementMs: number;
  /** Absent where the medium has nothing to check. */
  readonly checkMs?: number;
}

interface Request {
  /** Of the medium; a number is added. */
  readonly address: string;
  readonly numbers: readonly number[];
  readonly workers: { readonly inspector: string; readonly credentials: string };
}

/** @param more How many of the first set's media are checked once more, to see what that leaves in memory. */
export async function measureInBrowser(name: BrowserName, more: number): Promise<string> {
  if (findBrowser(name) === undefined) return `${name} is not installed: not measured.\n`;
  const built = await build(name);
  if (!built.ok) throw new Error(`The build failed:\n${built.stdout}${built.stderr}`);
  const media = SIGNED_MEDIA.flatMap((set) => set.media);
  const { server, port } = await serve(media);
  const driver = await launchBrowser(name)({ hosts: [HOST], isOffline: true });
  try {
    const workers = { inspector: workerOf(name, 'inspector'), credentials: workerOf(name, 'credentials') };
    const ask = (numbers: readonly number[]): Promise<readonly Sample[]> =>
      driver.inExtension(measureAll, { address: `http://${HOST}:${port}/`, numbers, workers } satisfies Request);
    const samples = await ask(media.map((_, number) => number));
    const memory = (): string => extensionMemory(name, driver.processId)?.toFixed(0) ?? 'not measured here';
    const before = memory();
    const own = SIGNED_MEDIA[0].media.length;
    await ask(Array.from({ length: more }, (_, index) => index % own));
    return `${tableOf(name, samples)}Memory of the extension's process (resident, MiB) before and after ${more} more checks in the same worker: ${before}, ${memory()}\n`;
  } finally {
    await driver.close();
    server.close();
  }
}

/** The names of built files hold their hash. */
function workerOf(name: BrowserName, worker: string): string {
  const file = readdirSync(join(buildFolder(name), 'assets')).find((asset) => asset.startsWith(`${worker}.worker-`));
  if (file === undefined) throw new Error(`The build has no worker called ${worker}.`);
  return `/assets/${file}`;
}

interface Answer {
  readonly report?: unknown;
  readonly canBeChecked?: boolean;
  readonly outcome?: string;
}

/**
 * Runs in a page of the extension, so it stands alone, without a named function inside: those refer to a helper of the
 * compiler. The first medium starts both workers, which stay.
 */
async function measureAll({ address, numbers, workers }: Request): Promise<readonly Sample[]> {
  const kept = globalThis as unknown as { measured?: { readonly inspector: Worker; readonly credentials: Worker } };
  kept.measured ??= {
    inspector: new Worker(workers.inspector, { type: 'module' }),
    credentials: new Worker(workers.credentials, { type: 'module' }),
  };
  const { inspector, credentials } = kept.measured;
  const samples: Sample[] = [];
  for (const index of numbers) {
    const bytes = await (await fetch(`${address}${index}`)).blob();
    const common = { input: `${index}`, timeLimitMs: 60_000 };
    const times: number[] = [];
    let stated: Answer = {};
    for (const stage of ['run', 'check'] as const) {
      if (stage === 'check' && stated.canBeChecked !== true) break;
      const worker = stage === 'run' ? inspector : credentials;
      const source = { kind: 'blob', bytes };
      const job =
        stage === 'run'
          ? { ...common, jobId: `run ${index}`, source }
          : { ...common, jobId: `check ${index}`, bytes, stated: stated.report, lists: 'none' };
      const from = performance.now();
      const answer = await new Promise<Answer>((resolve, reject) => {
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = () => reject(new Error('A worker died.'));
        worker.postMessage({ type: stage, job, priority: 0 });
      });
      times.push(performance.now() - from);
      if (stage === 'run') stated = answer;
      else if (answer.outcome !== 'checked') throw new Error(`Medium ${index} was not checked.`);
    }
    const [statementMs = 0, checkMs] = times;
    samples.push({ statementMs, ...(checkMs !== undefined && { checkMs }) });
  }
  return samples;
}

function tableOf(name: BrowserName, samples: readonly Sample[]): string {
  const checked = samples.flatMap(({ checkMs }) => (checkMs === undefined ? [] : [checkMs]));
  const ms = (values: readonly number[], share: number): string => (quantile(values, share) ?? 0).toFixed(1);
  const rowOf = (stage: string, [first = 0, ...later]: readonly number[]): readonly string[] => [
    stage,
    `${later.length + 1}`,
    first.toFixed(0),
    ms(later, 0.5),
    ms(later, 0.95),
  ];
  const rows = [
    ['stage', 'files', 'first ms', 'later, median ms', 'p95'],
    rowOf(
      'statement',
      samples.map(({ statementMs }) => statementMs),
    ),
    rowOf('check, without lists', checked),
  ];
  return `${name}, in the workers of the built extension; the first medium starts them\n${columns(rows)}`;
}

async function serve(media: readonly Uint8Array[]): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer((request, response) => {
    const body = media[Number((request.url ?? '').slice(1))];
    response.writeHead(body === undefined ? 404 : 200, { 'Content-Type': 'application/octet-stream' });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return { server, port: address.port };
}
