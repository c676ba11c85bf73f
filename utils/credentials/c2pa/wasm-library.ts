/** The official library, compiled to WebAssembly: 9 MB, so it is loaded only when a store was found. */
import init, { WasmReader } from '@contentauth/c2pa-wasm';
import type { C2paLibrary } from './library';

/** @param module The compiled `c2pa_bg.wasm`. One instance per realm: after a trap the realm has to go. */
export async function loadC2paLibrary(module: WebAssembly.Module): Promise<C2paLibrary> {
  await init({ module_or_path: module });
  return {
    read: async (mediaType, bytes, settings) => {
      let reader: WasmReader | undefined;
      try {
        reader = await WasmReader.fromBytes(mediaType, bytes, settings);
        return { kind: 'store', json: reader.json() };
      } catch (error) {
        if (error instanceof WebAssembly.RuntimeError) throw error;
        return { kind: 'refused', reason: error instanceof Error ? error.message : String(error) };
      } finally {
        reader?.free();
      }
    },
  };
}
