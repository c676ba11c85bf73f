/** Looks for every message in a picture: as it is, cut at its top, and, where somebody asks for it, as it was before it was resized. */
import type { Picture } from '../picture';
import { resampled } from '../resample';
import { type Candidate, candidatesFor } from './candidates';
import { blockColumns, coefficientsOf } from './coefficients';
import { correlation, freedomOf, matchingBits, type ReadBits, readBits, TESTS, votesOf } from './correlation';
import type { JpegChroma } from './jpeg-chroma';
import type { Message, Size } from './messages';
import { logTail } from './student-t';

type Pixels = Picture<Uint8Array>;

export interface Detection extends Candidate {
  /** −1 … 1. */
  readonly rho: number;
  /** How likely chance gives this or more in any of the tests that were made on the picture. */
  readonly probability: number;
  readonly matching: number;
  /** Bits that can tell. */
  readonly telling: number;
  readonly blocks: number;
  /** The bit that the picture's first block carries; 0 but in pictures that were cut. */
  readonly shift: number;
  /** The one to which the picture was brought back. */
  readonly size?: Size;
}

export interface Effort {
  /** Of a JPEG. */
  readonly chroma?: JpegChroma | undefined;
  /** Tries other sizes, too: several times the work. */
  readonly isThorough?: boolean;
}

/** At most one for each message, in the domain that fits best. What needs more tries needs more of a correlation. */
export function detect(pixels: Pixels, { chroma, isThorough = false }: Effort = {}): readonly Detection[] {
  const read = readCandidates(pixels, candidatesFor(pixels, chroma));
  const asItIs = read.map((one) => attempt(one, 0));
  const found = foundAmong(asItIs, 0, asItIs.length);
  if (found.length > 0) return found;
  const cut = read.flatMap((one) => shiftsOf(one).map((shift) => attempt(one, shift)));
  const tries = asItIs.length + cut.length;
  const foundCut = foundAmong(cut, MARGINS.cut, tries);
  if (foundCut.length > 0 || !isThorough) return foundCut;
  const resized = resizedBack(pixels, chroma);
  return foundAmong(resized, MARGINS.resized, tries + resized.length);
}

/** What a correlation must have above the message's limit. */
const MARGINS = { cut: 0.08, resized: 0.02 } as const;

/** At most this is left to chance in a picture, over all that was tried. */
const MOST_PROBABLE = 1e-7;

/** Smaller ones say nothing: the law is a model, and 0 would be a promise. */
const LEAST_PROBABLE = 1e-100;

/** A candidate with what the picture has of it. */
interface Read extends Candidate {
  readonly bits: ReadBits;
  readonly blocks: number;
  readonly columns: number;
  readonly size?: Size;
}

interface Attempt {
  readonly read: Read;
  readonly shift: number;
  readonly rho: number;
}

function readCandidates(pixels: Pixels, candidates: readonly Candidate[]): readonly Read[] {
  const coefficients = coefficientsOf(pixels, new Set(candidates.map(({ domain }) => domain)));
  const votes = new Map([...coefficients].map(([domain, values]) => [domain, votesOf(values)] as const));
  return candidates.flatMap(({ message, domain }) => {
    const all = votes.get(domain);
    if (all === undefined) return [];
    const blocks = all.soft.length;
    return [{ message, domain, bits: readBits(all, message), blocks, columns: blockColumns(pixels) }];
  });
}

const attempt = (read: Read, shift: number): Attempt => ({
  read,
  shift,
  rho: correlation(read.bits, read.message, shift),
});

/** Whole lines of blocks that were cut off the top leave these bits for the first block; 0 is not among them. */
function shiftsOf({ message: { bits }, columns }: Read): readonly number[] {
  const step = greatestDivisor(columns, bits.length);
  return Array.from({ length: bits.length / step - 1 }, (_, at) => (at + 1) * step);
}

const greatestDivisor = (a: number, b: number): number => (b === 0 ? a : greatestDivisor(b, a % b));

/** @param tries All that were made on the picture so far, these included. */
function foundAmong(attempts: readonly Attempt[], margin: number, tries: number): readonly Detection[] {
  const best = new Map<Message, Attempt>();
  for (const one of attempts) {
    const { message } = one.read;
    if (one.rho >= message.limit + margin && one.rho > (best.get(message)?.rho ?? 0)) best.set(message, one);
  }
  return [...best.values()]
    .map((one) => detectionOf(one, tries))
    .filter(({ probability }) => probability <= MOST_PROBABLE);
}

function detectionOf({ read, shift, rho }: Attempt, tries: number): Detection {
  const { message, domain, bits, blocks, size } = read;
  const chance = Math.exp(Math.min(0, logTail(rho, freedomOf(message)) + Math.log(TESTS * tries)));
  const probability = Math.max(LEAST_PROBABLE, chance);
  const counts = matchingBits(bits, message, shift);
  return { message, domain, rho, probability, ...counts, blocks, shift, ...(size !== undefined && { size }) };
}

/** Smaller copies have lost the codes. */
const MIN_RESIZED_WIDTH = 400;

/** Whether there are other sizes that a thorough look tries. */
export const couldBeCopy = (pixels: Pixels, chroma: JpegChroma | undefined): boolean =>
  sizesBefore(pixels, chroma).length > 0;

function sizesBefore(pixels: Pixels, chroma: JpegChroma | undefined): readonly Size[] {
  if (pixels.width < MIN_RESIZED_WIDTH) return [];
  const sizes = new Map(
    candidatesFor(pixels, chroma).flatMap(({ message }) =>
      message.sizes.filter((size) => isCopyOf(size, pixels)).map((size) => [`${size}`, size] as const),
    ),
  );
  return [...sizes.values()];
}

function resizedBack(pixels: Pixels, chroma: JpegChroma | undefined): readonly Attempt[] {
  return sizesBefore(pixels, chroma).flatMap((size) => {
    const copy = resampled(pixels, ...size);
    const candidates = candidatesFor(copy, chroma).filter(({ message }) =>
      message.sizes.some((one) => isSame(one, size)),
    );
    return readCandidates(copy, candidates).map((read) => attempt({ ...read, size }, 0));
  });
}

const isSame = (a: Size, b: Size): boolean => a[0] === b[0] && a[1] === b[1];

/** Of another size, and of the same proportions: each side was rounded to a whole number of pixels. */
const isCopyOf = ([width, height]: Size, pixels: Pixels): boolean =>
  (width !== pixels.width || height !== pixels.height) &&
  (Math.abs(pixels.height - (pixels.width * height) / width) < 1 ||
    Math.abs(pixels.width - (pixels.height * width) / height) < 1);
