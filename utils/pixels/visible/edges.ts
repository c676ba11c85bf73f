/** How light changes across a part of a picture, and how well that fits a drawn shape's. */
import type { Box, Plane } from './view';

export interface Edges {
  readonly width: number;
  readonly height: number;
  /** Central differences at each pixel, to the right and downwards; 0 at the rim, where there is no neighbour. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** `energy[(height + 1) lines of (width + 1)]`: the sum of x² + y² above and left of each corner between pixels. */
  readonly energy: Float64Array;
}

/** The edges of a shape: only pixels that have any. */
export interface EdgeTemplate {
  /** Of the window in which they stand. */
  readonly width: number;
  readonly height: number;
  readonly atX: Uint16Array;
  readonly atY: Uint16Array;
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** The sum of their x² + y². */
  readonly energy: number;
}

export function edgesOf({ width, height, values }: Plane): Edges {
  const x = new Float32Array(width * height);
  const y = new Float32Array(width * height);
  const energy = new Float64Array((width + 1) * (height + 1));
  for (let row = 0; row < height; row++) {
    let line = 0;
    for (let column = 0; column < width; column++) {
      const at = row * width + column;
      if (row > 0 && column > 0 && row < height - 1 && column < width - 1) {
        const dx = ((values[at + 1] ?? 0) - (values[at - 1] ?? 0)) / 2;
        const dy = ((values[at + width] ?? 0) - (values[at - width] ?? 0)) / 2;
        x[at] = dx;
        y[at] = dy;
        line += dx * dx + dy * dy;
      }
      const corner = (row + 1) * (width + 1) + column + 1;
      energy[corner] = line + (energy[corner - width - 1] ?? 0);
    }
  }
  return { width, height, x, y, energy };
}

/** Of the steepest edge: what is flatter changes no sum that matters. */
const FLAT = 0.01;

/** @param shape With an empty rim of two pixels, so that every edge is in it. */
export function edgeTemplate(shape: Plane): EdgeTemplate {
  const { width, height, x, y } = edgesOf(shape);
  const steepest = x.reduce((most, dx, at) => Math.max(most, Math.hypot(dx, y[at] ?? 0)), 0);
  const places = [...x.keys()].filter((at) => Math.hypot(x[at] ?? 0, y[at] ?? 0) > FLAT * steepest);
  const kept = { x: Float32Array.from(places, (at) => x[at] ?? 0), y: Float32Array.from(places, (at) => y[at] ?? 0) };
  return {
    width,
    height,
    atX: Uint16Array.from(places, (at) => at % width),
    atY: Uint16Array.from(places, (at) => Math.floor(at / width)),
    ...kept,
    energy: energyOf(kept),
  };
}

/**
 * How far the light changes as the shape does, from −1 (its negative) to 1: signed, and not centred, so that neither
 * texture nor a slope of light fits. @param left @param top Where the template's window begins; all of it is within `edges`.
 */
export function fitOf(edges: Edges, template: EdgeTemplate, left: number, top: number): number {
  const { width, x, y } = edges;
  const { atX, atY } = template;
  const energy = energyIn(edges, left, top, template.width, template.height);
  if (energy <= 0) return 0;
  let sum = 0;
  for (let index = 0; index < atX.length; index++) {
    const at = (top + (atY[index] ?? 0)) * width + left + (atX[index] ?? 0);
    sum += (x[at] ?? 0) * (template.x[index] ?? 0) + (y[at] ?? 0) * (template.y[index] ?? 0);
  }
  return sum / Math.sqrt(energy * template.energy);
}

function energyIn({ width, energy }: Edges, left: number, top: number, wide: number, high: number): number {
  const above = top * (width + 1) + left;
  const below = above + high * (width + 1);
  return (energy[below + wide] ?? 0) - (energy[below] ?? 0) - (energy[above + wide] ?? 0) + (energy[above] ?? 0);
}

/** What stands in a part of the template's window; that part becomes the window. */
export function partOf(template: EdgeTemplate, { left, top, width, height }: Box): EdgeTemplate {
  const { atX, atY, x, y } = template;
  const isInside = (_: number, index: number): boolean => {
    const [across, down] = [(atX[index] ?? 0) - left, (atY[index] ?? 0) - top];
    return across >= 0 && across < width && down >= 0 && down < height;
  };
  const kept = { x: x.filter(isInside), y: y.filter(isInside) };
  return {
    width,
    height,
    atX: atX.filter(isInside).map((column) => column - left),
    atY: atY.filter(isInside).map((row) => row - top),
    ...kept,
    energy: energyOf(kept),
  };
}

const energyOf = ({ x, y }: Pick<EdgeTemplate, 'x' | 'y'>): number =>
  x.reduce((sum, dx, index) => sum + dx * dx + (y[index] ?? 0) ** 2, 0);

/** One edge in `by`: its fit is that of the whole template but for chance, and costs that much less. */
export function thinned({ atX, atY, x, y, energy, ...window }: EdgeTemplate, by: number): EdgeTemplate {
  const isKept = (_: number, index: number): boolean => index % by === 0;
  return {
    ...window,
    atX: atX.filter(isKept),
    atY: atY.filter(isKept),
    x: x.filter(isKept),
    y: y.filter(isKept),
    // What `fitOf` divides by is its root.
    energy: energy / by ** 2,
  };
}
