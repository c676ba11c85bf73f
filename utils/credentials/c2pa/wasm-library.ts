/** The official library, compiled to WebAssembly: 9 MB, so it is loaded only when a store was found. */
import init, { WasmReader } from '@contentauth/c2pa-wasm';
import type { C2paLibrary, LibraryAnswer, Resources, WantedResources } from './library';

/** @param module The compiled `c2pa_bg.wasm`. One instance per realm: after a trap the realm has to go. */
export async function loadC2paLibrary(module: WebAssembly.Module): Promise<C2paLibrary> {
  await init({ module_or_path: module });
  return {
    read: (mediaType, bytes, settings, wanted) =>
      answer(() => WasmReader.fromBytes(mediaType, bytes, settings), wanted),
    readFragment: (mediaType, beginning, fragment, settings, wanted) =>
      answer(() => WasmReader.fromBlobFragment(mediaType, beginning, fragment, settings), wanted),
  };
}

async function answer(open: () => Promise<WasmReader>, wanted: WantedResources | undefined): Promise<LibraryAnswer> {
  let reader: WasmReader | undefined;
  try {
    reader = await open();
    const json = reader.json();
    return { kind: 'store', json, ...(wanted !== undefined && { resources: resourcesOf(reader, json, wanted) }) };
  } catch (error) {
    if (isBreakdown(error)) throw error;
    return { kind: 'refused', reason: error instanceof Error ? error.message : String(error) };
  } finally {
    reader?.free();
  }
}

function resourcesOf(
  reader: WasmReader,
  json: string,
  { choose, bytesEach, bytesTogether }: WantedResources,
): Resources {
  const resources = new Map<string, Uint8Array<ArrayBuffer>>();
  let left = bytesTogether;
  for (const name of choose(json)) {
    const bytes = resource(reader, name);
    if (bytes === undefined || bytes.length > Math.min(bytesEach, left)) continue;
    left -= bytes.length;
    resources.set(name, bytes);
  }
  return resources;
}

/** A store may name what it does not hold. */
function resource(reader: WasmReader, name: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(reader.resourceToBytes(name));
  } catch (error) {
    if (isBreakdown(error)) throw error;
    return undefined;
  }
}

const isBreakdown = (error: unknown): boolean => error instanceof WebAssembly.RuntimeError;
