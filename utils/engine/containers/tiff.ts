import type { Block } from '../blocks';
import { ASCII_TYPES, type TagMeaning, TIFF_TAGS, TYPE_SIZES } from '../decoders/tiff-tags';
import { LIMITS } from '../limits';
import type { Container, Ending, Walk, WalkContext } from '../walk';
import { COMPLETE, endsBefore, malformed, tooLarge, tooMany, truncated } from './endings';
import { isBeyond } from './media-size';
import { Overlaps } from './overlaps';
import { type DirectoryEntry, type Form, pointersOf, readDirectory, unsigned } from './tiff-directory';
import { Window } from './window';

/** TIFF 6.0, BigTIFF, and what is built like them: DNG, NEF, ARW, CR2. Strips and tiles are never read. */
export const tiff: Container = {
  recognise: (head) => (formOf(head) === undefined ? null : { name: 'tiff', kind: 'image' }),
  walk,
};

function formOf([a, b, c, d]: Uint8Array): Form | undefined {
  const isLittleEndian = a === 0x49 && b === 0x49 && d === 0;
  const isBigEndian = a === 0x4d && b === 0x4d && c === 0;
  const version = isLittleEndian ? c : d;
  if ((!isLittleEndian && !isBigEndian) || (version !== 42 && version !== 43)) return undefined;
  return { isLittleEndian, isBig: version === 43 };
}

/** C2PA 2.x A.3.2: in the last directory; older writers put it into the first. */
const C2PA_TAG = 0xcd41;
const C2PA: TagMeaning = { form: 'block', name: 'C2PA', kind: 'jumbf' };

interface Walker {
  readonly context: WalkContext;
  readonly window: Window;
  readonly form: Form;
  readonly overlaps: Overlaps;
  readonly visited: Set<number>;
  /** Directories that others name, and entries of all; a chain of pages is as long as the document. */
  innerCount: number;
  entryCount: number;
  /** A place that was not read although the walk could go on. */
  firstProblem: Ending | undefined;
}

interface PendingDirectory {
  readonly at: number;
  /** `IFD0`, `ExifIFD`, `SubIFD`, as exiftool's groups; `IFD1` and on are further pages or thumbnails. */
  readonly name: string;
}

function* walk(context: WalkContext): Walk<Ending> {
  const window = new Window();
  const available = yield* window.load(0, 16, LIMITS.firstReadBytes);
  const form = formOf(window.slice(0, 4));
  if (form === undefined || available < (form.isBig ? 16 : 8)) return endsBefore('its first directory', available);
  const first = unsigned(window, form, form.isBig ? 8 : 4, form.isBig ? 8 : 4);
  const walker: Walker = {
    context,
    window,
    form,
    overlaps: new Overlaps(),
    visited: new Set(),
    innerCount: 0,
    entryCount: 0,
    firstProblem: undefined,
  };
  const ending = yield* walkChain(walker, first);
  return walker.firstProblem ?? ending;
}

function* walkChain(walker: Walker, first: number): Walk<Ending> {
  let at = first;
  for (let page = 0; ; page++) {
    if (at === 0 && page > 0) return COMPLETE;
    const pending: PendingDirectory[] = [{ at, name: `IFD${page}` }];
    let next = 0;
    for (let directory = pending.shift(); directory !== undefined; directory = pending.shift()) {
      const walked = yield* walkDirectory(walker, directory);
      if ('kind' in walked) return walked;
      for (const inner of walked.inner) pending.push(inner);
      if (directory.name === `IFD${page}`) next = walked.next;
    }
    at = next;
  }
}

interface Walked {
  readonly inner: readonly PendingDirectory[];
  readonly next: number;
}
const NOTHING: Walked = { inner: [], next: 0 };

/** Emits what one directory holds. Only IFD0 and what it names speak of the medium; of further pages, C2PA alone. */
function* walkDirectory(walker: Walker, { at, name }: PendingDirectory): Walk<Walked | Ending> {
  const { window, form, visited } = walker;
  if (visited.has(at)) return NOTHING;
  const isPage = /^IFD\d+$/.test(name);
  if (!isPage && ++walker.innerCount > LIMITS.ifds) {
    return {
      kind: 'over-budget',
      offset: at,
      message: `The file has more than ${LIMITS.ifds} inner TIFF directories.`,
    };
  }
  visited.add(at);
  const directory = at < 8 ? malformed('No TIFF directory', at) : yield* readDirectory(window, form, at);
  if ('kind' in directory) {
    // What encloses an inner directory goes on behind it.
    if (isPage) return directory;
    walker.firstProblem ??= directory;
    return NOTHING;
  }
  walker.entryCount += directory.entries.length;
  if (walker.entryCount > LIMITS.structures) return tooMany('TIFF entries', at);
  walker.firstProblem ??= directory.problem;
  if (name === 'IFD0' && directory.entries.length === 0) {
    return directory.problem ?? malformed('A TIFF directory without entries', at);
  }
  const isFurtherPage = isPage && name !== 'IFD0';
  const inner: PendingDirectory[] = [];
  const wanted: Wanted[] = [];
  for (const entry of directory.entries) {
    const meaning = entry.tag === C2PA_TAG ? C2PA : TIFF_TAGS.get(entry.tag);
    if (meaning === undefined || (isFurtherPage && meaning !== C2PA)) continue;
    if (meaning.form === 'ifd') {
      const isExif = meaning.name === 'ExifOffset';
      for (const pointer of yield* pointersOf(window, form, entry, isExif)) {
        inner.push({ at: pointer, name: isExif ? 'ExifIFD' : 'SubIFD' });
      }
    } else if (isReadable(meaning, entry.type)) wanted.push({ entry, meaning, place: `TIFF ${name} ${meaning.name}` });
  }
  const ending = yield* emitValues(walker, wanted);
  return ending ?? { inner, next: directory.next };
}

/** Types that the decoder makes nothing of are left where they are. */
function isReadable(meaning: TagMeaning, type: number): boolean {
  if (meaning.form === 'text-if-ascii') return ASCII_TYPES.has(type);
  return meaning.form === 'block' || meaning.form === 'utf-16' || TYPE_SIZES.get(type) === 1;
}

interface Wanted {
  readonly entry: DirectoryEntry;
  readonly meaning: TagMeaning;
  readonly place: string;
}

/** Values that stand so close come in one read. */
const NEAR_BYTES = 4 * 1024;

/** Reads values in the order in which they stand, and emits them in the order of their entries. */
function* emitValues(walker: Walker, wanted: readonly Wanted[]): Walk<Ending | undefined> {
  const { context, window } = walker;
  const sorted = [...wanted].sort((a, b) => a.entry.valueAt - b.entry.valueAt);
  const payloads = new Map<Wanted, Uint8Array>();
  for (const [index, value] of sorted.entries()) {
    const { entry, meaning, place } = value;
    const { valueAt, length } = entry;
    const limitBytes = limitOf(meaning);
    if (length > limitBytes) {
      walker.firstProblem ??= isBeyond(context, valueAt + length)
        ? truncated(`The value ${place}`, valueAt)
        : tooLarge(`The value ${place}`, valueAt, limitBytes);
      continue;
    }
    if (walker.overlaps.add(valueAt, length)) {
      return { kind: 'over-budget', offset: valueAt, message: 'The TIFF values overlap too often.' };
    }
    // A value beyond the end costs that value, and no request.
    if (isBeyond(context, valueAt + length) || (yield* loadNear(window, sorted, index)) < length) {
      walker.firstProblem ??= truncated(`The value ${place}`, valueAt);
      continue;
    }
    payloads.set(value, window.slice(valueAt, length));
  }
  for (const value of wanted) {
    const payload = payloads.get(value);
    if (payload !== undefined) context.emit(blockOf(walker.form, value, payload));
  }
  return undefined;
}

function* loadNear(window: Window, sorted: readonly Wanted[], index: number): Walk<number> {
  const [first, ...others] = sorted.slice(index);
  if (first === undefined) return 0;
  const { valueAt, length } = first.entry;
  let end = valueAt + length;
  for (const { entry } of others) {
    if (entry.valueAt > end + NEAR_BYTES || entry.length > LIMITS.firstReadBytes) break;
    if (entry.valueAt + entry.length > valueAt + LIMITS.firstReadBytes) break;
    end = Math.max(end, entry.valueAt + entry.length);
  }
  return yield* window.load(valueAt, length, end - valueAt);
}

function limitOf(meaning: TagMeaning): number {
  if (meaning.form !== 'block') return LIMITS.textBytes;
  if (meaning.kind === 'xmp') return LIMITS.xmpBytes;
  return meaning.kind === 'jumbf' ? LIMITS.c2paStoreBytes : LIMITS.blockBytes;
}

function blockOf({ isLittleEndian }: Form, { entry, meaning, place }: Wanted, payload: Uint8Array): Block {
  const offset = entry.valueAt;
  if (meaning.form === 'block') return { kind: meaning.kind, place, payload, offset };
  const variant = `${isLittleEndian ? 'II' : 'MM'} ${entry.type}`;
  return { kind: 'tiff-value', variant, key: meaning.name, place, payload, offset };
}
