/** The edges of each text in each width, made when first asked for, and kept. */
import { type Area, drawn } from '../area';
import { type EdgeTemplate, edgeTemplate, partOf, thinned } from '../edges';
import type { Box } from '../view';
import type { Corner, TextMark } from './marks';

/** Empty pixels around a text: edges reach one pixel beyond it, and their differences another. */
export const TEXT_RIM = 2;
/** For a first look, one edge in so many. */
const THINNED_BY = 8;

interface TextEdges {
  /** Of the text alone, in pixels. */
  readonly width: number;
  readonly height: number;
  readonly all: EdgeTemplate;
  readonly some: EdgeTemplate;
  readonly letters: readonly Letter[];
}

export interface Letter {
  /** Where its window begins in that of the text. */
  readonly left: number;
  readonly top: number;
  readonly edges: EdgeTemplate;
}

const areas = new Map<TextMark, Area>();
/** By widths: no more of them than pictures are reduced to. */
const made = new Map<TextMark, Map<number, TextEdges>>();

export function textEdges(mark: TextMark, width: number): TextEdges {
  const ofMark = made.get(mark) ?? new Map<number, TextEdges>();
  made.set(mark, ofMark);
  const edges = ofMark.get(width) ?? makeEdges(areaOfMark(mark), mark.letters, width);
  ofMark.set(width, edges);
  return edges;
}

function areaOfMark(mark: TextMark): Area {
  const area = areas.get(mark) ?? mark.draw();
  areas.set(mark, area);
  return area;
}

function makeEdges(area: Area, letters: TextMark['letters'], width: number): TextEdges {
  const height = Math.round((width * area.height) / area.width);
  const all = edgeTemplate(drawn(area, width, height, TEXT_RIM));
  const boxes = letters.map(({ from, to }) => letterBox(from, to, width, height));
  return {
    width,
    height,
    all,
    some: thinned(all, THINNED_BY),
    letters: boxes.map((box) => ({ left: box.left, top: box.top, edges: partOf(all, box) })),
  };
}

/** @param from @param to Its upper left and lower right corner, as shares of the text's box. */
function letterBox(from: Corner, to: Corner, width: number, height: number): Box {
  const [left, top] = [Math.round(from[0] * width), Math.round(from[1] * height)];
  return {
    left: left + TEXT_RIM,
    top: top + TEXT_RIM,
    width: Math.round(to[0] * width) - left,
    height: Math.round(to[1] * height) - top,
  };
}
