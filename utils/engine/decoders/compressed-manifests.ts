/** C2PA manifests that are packed by Brotli: a superbox of their own type around one `brob` box (C2PA 2.1 11.1.4.3). */
import { unbrotli } from '../brotli/index';
import { latin1, startsWith } from '../bytes';
import { COMPRESSED_MANIFEST_UUID, type JumbfSuperbox } from '../jumbf-boxes';
import { LIMITS } from '../limits';
import { Pieces } from '../pieces';
import { unpackedLimit } from './inflate';
import { readJumbf, superboxOf } from './jumbf-reader';

const SUPERBOX = 'jumb';

export interface OpenedStore {
  readonly store: JumbfSuperbox;
  readonly limitMet?: string;
}

/** The store with its manifests unpacked, in their places. One that does not unpack to a superbox stays as it is. */
export function openManifests(store: JumbfSuperbox): OpenedStore {
  if (!store.superboxes.some(({ uuid }) => uuid === COMPRESSED_MANIFEST_UUID)) return { store };
  let leftBytes: number = LIMITS.c2paUnpackedBytes;
  let limitMet: string | undefined;
  const superboxes = store.superboxes.map((manifest) => {
    const packed =
      manifest.uuid === COMPRESSED_MANIFEST_UUID ? manifest.contents.find(({ type }) => type === 'brob') : undefined;
    if (packed === undefined || limitMet !== undefined) return manifest;
    // As in JPEG XL, the type of what is inside stands before the stream.
    const stream = startsWith(packed.payload, SUPERBOX) ? packed.payload.subarray(SUPERBOX.length) : packed.payload;
    const { bytes, problem } = unbrotli(stream, Math.min(leftBytes, unpackedLimit(stream.length)));
    leftBytes -= bytes.length;
    if (problem === 'over-budget') limitMet = 'The compressed manifests unpack to more than is read.';
    if (problem !== undefined) return manifest;
    const opened = readJumbf(new Pieces([latin1(bytes, 4, 4) === SUPERBOX ? bytes : superboxOf(bytes)]));
    limitMet = opened.limitMet;
    return opened.malformed === undefined ? opened.superbox : manifest;
  });
  return {
    store: { uuid: store.uuid, label: store.label, contents: store.contents, superboxes },
    ...(limitMet === undefined ? {} : { limitMet }),
  };
}
