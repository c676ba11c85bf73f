/**
 * `npm run bench:credentials`: what reading and checking Content Credentials costs in Node, beside the bare call of the
 * library on the same bytes, in turn, and in the workers of the built extension in both browsers. The project's signed
 * media, and real ones where `../shared/corpus` lies beside the project. Prints; asserts nothing.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { BROWSER_NAMES } from '../../scripts/browsers';
import { columns } from '../../scripts/columns';
import { quantile } from '../../scripts/quantile';
import type { C2paLibrary } from '../../utils/credentials/c2pa/library';
import { c2paSettings } from '../../utils/credentials/c2pa/settings';
import { loadC2paLibrary } from '../../utils/credentials/c2pa/wasm-library';
import { inspectAndCheck } from '../../utils/credentials/check-credentials';
import { canBeChecked } from '../../utils/credentials/checkable';
import { NO_LISTS, type TrustLists } from '../../utils/credentials/trust-lists';
import { examine, inspect } from '../../utils/engine/inspect';
import { bufferSource } from '../../utils/engine/source/buffer-source';
import { measureInBrowser } from './credentials-in-browser';
import { SIGNED_MEDIA, shared } from './signed-media';

const ROUNDS = 5;
const MANY_FILES = 500;
const options = { input: 'measured' };

const startedAt = performance.now();
const wasm = createRequire(import.meta.url).resolve('@contentauth/c2pa-wasm/c2pa.wasm');
const loaded = await loadC2paLibrary(await WebAssembly.compile(readFileSync(wasm)));
const coldMs = performance.now() - startedAt;

/** Remembers what the check asks of the library, so that the bare call is the same one. */
let asked: Parameters<C2paLibrary['read']> | undefined;
const library: C2paLibrary = {
  ...loaded,
  read: (...call) => {
    asked = call;
    return loaded.read(...call);
  },
};

const listOf = (name: string): string => readFileSync(join(shared, 'trust', name), 'utf8');
const lists: TrustLists = existsSync(join(shared, 'trust'))
  ? {
      official: listOf('C2PA-TRUST-LIST.pem'),
      timeStamping: listOf('C2PA-TSA-TRUST-LIST.pem'),
      interim: { anchors: listOf('interim/anchors.pem'), allowed: listOf('interim/allowed.pem') },
    }
  : NO_LISTS;
const tools = { library: async () => library, settings: c2paSettings(lists) };

const timed = async (task: () => Promise<unknown>): Promise<number> => {
  const from = performance.now();
  await task();
  return performance.now() - from;
};

interface Sample {
  readonly statement: number;
  readonly check: number;
  readonly bare: number;
}

/** One medium: each once per round, in turn; the least of the rounds is what other work disturbed least. */
async function measured(bytes: Uint8Array): Promise<Sample | undefined> {
  if (!canBeChecked(await examine(bufferSource(bytes), options))) return undefined;
  const times = {
    statement: Number.POSITIVE_INFINITY,
    check: Number.POSITIVE_INFINITY,
    bare: Number.POSITIVE_INFINITY,
  };
  for (let round = 0; round < ROUNDS; round++) {
    times.statement = Math.min(times.statement, await timed(() => inspect(bufferSource(bytes), options)));
    asked = undefined;
    times.check = Math.min(times.check, await timed(() => inspectAndCheck(bytes, options, tools)));
    const call = asked as Parameters<C2paLibrary['read']> | undefined;
    if (call === undefined) return undefined;
    times.bare = Math.min(times.bare, await timed(() => loaded.read(...call)));
  }
  return times;
}

console.log(
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, load ${loadavg()[0]?.toFixed(1)}\n`,
);
console.log(`Cold start of the verifier (compile and start): ${coldMs.toFixed(0)} ms\n`);

const ms = (samples: readonly number[], share: number): string => (quantile(samples, share) ?? 0).toFixed(2);
const rows = [
  ['media', 'files', 'statement ms', 'p95', 'check ms', 'p95', 'bare call ms', 'p95', 'check / bare, median'],
];
for (const { name, media } of SIGNED_MEDIA) {
  const samples: Sample[] = [];
  for (const bytes of media) {
    const sample = await measured(bytes);
    if (sample !== undefined) samples.push(sample);
  }
  if (samples.length === 0) continue;
  const of = (key: keyof Sample): readonly number[] => samples.map((sample) => sample[key]);
  const ratio = quantile(
    samples.map(({ check, bare }) => check / bare),
    0.5,
  );
  const cells = (['statement', 'check', 'bare'] as const).flatMap((key) => [ms(of(key), 0.5), ms(of(key), 0.95)]);
  rows.push([name, `${samples.length}`, ...cells, `${(ratio ?? 0).toFixed(2)} ×`]);
}
console.log(`Per file the least of ${ROUNDS}, over the files their median and 95th percentile\n${columns(rows)}`);

const media = SIGNED_MEDIA[0]?.media ?? [];
const memory = (): string => `${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MiB`;
const before = memory();
for (let count = 0; count < MANY_FILES; count++) {
  const bytes = media[count % media.length];
  if (bytes !== undefined) await inspectAndCheck(bytes, options, tools);
}
console.log(`Memory of the process before and after ${MANY_FILES} more checks: ${before}, ${memory()}`);

for (const browser of BROWSER_NAMES) console.log(await measureInBrowser(browser, MANY_FILES));
