/** Which texts are looked for, where, and from what fit on they are found. All lengths are shares of the shorter side. */
import type { Area } from '../area';
import { cornerText, framedText } from './shapes';

export interface TextMark {
  readonly name: string;
  readonly tool: string;
  readonly corner: 'lower-right' | 'upper-left';
  /** From the corner's two edges to the mark's box. */
  readonly margins: Range;
  readonly widths: Range;
  /** How many times as wide as high. */
  readonly aspect: number;
  readonly draw: () => Area;
  /** Parts of it that must be there each for itself, by their corners as shares of its box. */
  readonly letters: readonly { readonly from: Corner; readonly to: Corner }[];
  /** Of the fit of all of it, and of each letter. */
  readonly least: number;
  readonly leastLetter: number;
}

export type Corner = readonly [x: number, y: number];

export interface Range {
  readonly from: number;
  readonly to: number;
}

const TOOL = 'Doubao (豆包)';
/** 0.132 on square and upright pictures, 0.147 on others; of the frame 0.125 and 0.140. */
const WIDTHS: Range = { from: 0.12, to: 0.17 };

/** @param edges From the left edge of the first letter to the right edge of the last, in `whole`s of the width. */
function columns(edges: readonly number[], whole: number, top: number, bottom: number): TextMark['letters'] {
  return edges.slice(1).map((right, index) => ({
    from: [(edges[index] ?? 0) / whole, top],
    to: [right / whole, bottom],
  }));
}

export const TEXT_MARKS: readonly TextMark[] = [
  {
    name: 'Doubao text',
    tool: TOOL,
    corner: 'lower-right',
    margins: { from: 0.01, to: 0.055 },
    widths: WIDTHS,
    aspect: 5.2,
    draw: cornerText,
    letters: columns([0, 18.5, 38.5, 63.5, 85, 104], 104, 0, 1),
    least: 0.5,
    leastLetter: 0.4,
  },
  {
    name: 'Doubao frame',
    tool: TOOL,
    corner: 'upper-left',
    margins: { from: 0.002, to: 0.042 },
    widths: WIDTHS,
    aspect: 992 / 416,
    draw: framedText,
    letters: columns([0.12, 0.37, 0.633, 0.88], 1, 0.2, 0.8),
    least: 0.45,
    leastLetter: 0.3,
  },
];
