import type { Block } from '../blocks';
import { latin1 } from '../bytes';
import { tiffOfExifItem } from '../exif-item';
import { LIMITS } from '../limits';
import type { ContainerName } from '../report';
import type { Container, Ending, Walk, WalkContext } from '../walk';
import { type Box, type BoxFormat, type BoxWalker, walkChildren, walkFile } from './bmff';
import { COMPLETE, endsBefore, malformed, truncated, unsupported } from './endings';
import { HeifItems } from './heif-meta';
import { MINI_HEADER_BYTES, readMini } from './heif-mini';
import { MetadataBoxes } from './mp4-boxes';
import { Window } from './window';

/** Brands of the structure, which leave the coding open. */
const STRUCTURAL_BRANDS = ['mif1', 'mif2', 'mif3', 'msf1', 'miaf'];

interface Brand {
  readonly name: ContainerName;
  readonly majors: readonly string[];
  /** Tell the coding where the major brand leaves it open, or a broken writer left it blank. */
  readonly compatible: readonly string[];
}

/** Brands of ISO/IEC 23008-12 10 and AV1 Image File Format 6; the major one decides, as other readers do. */
const BRANDS: readonly Brand[] = [
  { name: 'avif', majors: ['avif', 'avis'], compatible: ['avif', 'avis'] },
  { name: 'heic', majors: ['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis'], compatible: [] },
  { name: 'heif', majors: STRUCTURAL_BRANDS, compatible: ['heic', 'heix'] },
];

/** HEIF, HEIC and AVIF: pictures, and sequences of pictures, in ISO base media files. */
export const heif: Container = {
  recognise: (head) => {
    const name = nameOfBrands(latin1(head.subarray(0, 256)));
    return name === undefined ? null : { name, kind: 'image' };
  },
  walk,
};

function nameOfBrands(text: string): ContainerName | undefined {
  if (!text.startsWith('ftyp', 4)) return undefined;
  const major = text.slice(8, 12);
  const end = text.charCodeAt(2) * 256 + text.charCodeAt(3);
  // `mif3` names the coding in the place of the version.
  const further = text.slice(major === 'mif3' ? 12 : 16, end).match(/[\s\S]{4}/g) ?? [];
  const isOpen = STRUCTURAL_BRANDS.includes(major) || major === '    ';
  return BRANDS.find(
    ({ majors, compatible }) => majors.includes(major) || (isOpen && further.some((one) => compatible.includes(one))),
  )?.name;
}

interface Walker extends BoxWalker {
  /** As places spell it. */
  readonly container: string;
  readonly boxes: MetadataBoxes;
  readonly items: HeifItems;
  /** A picture, or a sequence of them, that no items describe was met. */
  hasMedia: boolean;
}

function* walk(context: WalkContext, name: ContainerName): Walk<Ending> {
  const container = name === 'avif' ? 'AVIF' : 'HEIF';
  const walker: Walker = {
    context,
    window: new Window(),
    container,
    boxes: new MetadataBoxes(context, container),
    items: new HeifItems(context, container),
    hasMedia: false,
    count: 0,
  };
  yield* walker.window.load(0, 8, LIMITS.firstReadBytes);
  const ending = yield* walkFile(FORMAT, walker);
  walker.items.noticeCut();
  const problem = ending ?? walker.items.firstProblem ?? walker.boxes.firstProblem;
  if (problem !== undefined) return problem;
  if (hasPicture(walker)) return COMPLETE;
  return endsBefore('the items of its picture (meta)', context.size() ?? 0);
}

/** Boxes of boxes on the way to metadata, by what encloses them. Sequences of pictures have tracks, as films do. */
const ENTERED: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['', new Set(['moov'])],
  ['moov', new Set(['trak', 'udta'])],
  ['moov/trak', new Set(['udta'])],
]);

const FORMAT: BoxFormat<Walker> = { isWhole: hasPicture, walkBox };

function hasPicture({ hasMedia, items }: Walker): boolean {
  return hasMedia || items.hasItems;
}

function* walkBox(walker: Walker, box: Box, path: string): Walk<Ending | undefined> {
  const { window, boxes, items } = walker;
  if (path === '' && box.type === 'mini') return yield* walkMini(walker, box);
  if (path === '' && box.type === 'moov') walker.hasMedia = true;
  if (box.type === 'meta') {
    const ending = yield* items.walk(window, box);
    if (ending !== 'no-items') return ending;
  }
  if (!ENTERED.get(path)?.has(box.type)) return yield* boxes.walk(window, box, path);
  return yield* walkChildren(FORMAT, walker, box, path);
}

function* walkMini(walker: Walker, { offset, payloadAt, end }: Box): Walk<Ending | undefined> {
  const { context, window, container } = walker;
  const head = Math.min(end - payloadAt, MINI_HEADER_BYTES);
  if ((yield* window.load(payloadAt, head)) < head) return truncated('The box mini', offset);
  const mini = readMini(window.slice(payloadAt, head), end - payloadAt);
  if (mini === undefined) return malformed('A box mini whose sizes do not add up', offset);
  walker.hasMedia = true;
  const { exif, xmp, isCompressed } = mini;
  if (isCompressed) {
    walker.items.firstProblem ??= unsupported('The metadata of the box mini', offset);
    return undefined;
  }
  const emit = function* (
    { at, length }: NonNullable<typeof exif>,
    kind: Block['kind'],
    name: string,
  ): Walk<Ending | undefined> {
    const available = yield* window.load(payloadAt + at, length);
    if (available < length) return truncated('The box mini', offset);
    const whole = window.slice(payloadAt + at, length);
    const payload = kind === 'tiff' ? tiffOfExifItem(whole) : whole;
    const place = `${container} item ${name}`;
    context.emit({ kind, place, payload, offset: payloadAt + at + length - payload.length });
    return undefined;
  };
  const ending = exif && (yield* emit(exif, 'tiff', 'EXIF'));
  return ending ?? (xmp && (yield* emit(xmp, 'xmp', 'XMP')));
}
