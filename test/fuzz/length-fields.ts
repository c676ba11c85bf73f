/** Numbers in a medium that look like lengths of what follows them: no format is known here. */

export interface NumberField {
  readonly at: number;
  /** Bytes. */
  readonly width: number;
  readonly isLittle: boolean;
}

/** A number that says where something ends: the medium, or what stands before another such number. */
export interface Span extends NumberField {
  readonly end: number;
}

export interface Shape {
  /** Two and four bytes in either order whose number does not lead beyond the end. */
  readonly lengths: readonly NumberField[];
  readonly spans: readonly Span[];
}

/** In longer media only both ends are looked at. */
const SEARCHED_BYTES = 2048;
/** A structure's length counts from its own field, from behind it, or from behind a code or a check sum and more. */
const BEHIND = [0, 4, 8, 12];

const known = new WeakMap<Uint8Array, Shape>();

/** Remembered by medium: for seeds, of which many are made. */
export function shapeOf(medium: Uint8Array): Shape {
  const before = known.get(medium);
  if (before) return before;
  const lengths = positions(medium.length).flatMap((at) => lengthsAt(medium, at));
  const long = lengths.filter(({ width }) => width === 4);
  const starts = new Set([medium.length, ...long.flatMap(({ at }) => [at, at - 4])]);
  const spans = long.flatMap((field) =>
    BEHIND.map((behind) => ({ ...field, end: field.at + behind + numberAt(medium, field) })).filter(({ end }) =>
      starts.has(end),
    ),
  );
  const shape = { lengths, spans };
  known.set(medium, shape);
  return shape;
}

function positions(length: number): readonly number[] {
  const all = [...Array(Math.min(length, 2 * SEARCHED_BYTES)).keys()];
  return all.map((at) => (at < SEARCHED_BYTES ? at : length - all.length + at));
}

function lengthsAt(medium: Uint8Array, at: number): readonly NumberField[] {
  return [2, 4].flatMap((width) =>
    [false, true].flatMap((isLittle) => {
      const field = { at, width, isLittle };
      const value = numberAt(medium, field);
      // Small numbers in two bytes are everywhere.
      return value > (width === 2 ? 16 : 0) && at + value <= medium.length ? [field] : [];
    }),
  );
}

/** @param by How many more bytes stand between the number and the end that it names. */
export function withLongerSpans(medium: Uint8Array, spans: readonly Span[], by: number): Uint8Array {
  const changed = Uint8Array.from(medium);
  for (const span of spans) writeNumber(changed, span, Math.max(0, numberAt(changed, span) + by));
  return changed;
}

export function withNumber(medium: Uint8Array, field: NumberField, value: number): Uint8Array {
  const changed = Uint8Array.from(medium);
  writeNumber(changed, field, value);
  return changed;
}

function writeNumber(medium: Uint8Array, { at, width, isLittle }: NumberField, value: number): void {
  for (let index = 0; index < width && at + index < medium.length; index++) {
    medium[at + index] = Math.floor(value / 256 ** (isLittle ? index : width - 1 - index)) % 256;
  }
}

export function numberAt(medium: Uint8Array, { at, width, isLittle }: NumberField): number {
  let value = 0;
  for (let index = 0; index < width; index++) {
    value = value * 256 + (medium[at + (isLittle ? width - 1 - index : index)] ?? 0);
  }
  return value;
}
