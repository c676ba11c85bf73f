/**
 * Looks for the white, translucent star: first for its edges at every place, then for what white laid over a picture must
 * do. Nothing is taken out of a picture: what would lie under the star is reckoned for its edges alone, and forgotten.
 */
import { type Edges, edgesOf, fitOf } from '../edges';
import { type Box, lumaOf, type View } from '../view';
import { type Cover, coverOf, SPARKLE_LOOKS, type SparkleLook } from './cover';
import { GEMINI_PLACES, LARGEST_STAR, SMALLEST_STAR, type SparklePlace } from './places';
import { STAR_RIM, starEdges } from './star';

export interface Sparkle extends SparklePlace, Cover {
  readonly look: SparkleLook;
  /** Of its edges, at most 1. */
  readonly fit: number;
}

/** Limits of the fit by size, largest first: small stars are like more things. */
const FIT_LIMITS: readonly (readonly [size: number, fit: number])[] = [
  [40, 0.3],
  [24, 0.38],
  [SMALLEST_STAR, 0.55],
];
/** Below it nothing is looked at again: a star one pixel beside its place still reaches it. */
const WORTH_REFINING = 0.25;
/** So many places of the best fit are refined: pictures made to have many cost no more. */
const MOST_REFINED = 4;
/** Two fits that differ by less do not tell two places apart. */
const AS_GOOD = 0.02;
/** Pixels, of size and margins: a resized copy's are rounded. */
const REFINED_BY = 2;

interface Fit extends SparklePlace {
  readonly fit: number;
}

/** @param places Distances from the lower right corner, as the picture is shown. @returns the star that fits best. */
export function findSparkle(view: View, places: readonly SparklePlace[]): Sparkle | undefined {
  const corner = cornerOf(view, places);
  if (corner === undefined) return undefined;
  const edges = edgesOf(lumaOf(view, corner));
  const fits = places.map((place) => fitAt(edges, place)).filter(({ fit }) => fit >= WORTH_REFINING);
  return apart(fits)
    .slice(0, MOST_REFINED)
    .map((place) => named(edges, refined(edges, place)))
    .filter(({ size, fit }) => fit >= limitOf(size))
    .sort(byFit)
    .map((place) => judged(view, place))
    .find((sparkle) => sparkle !== undefined);
}

/** The best fit of each star, best first: its neighbours are the same star, and are seen when it is refined. */
function apart(fits: Fit[]): readonly Fit[] {
  const best: Fit[] = [];
  for (const fit of fits.sort(byFit)) if (!best.some((other) => isNear(fit, other))) best.push(fit);
  return best;
}

const isNear = (a: SparklePlace, b: SparklePlace): boolean =>
  Math.abs(a.size - b.size) <= REFINED_BY &&
  Math.abs(a.right - b.right) <= 2 * REFINED_BY &&
  Math.abs(a.bottom - b.bottom) <= 2 * REFINED_BY;

const byFit = (a: Fit, b: Fit): number => b.fit - a.fit;
const limitOf = (size: number): number => FIT_LIMITS.find(([least]) => size >= least)?.[1] ?? Number.POSITIVE_INFINITY;

/** The part of the picture in which all places lie, those near them too; `undefined` where there is no place. */
function cornerOf({ width, height }: View, places: readonly SparklePlace[]): Box | undefined {
  const reach = places.reduce((most, { size, right, bottom }) => Math.max(most, size + right, size + bottom), 0);
  if (reach === 0) return undefined;
  const side = reach + STAR_RIM + 2 * REFINED_BY;
  const [wide, high] = [Math.min(side, width), Math.min(side, height)];
  return { left: width - wide, top: height - high, width: wide, height: high };
}

/** A fit of 0 where the star would stand beyond the picture or at its very edge. */
function fitAt(edges: Edges, place: SparklePlace): Fit {
  const left = edges.width - place.right - place.size - STAR_RIM;
  const top = edges.height - place.bottom - place.size - STAR_RIM;
  const isWithin = left >= 0 && top >= 0 && place.right >= STAR_RIM && place.bottom >= STAR_RIM;
  return { ...place, fit: isWithin ? fitOf(edges, starEdges(place.size), left, top) : 0 };
}

function refined(edges: Edges, from: Fit): Fit {
  let best = from;
  for (const size of around(from.size)) {
    if (size < SMALLEST_STAR || size > LARGEST_STAR) continue;
    for (const right of around(from.right)) {
      for (const bottom of around(from.bottom)) {
        const place = fitAt(edges, { ...from, size, right, bottom });
        if (place.fit > best.fit) best = place;
      }
    }
  }
  return best;
}

/** The place that is known of the service, where the star fits there nearly as well: others are its resized copies. */
function named(edges: Edges, best: Fit): Fit {
  const known = GEMINI_PLACES.filter((place) => isNear(place, best)).map((place) => fitAt(edges, place));
  const found = known.find(({ fit }) => fit >= best.fit - AS_GOOD);
  return found === undefined ? best : { ...found, by: best.by };
}

const around = (middle: number): readonly number[] =>
  Array.from({ length: 2 * REFINED_BY + 1 }, (_, index) => middle - REFINED_BY + index);

function judged(view: View, place: Fit): Sparkle | undefined {
  for (const look of SPARKLE_LOOKS) {
    const cover = coverOf(view, place, look);
    if (cover !== undefined) return { ...place, ...cover, look };
  }
  return undefined;
}
