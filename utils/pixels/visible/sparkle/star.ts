/** The star that Google AI draws, in any size. */

import { type Area, areaOf, drawn } from '../area';
import { type EdgeTemplate, edgeTemplate } from '../edges';
import type { Plane } from '../view';

/**
 * How far the star reaches from its vertical axis in rows 0 … 47 of 96, in pixels: measured on the star of 2025, and good
 * for that of 2026, too (correlation of the two 0.992). The same again below the middle, and from the horizontal axis.
 */
const HALF_WIDTHS: readonly number[] = [
  ...[1.6, 2.4, 2.6, 2.9, 3.2, 3.6, 4.0, 4.3, 4.6, 5.0, 5.4, 5.9, 6.3, 6.7, 7.4, 7.9, 8.3, 8.9, 9.6, 10.1, 10.8, 11.5],
  ...[12.2, 12.9, 13.7, 14.5, 15.3, 16.1, 17.2, 18.1, 19.2, 20.2, 21.2, 22.3, 23.7, 24.9, 26.2, 27.7, 29.3, 30.9, 32.7],
  ...[34.6, 36.7, 39.0, 41.8, 45.0, 47.4, 47.9],
];
const SIDE = 2 * HALF_WIDTHS.length;
/** So many samples a pixel of the table, in each direction. */
const SAMPLES = 8;
/** Empty pixels around the box: edges reach one pixel beyond it, and their differences another. */
export const STAR_RIM = 2;

/** @param distance From the middle, in pixels of the table. */
function halfWidthAt(distance: number): number {
  const row = Math.min(Math.max(SIDE / 2 - 0.5 - distance, 0), HALF_WIDTHS.length - 1);
  const before = HALF_WIDTHS[Math.floor(row)] ?? 0;
  const after = HALF_WIDTHS[Math.ceil(row)] ?? 0;
  return before + (after - before) * (row % 1);
}

function large(): Area {
  const side = SIDE * SAMPLES;
  const distances = Array.from({ length: side }, (_, at) => Math.abs((at + 0.5) / SAMPLES - SIDE / 2));
  const reaches = distances.map(halfWidthAt);
  const isInside = (a: number, b: number): boolean => (distances[a] ?? 0) <= (reaches[b] ?? 0);
  return areaOf(side, side, (x, y) => Number(isInside(x, y) || isInside(y, x)));
}

let shape: Area | undefined;
const edges = new Map<number, EdgeTemplate>();

/** @param size Of its box, in pixels. @returns the share of each pixel that it covers, with its rim around it. */
export function star(size: number): Plane {
  shape ??= large();
  return drawn(shape, size, size, STAR_RIM);
}

/** Made once for each size; there are no more sizes than are looked for. */
export function starEdges(size: number): EdgeTemplate {
  const made = edges.get(size) ?? edgeTemplate(star(size));
  edges.set(size, made);
  return made;
}
