/** The thread that checks credentials: what hangs or breaks down here costs one check, not the run. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';
import { loadC2paLibrary } from '../../utils/credentials/c2pa/wasm-library';
import { inspectAndCheck } from '../../utils/credentials/check-credentials';
import type { CheckAnswer, CheckOrder } from './messages';

const WASM = createRequire(import.meta.url).resolve('@contentauth/c2pa-wasm/c2pa.wasm');
const library = WebAssembly.compile(readFileSync(WASM)).then(loadC2paLibrary);
// It is awaited in each check; a failure before the first one is that check's.
library.catch(() => {});

parentPort?.on('message', ({ input, bytes, settings }: CheckOrder) => {
  inspectAndCheck(bytes, { input }, { library: () => library, settings }).then(answer, () => answer(null));
});

const answer = (report: CheckAnswer): void => parentPort?.postMessage(report);
