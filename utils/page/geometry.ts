/** Rectangles in CSS pixels of the viewport. */
export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export const width = ({ left, right }: Rect): number => Math.max(0, right - left);
export const height = ({ top, bottom }: Rect): number => Math.max(0, bottom - top);
export const area = (rect: Rect): number => width(rect) * height(rect);

export const intersect = (a: Rect, b: Rect): Rect => ({
  left: Math.max(a.left, b.left),
  top: Math.max(a.top, b.top),
  right: Math.min(a.right, b.right),
  bottom: Math.min(a.bottom, b.bottom),
});

export const holds = ({ left, top, right, bottom }: Rect, { x, y }: Point): boolean =>
  x >= left && x <= right && y >= top && y <= bottom;

export const isSame = (a: Rect, b: Rect): boolean =>
  a.left === b.left && a.top === b.top && a.right === b.right && a.bottom === b.bottom;

/** Anything that a rectangle was moved by less than this is a rounding of the engine, not a movement. */
const STILL = 0.5;
export const hasMoved = (a: Rect, b: Rect): boolean =>
  Math.abs(a.left - b.left) > STILL ||
  Math.abs(a.top - b.top) > STILL ||
  Math.abs(a.right - b.right) > STILL ||
  Math.abs(a.bottom - b.bottom) > STILL;

const corners = ({ left, top, right, bottom }: Rect): Point[] => [
  { x: left, y: top },
  { x: right, y: top },
  { x: right, y: bottom },
  { x: left, y: bottom },
];

const turn = (origin: Point, a: Point, b: Point): number =>
  (a.x - origin.x) * (b.y - origin.y) - (a.y - origin.y) * (b.x - origin.x);

/** Andrew's monotone chain over eight points. */
const hull = (points: readonly Point[]): readonly Point[] => {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  const half = (ordered: readonly Point[]): Point[] => {
    const chain: Point[] = [];
    for (const point of ordered) {
      for (let [before, last] = chain.slice(-2); before && last; [before, last] = chain.slice(-2)) {
        if (turn(before, last, point) > 0) break;
        chain.pop();
      }
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.toReversed())];
};

/** The corridor between badge and card: their convex hull, so that a diagonal way keeps the card open. */
export const isInCorridor = (a: Rect, b: Rect, point: Point): boolean => {
  const outline = hull([...corners(a), ...corners(b)]);
  return outline.every((from, index) => {
    const to = outline[(index + 1) % outline.length];
    return !to || turn(from, to, point) >= 0;
  });
};
