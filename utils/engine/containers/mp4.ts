import { latin1 } from '../bytes';
import { LIMITS } from '../limits';
import type { ContainerName, Kind } from '../report';
import type { Container, Ending, Walk, WalkContext } from '../walk';
import { type Box, type BoxFormat, type BoxWalker, walkChildren, walkFile } from './bmff';
import { COMPLETE, endsBefore, unsupported } from './endings';
import { MetadataBoxes } from './mp4-boxes';
import { emitMessages, locateFirstPicture, type PictureLocation } from './mp4-first-picture';
import { Fragments } from './mp4-fragments';
import { Window } from './window';

const M4A_BRANDS = new Set(['M4A ', 'M4B ', 'M4P ', 'F4A ', 'F4B ']);
/** QuickTime files without `ftyp`, and segments of fragmented streams, begin with one of these. */
const FIRST_BOXES: ReadonlyMap<string, ContainerName> = new Map([
  ['moov', 'mov'],
  ['mdat', 'mov'],
  ['wide', 'mov'],
  ['free', 'mov'],
  ['skip', 'mov'],
  ['pnot', 'mov'],
  ['styp', 'mp4'],
  ['moof', 'mp4'],
  ['sidx', 'mp4'],
]);
const KINDS: ReadonlyMap<ContainerName, Kind> = new Map([
  ['mp4', 'video'],
  ['mov', 'video'],
  ['m4a', 'audio'],
]);

/** MP4, QuickTime and M4A (ISO/IEC 14496-12 and -14, QuickTime File Format). */
export const mp4: Container = {
  recognise: (head) => {
    const type = latin1(head.subarray(4, 8));
    const name = type === 'ftyp' ? nameOfBrand(latin1(head.subarray(8, 12))) : FIRST_BOXES.get(type);
    return name === undefined ? null : { name, kind: KINDS.get(name) ?? 'video' };
  },
  walk,
};

function nameOfBrand(major: string): ContainerName {
  if (major === 'qt  ') return 'mov';
  return M4A_BRANDS.has(major) ? 'm4a' : 'mp4';
}

function* walk(context: WalkContext, name: ContainerName): Walk<Ending> {
  const window = new Window();
  const walker: Walker = {
    context,
    window,
    fragments: new Fragments(context, window),
    boxes: new MetadataBoxes(context, name.toUpperCase()),
    met: new Set(),
    handlers: new Set(),
    firstPicture: undefined,
    count: 0,
  };
  yield* window.load(0, 8, LIMITS.firstReadBytes);
  const ending = yield* walkFile(FORMAT, walker);
  if (ending === undefined && walker.firstPicture !== undefined) {
    yield* emitMessages(context, window, walker.firstPicture, name.toUpperCase());
  }
  // General brands (`isom`, `mp42`) stand on sound alone, too: the name stays the brand's, the kind is the tracks'.
  if (walker.handlers.size === 1 && walker.handlers.has('soun')) context.kind?.('audio');
  return ending ?? walker.boxes.firstProblem ?? endOf(walker, context.size() ?? 0);
}

interface Walker extends BoxWalker {
  readonly boxes: MetadataBoxes;
  readonly fragments: Fragments;
  /** Types that tell whether a file is whole, as they were met. */
  readonly met: Set<string>;
  /** Handler types of the tracks: `vide`, `soun` … */
  readonly handlers: Set<string>;
  /** Looked for where it costs no request. */
  firstPicture: PictureLocation | undefined;
}

/**
 * Children that are boxes of boxes on the way to metadata, by what encloses them: `meta` and its further ones (`meco`)
 * on every level (ISO/IEC 14496-12 8.11), `udta` in films, tracks, fragments (8.10.1) and media (QuickTime File Format,
 * "Media Atoms"). Media data are never entered.
 */
const ENTERED: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['', new Set(['moov', 'udta', 'meco', 'moof', 'mfra'])],
  ['moov', new Set(['trak', 'udta', 'meco'])],
  ['moov/trak', new Set(['udta', 'meco', 'mdia'])],
  ['moov/trak/mdia', new Set(['udta'])],
  ['moof', new Set(['traf', 'udta', 'meco'])],
  ['moof/traf', new Set(['udta', 'meco'])],
]);

/** Players go by the first; metadata in later fragments speak of no more than the first (see ARCHITECTURE.md). */
const FIRST_ONLY = new Set(['moov', 'moof']);

const FORMAT: BoxFormat<Walker> = { isWhole, walkBox, nextAt };

function* nextAt({ met, fragments }: Walker, box: Box): Walk<number | Ending | undefined> {
  return met.has('moof') ? yield* fragments.nextAt(box.end) : undefined;
}

function* walkBox(walker: Walker, box: Box, path: string): Walk<Ending | undefined> {
  const { window, boxes, met } = walker;
  const isRepeated = path === '' && FIRST_ONLY.has(box.type) && met.has(box.type);
  met.add(box.type);
  if (isRepeated) return undefined;
  if (path === '' && box.type === 'sidx') yield* walker.fragments.noteIndex(box);
  if (path === 'moov' && box.type === 'cmov') return unsupported('The compressed movie header', box.offset);
  if (path === 'moov/trak/mdia' && box.type === 'hdlr') return yield* noteHandler(walker, box);
  if (path === 'moov/trak/mdia' && box.type === 'minf' && walker.context.isLocal) {
    walker.firstPicture ??= yield* locateFirstPicture(window, box);
    return undefined;
  }
  if (!ENTERED.get(path)?.has(box.type)) return yield* boxes.walk(window, box, path);
  // Small ones come in one read; of large ones (sample tables) only headers.
  if (box.end - box.payloadAt <= LIMITS.firstReadBytes) yield* window.load(box.offset, box.end - box.offset);
  const ending = yield* walkChildren(FORMAT, walker, box, path);
  if (ending?.kind !== 'malformed') return ending;
  // The enclosing box still says where the next one stands.
  boxes.firstProblem ??= ending;
  return undefined;
}

/** ISO/IEC 14496-12 8.4.3: version and flags, four bytes, then what kind of media the track has. */
function* noteHandler({ window, handlers }: Walker, { payloadAt, end }: Box): Walk<undefined> {
  if (end - payloadAt >= 12 && (yield* window.load(payloadAt, 12)) === 12) handlers.add(window.text(payloadAt + 8, 4));
  return undefined;
}

/** A film with tracks of its own needs its media data; fragments and initialisation segments do not. */
function isWhole({ met }: Walker): boolean {
  if (met.has('moov')) return !met.has('trak') || met.has('mdat') || met.has('mvex') || met.has('moof');
  return met.has('moof') || met.has('sidx') || met.has('styp');
}

function endOf(walker: Walker, size: number): Ending {
  if (isWhole(walker)) return COMPLETE;
  return endsBefore(walker.met.has('moov') ? 'its media data (mdat)' : 'its movie header (moov)', size);
}
