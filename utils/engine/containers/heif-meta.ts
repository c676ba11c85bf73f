import type { Block } from '../blocks';
import { join } from '../bytes';
import { tiffOfExifItem } from '../exif-item';
import { LIMITS } from '../limits';
import type { Ending, Walk, WalkContext } from '../walk';
import { type Box, childrenOf } from './bmff';
import { malformed, tooLarge, truncated, unsupported } from './endings';
import { type Extent, type Item, type Location, readItems, readLocations } from './heif-items';
import { isBeyond } from './media-size';
import { Overlaps } from './overlaps';
import type { Window } from './window';

/** Reads the metadata items that `meta` boxes name, and emits them. */
export class HeifItems {
  /** A place that was not read although the walk could go on. */
  firstProblem: Ending | undefined;
  /** Whether any box of items was met: the file's picture is then described. */
  hasItems = false;
  readonly #overlaps = new Overlaps();
  /** Of metadata items, so far. */
  #extents = 0;
  /** Where the data of any item end last. */
  #furthest: { readonly end: number; readonly metaOffset: number } = { end: 0, metaOffset: 0 };

  constructor(
    private readonly context: WalkContext,
    /** `HEIF` or `AVIF`. */
    private readonly container: string,
  ) {}

  /** @returns `no-items` for a `meta` box of another kind. */
  *walk(window: Window, meta: Box): Walk<Ending | 'no-items' | undefined> {
    // Small ones come in one read; of large ones (pictures inside `idat`) only what is named.
    const lengthBytes = meta.end - meta.offset;
    if (lengthBytes <= LIMITS.firstReadBytes) yield* window.load(meta.offset, lengthBytes);
    yield* window.load(meta.payloadAt, 8);
    // QuickTime leaves version and flags out.
    const isQuickTime = window.text(meta.payloadAt + 4, 4) === 'hdlr';
    const from = { at: meta.payloadAt + (isQuickTime ? 0 : 4), end: meta.end };
    const { boxes, ending: cut } = yield* childrenOf(window, from, ['iinf', 'iloc', 'idat']);
    if (cut) return cut;
    const [iinf, iloc, idat] = ['iinf', 'iloc', 'idat'].map((type) => boxes.find((box) => box.type === type));
    if (iinf === undefined) return 'no-items';
    this.hasItems = true;
    const items = yield* readItems(window, iinf);
    if ('kind' in items) return items;
    const locations = iloc === undefined ? new Map<number, Location>() : yield* readLocations(window, iloc);
    if ('kind' in locations) return locations;
    for (const item of items) {
      const frame = this.#frameOf(item);
      if (frame === undefined) continue;
      const ending = yield* this.#emit(window, item, locations.get(item.id), { ...frame, idat, meta });
      if (ending) return ending;
    }
    this.#remember(locations, meta);
    return undefined;
  }

  #frameOf({ type, contentType }: Item): ItemFrame | undefined {
    if (type === 'Exif') {
      return { kind: 'tiff', place: `${this.container} item EXIF`, limitBytes: LIMITS.blockBytes };
    }
    // Other media types are pictures, plain descriptions and makers' own.
    const isXmp = type === 'mime' && /^application\/rdf\+xml\b/i.test(contentType);
    return isXmp ? { kind: 'xmp', place: `${this.container} item XMP`, limitBytes: LIMITS.xmpBytes } : undefined;
  }

  *#emit(
    window: Window,
    item: Item,
    location: Location | undefined,
    { kind, place, limitBytes, idat, meta }: ItemFrame & Holders,
  ): Walk<Ending | undefined> {
    const packing = PACKINGS.get(item.contentEncoding.toLowerCase());
    const isShut = item.isProtected || (item.contentEncoding !== '' && packing === undefined);
    if (isShut || (location !== undefined && (location.dataReference !== 0 || location.method > 1))) {
      this.firstProblem ??= unsupported(`The item ${place}`, meta.offset);
      return undefined;
    }
    const extents = location && this.#resolve(location, idat);
    if (extents === undefined || extents.length === 0) {
      this.firstProblem ??= malformed(`The item ${place} without a place for its data in a box`, meta.offset);
      return undefined;
    }
    const [{ offset = 0 } = {}] = extents;
    if (extents.reduce((sum, { length }) => sum + length, 0) > limitBytes && !extents.some(this.#isCut)) {
      this.firstProblem ??= tooLarge(`The item ${place}`, offset, limitBytes);
      return undefined;
    }
    this.#extents += extents.length;
    if (this.#extents > LIMITS.itemExtents) {
      const message = `The metadata items have more than ${LIMITS.itemExtents} extents.`;
      this.firstProblem ??= { kind: 'over-budget', offset, message };
      return undefined;
    }
    const parts: Uint8Array[] = [];
    for (const extent of extents) {
      if (this.#overlaps.add(extent.offset, extent.length)) {
        return { kind: 'over-budget', offset: extent.offset, message: 'The items overlap too often.' };
      }
      if (this.#isCut(extent) || (yield* window.load(extent.offset, extent.length)) < extent.length) {
        this.firstProblem ??= truncated(`The item ${place}`, extent.offset);
        return undefined;
      }
      parts.push(window.slice(extent.offset, extent.length));
    }
    const whole = join(parts);
    const payload = kind === 'tiff' ? tiffOfExifItem(whole) : whole;
    const skipped = parts.length === 1 ? whole.length - payload.length : 0;
    const form = packing === undefined ? { kind } : { kind: packing, variant: kind };
    this.context.emit({ ...form, place, payload, offset: offset + skipped });
    return undefined;
  }

  /** Extents as stretches of the file. @returns `undefined` where they lie outside what holds them. */
  #resolve({ method, extents }: Location, idat: Box | undefined): readonly Extent[] | undefined {
    const size = this.context.size();
    const from = method === 0 ? 0 : idat?.payloadAt;
    if (from === undefined) return undefined;
    const end = method === 0 ? size : idat?.end;
    const resolved = extents.map(({ offset, length }) => ({
      offset: from + offset,
      length: length === 0 && end !== undefined ? Math.max(0, end - from - offset) : length,
    }));
    const isInside = method === 0 || resolved.every(({ offset, length }) => offset + length <= (end ?? 0));
    return isInside ? resolved : undefined;
  }

  readonly #isCut = ({ offset, length }: Extent): boolean => isBeyond(this.context, offset + length);

  /**
   * A file whose pictures end beyond it has lost what stood behind them, too. Asked at the end of the walk, by which
   * every source knows its size.
   */
  noticeCut(): void {
    if (!isBeyond(this.context, this.#furthest.end)) return;
    this.firstProblem ??= truncated('The data of an item in the box meta', this.#furthest.metaOffset);
  }

  #remember(locations: ReadonlyMap<number, Location>, { offset: metaOffset }: Box): void {
    for (const { method, dataReference, extents } of locations.values()) {
      if (method !== 0 || dataReference !== 0) continue;
      for (const { offset, length } of extents) {
        const end = offset + length;
        if (end > this.#furthest.end) this.#furthest = { end, metaOffset };
      }
    }
  }
}

/** Content encodings as HTTP names them (RFC 9110 8.4.1), and as libheif does. */
const PACKINGS: ReadonlyMap<string, 'brotli' | 'deflate'> = new Map([
  ['deflate', 'deflate'],
  ['gzip', 'deflate'],
  ['compress_zlib', 'deflate'],
  ['br', 'brotli'],
]);

type ItemFrame = Pick<Block, 'kind' | 'place'> & { readonly limitBytes: number };

interface Holders {
  readonly idat: Box | undefined;
  readonly meta: Box;
}
