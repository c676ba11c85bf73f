/** Looks for a text that a service draws into a corner, by its edges. */
import { type Area, areaOf, drawn } from '../area';
import { type Edges, edgesOf, fitOf } from '../edges';
import { type Box, lumaOf, type View } from '../view';
import type { Range, TextMark } from './marks';
import { TEXT_RIM, textEdges } from './templates';

/** In pixels of the picture. */
export interface FoundText {
  readonly width: number;
  /** From the vertical and the horizontal edge of its corner. */
  readonly marginX: number;
  readonly marginY: number;
  readonly fit: number;
}

/** Pictures are looked at no larger than so, by their shorter side: letters fit better there, and it costs less. */
const SHORT_SIDE = 700;
/** And at first no larger than so. */
const FIRST_SHORT_SIDE = 350;
/** Below it letters have six pixels and less, and other things are like them. */
const LEAST_SHORT_SIDE = 320;
/** A place is looked at closely where some of the edges fit so well, as a share of the limit. */
const WORTH_A_LOOK = 0.6;
/** So many places of the best fit: pictures made to have many cost no more. */
const MOST_LOOKED_AT = 4;
/** Pixels, of width and place: what a pixel of the first look is in the second. */
const REFINED_BY = 2;

/** In the corner that is looked at. */
interface Place {
  readonly width: number;
  readonly left: number;
  readonly top: number;
}
interface Fit extends Place {
  readonly fit: number;
}
interface Corner {
  readonly edges: Edges;
  readonly mark: TextMark;
  /** Of a pixel of the picture. */
  readonly scale: number;
  /** The shorter side of the whole picture, reduced like the corner. */
  readonly side: number;
}

export function findText(view: View, mark: TextMark): FoundText | undefined {
  const shortSide = Math.min(view.width, view.height);
  if (shortSide < LEAST_SHORT_SIDE) return undefined;
  const luma = lumaOf(view, boxOf(view, mark, shortSide));
  const area = areaOf(luma.width, luma.height, (x, y) => luma.values[y * luma.width + x] ?? 0);
  const small = cornerOf(area, mark, shortSide, FIRST_SHORT_SIDE);
  const places = firstLook(small);
  if (places.length === 0) return undefined;
  const corner = cornerOf(area, mark, shortSide, SHORT_SIDE);
  const best = places.map((place) => refined(corner, enlarged(small, corner, place))).sort(byFit)[0];
  if (best === undefined || best.fit < mark.least || !hasLetters(corner, best)) return undefined;
  const { width, marginX, marginY } = marginsOf(corner, best);
  const inPicture = (length: number): number => Math.round(length / corner.scale);
  return { width: inPicture(width), marginX: inPicture(marginX), marginY: inPicture(marginY), fit: best.fit };
}

function cornerOf(area: Area, mark: TextMark, shortSide: number, most: number): Corner {
  const scale = Math.min(1, most / shortSide);
  const edges = edgesOf(drawn(area, Math.round(area.width * scale), Math.round(area.height * scale)));
  return { edges, mark, scale, side: scale * shortSide };
}

function enlarged(from: Corner, to: Corner, { width, left, top }: Place): Place {
  const [across, down] = [to.edges.width / from.edges.width, to.edges.height / from.edges.height];
  return { width: Math.round(width * across), left: Math.round(left * across), top: Math.round(top * down) };
}

const byFit = (a: Fit, b: Fit): number => b.fit - a.fit;

/** All that the mark can take, and what is next to it. */
function boxOf({ width, height }: View, { margins, widths, corner, aspect }: TextMark, shortSide: number): Box {
  const spare = 0.02 * shortSide;
  const wide = Math.ceil((margins.to + widths.to) * shortSide + spare);
  const high = Math.ceil((margins.to + widths.to / aspect) * shortSide + spare);
  return corner === 'upper-left'
    ? { left: 0, top: 0, width: wide, height: high }
    : { left: width - wide, top: height - high, width: wide, height: high };
}

/** The places at which some of the edges fit well enough, the best first. */
function firstLook(corner: Corner): readonly Fit[] {
  const { mark, side } = corner;
  const found: Fit[] = [];
  const to = Math.round(mark.widths.to * side);
  for (let width = Math.round(mark.widths.from * side); width <= to; width++) {
    const { height, some } = textEdges(mark, width);
    const [lefts, tops] = [startsOf(corner, 'width', width), startsOf(corner, 'height', height)];
    for (let top = tops.from; top <= tops.to; top++) {
      for (let left = lefts.from; left <= lefts.to; left++) {
        const fit = fitOf(corner.edges, some, left - TEXT_RIM, top - TEXT_RIM);
        if (fit >= WORTH_A_LOOK * mark.least) found.push({ width, left, top, fit });
      }
    }
  }
  return found.sort(byFit).slice(0, MOST_LOOKED_AT);
}

/** Where a text of this length may begin. */
function startsOf({ edges, mark, side }: Corner, along: 'width' | 'height', length: number): Range {
  const [near, far] = [Math.floor(mark.margins.from * side), Math.ceil(mark.margins.to * side)];
  const room = edges[along] - length;
  const [from, to] = mark.corner === 'upper-left' ? [near, far] : [room - far, room - near];
  return { from: Math.max(from, TEXT_RIM), to: Math.min(to, room - TEXT_RIM) };
}

function refined(corner: Corner, from: Place): Fit {
  let best: Fit = { ...from, fit: 0 };
  for (const width of around(from.width)) {
    for (const left of around(from.left)) {
      for (const top of around(from.top)) {
        const fit = fitAt(corner, { width, left, top });
        if (fit > best.fit) best = { width, left, top, fit };
      }
    }
  }
  return best;
}

const around = (middle: number): readonly number[] =>
  Array.from({ length: 2 * REFINED_BY + 1 }, (_, index) => middle - REFINED_BY + index);

function fitAt({ edges, mark }: Corner, { width, left, top }: Place): number {
  const { height, all } = textEdges(mark, width);
  const isWithin =
    Math.min(left, top) >= TEXT_RIM &&
    left + width + TEXT_RIM <= edges.width &&
    top + height + TEXT_RIM <= edges.height;
  return isWithin ? fitOf(edges, all, left - TEXT_RIM, top - TEXT_RIM) : 0;
}

/** Whether each letter is there: a frame around something else, or another text that shares some, fits as a whole. */
function hasLetters({ edges, mark }: Corner, { width, left, top }: Place): boolean {
  const fits = textEdges(mark, width).letters.map((letter) =>
    fitOf(edges, letter.edges, left - TEXT_RIM + letter.left, top - TEXT_RIM + letter.top),
  );
  return fits.every((fit) => fit >= mark.leastLetter);
}

function marginsOf({ edges, mark }: Corner, { width, left, top }: Place) {
  const { height } = textEdges(mark, width);
  return mark.corner === 'upper-left'
    ? { width, marginX: left, marginY: top }
    : { width, marginX: edges.width - left - width, marginY: edges.height - top - height };
}
