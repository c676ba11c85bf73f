/** The thread that checks credentials: what hangs or breaks down here costs one check, not the run. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';
import type { C2paLibrary } from '../../utils/credentials/c2pa/library';
import { loadC2paLibrary } from '../../utils/credentials/c2pa/wasm-library';
import { inspectAndCheck } from '../../utils/credentials/check-credentials';
import type { CheckAnswer, CheckOrder } from './messages';

const WASM = createRequire(import.meta.url).resolve('@contentauth/c2pa-wasm/c2pa.wasm');
let loaded: Promise<C2paLibrary> | undefined;

/** Only once a store is to be checked: labels of other kinds need no library. */
const library = (): Promise<C2paLibrary> => {
  loaded ??= WebAssembly.compile(readFileSync(WASM)).then(loadC2paLibrary);
  return loaded;
};

parentPort?.on('message', ({ input, bytes, settings }: CheckOrder) => {
  inspectAndCheck(bytes, { input }, { library, settings }).then(answer, () => answer(null));
});

const answer = (report: CheckAnswer): void => parentPort?.postMessage(report);
