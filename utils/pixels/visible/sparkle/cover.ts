/** What white laid over a picture must do: no pixel under it is darker than it alone, and without it the edges are gone. */
import { edgesOf } from '../edges';
import { type Box, lumaOf, type Plane, type View } from '../view';
import type { SparklePlace } from './places';
import { STAR_RIM, star } from './star';

/** A generation of the star, by how much of the picture it hides. */
export interface SparkleLook {
  readonly since: string;
  /** Of its flat inside, 0 … 1. */
  readonly alpha: number;
}

/** Measured: 128 and 77 of 255. */
export const SPARKLE_LOOKS: readonly SparkleLook[] = [
  { since: '2025-08', alpha: 0.504 },
  { since: '2026-05', alpha: 0.302 },
];

/** How the light changes along a shape's edges. */
interface Along {
  /** Levels by which the shape is lighter than what is around it. */
  readonly step: number;
  /** How much of all change is that, from −1 to 1. */
  readonly fit: number;
}

export interface Cover {
  /** How strong the edges along the star's are without it, as a share of what they are with it. */
  readonly edgesLeft: number;
  /** The least of R, G, B inside the star, but for one pixel in fifty. */
  readonly darkest: number;
}

const MOST_EDGES_LEFT = 0.6;
/** Without the star no step of its form is left; a solid icon of the same form, lighter or darker than the star, leaves one. */
const MOST_STEP_LEFT = 0.25;
/** Levels that rounding leaves. */
const ROUNDING = 3;
/** Below it what is left has another form: the picture's own. */
const LEAST_FORM = 0.35;
/** JPEG of quality 70 makes a pixel darker by so much. */
const DARKER_BY = 10;
const INSIDE = 0.97;
const OUTLIERS = 0.02;

/** @returns `undefined` where it cannot be a star of this look. */
export function coverOf(view: View, place: SparklePlace, { alpha }: SparkleLook): Cover | undefined {
  const shape = star(place.size);
  const box: Box = {
    left: view.width - place.right - place.size - STAR_RIM,
    top: view.height - place.bottom - place.size - STAR_RIM,
    width: shape.width,
    height: shape.height,
  };
  const darkest = darkestInside(view, box, shape);
  if (darkest < 255 * alpha - DARKER_BY) return undefined;
  const shown = lumaOf(view, box);
  const edgesLeft = edgeEnergy(without(shown, shape, alpha), shape) / edgeEnergy(shown, shape);
  return edgesLeft <= MOST_EDGES_LEFT && hasKnownOpacity(shown, shape) ? { edgesLeft, darkest } : undefined;
}

/** Whether it goes with one of the looks taken away: with loss, the other one's limits may hold better. */
function hasKnownOpacity(shown: Plane, shape: Plane): boolean {
  const { step } = along(shown, shape);
  return SPARKLE_LOOKS.some(({ alpha }) => {
    const under = along(without(shown, shape, alpha), shape);
    return Math.abs(under.step) <= MOST_STEP_LEFT * step + ROUNDING || Math.abs(under.fit) <= LEAST_FORM;
  });
}

function darkestInside({ rgba, origin, stepX, stepY }: View, { left, top, width }: Box, shape: Plane): number {
  const darkest: number[] = [];
  for (const [index, share] of shape.values.entries()) {
    if (share <= INSIDE) continue;
    const at = origin + (top + Math.floor(index / width)) * stepY + (left + (index % width)) * stepX;
    darkest.push(Math.min(rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0));
  }
  darkest.sort((a, b) => a - b);
  return darkest[Math.floor(OUTLIERS * darkest.length)] ?? 0;
}

/** shown = 255·a + under·(1 − a), solved for what is under it. */
const without = ({ values, ...size }: Plane, shape: Plane, alpha: number): Plane => ({
  ...size,
  values: values.map((light, at) => {
    const share = alpha * (shape.values[at] ?? 0);
    return Math.min(Math.max((light - 255 * share) / (1 - share), 0), 255);
  }),
});

/** The mean of |∇luma|², weighted by |∇shape|². */
function edgeEnergy(light: Plane, shape: Plane): number {
  const [of, by] = [edgesOf(light), edgesOf(shape)];
  let sum = 0;
  let weights = 0;
  for (let at = 0; at < by.x.length; at++) {
    const weight = (by.x[at] ?? 0) ** 2 + (by.y[at] ?? 0) ** 2;
    sum += weight * ((of.x[at] ?? 0) ** 2 + (of.y[at] ?? 0) ** 2);
    weights += weight;
  }
  return sum / weights;
}

function along(light: Plane, shape: Plane): Along {
  const [of, by] = [edgesOf(light), edgesOf(shape)];
  let [product, square, shapeSquare] = [0, 0, 0];
  for (let at = 0; at < by.x.length; at++) {
    const [x = 0, y = 0, shapeX = 0, shapeY = 0] = [of.x[at], of.y[at], by.x[at], by.y[at]];
    product += x * shapeX + y * shapeY;
    square += x * x + y * y;
    shapeSquare += shapeX * shapeX + shapeY * shapeY;
  }
  return { step: product / shapeSquare, fit: square > 0 ? product / Math.sqrt(square * shapeSquare) : 0 };
}
