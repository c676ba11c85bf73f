/** Faults of a kind that no file is known to cause in the C2PA library, put into the worker that is to load it. */
import { labelledPicture, PICTURE, signedLabel } from '../unit/credentials/security-data/signer';

/** Signed by GB 45438 alone: its check starts the worker, and does not load the library. */
export const PICTURE_WITHOUT_STORE = labelledPicture(signedLabel({ content: PICTURE }));

export type Fault = 'trap' | 'hang';

/**
 * Stands alone, for it runs in the worker: the library is compiled and started as ever, but what reads a store in it is
 * WebAssembly that traps, or that never returns.
 */
export const sabotageLibrary = (fault: Fault): string => {
  // `unreachable`, or a loop that begins anew at its end.
  const instructions = fault === 'trap' ? [0x00] : [0x03, 0x40, 0x0c, 0x00, 0x0b];
  const body = [0x00, ...instructions, 0x0b];
  const header = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
  const types = [0x01, 0x04, 0x01, 0x60, 0x00, 0x00];
  const functions = [0x03, 0x02, 0x01, 0x00];
  const exported = [0x07, 0x07, 0x01, 0x03, 0x72, 0x75, 0x6e, 0x00, 0x00];
  const code = [0x0a, body.length + 2, 0x01, body.length, ...body];
  const module = new WebAssembly.Module(Uint8Array.from([...header, ...types, ...functions, ...exported, ...code]));
  const { run } = new WebAssembly.Instance(module).exports;
  const instantiate = WebAssembly.instantiate as (
    library: WebAssembly.Module,
    imports: WebAssembly.Imports,
  ) => Promise<WebAssembly.Instance>;
  Object.assign(WebAssembly, {
    instantiate: async (library: WebAssembly.Module, imports: WebAssembly.Imports) => {
      const { exports } = await instantiate(library, imports);
      const entries = Object.entries(exports).map(([name, value]) => [
        name,
        name.startsWith('wasmreader_from') ? run : value,
      ]);
      return { instance: { exports: Object.fromEntries(entries) }, module: library };
    },
  });
  return fault;
};
