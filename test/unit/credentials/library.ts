/** The official library as the tests use it: once for all tests of a file. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { C2paLibrary } from '../../../utils/credentials/c2pa/library';
import { loadC2paLibrary } from '../../../utils/credentials/c2pa/wasm-library';

const WASM = join(import.meta.dirname, '../../../node_modules/@contentauth/c2pa-wasm/pkg/c2pa_bg.wasm');

let loaded: Promise<C2paLibrary> | undefined;

export const library = (): Promise<C2paLibrary> => {
  loaded ??= WebAssembly.compile(readFileSync(WASM)).then(loadC2paLibrary);
  return loaded;
};
