/** Pictures as they are shown, in each of EXIF's eight orientations, and where a JPEG says which. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Orientation, orientationOf } from '@/utils/pixels/visible/orientation';
import { lumaOf, viewOf } from '@/utils/pixels/visible/view';
import { ascii, concat } from '../../../fixtures/write/bytes';

/** Two lines of three: each pixel's red is its name. */
const PICTURE = { width: 3, height: 2, rgba: Uint8Array.from([1, 2, 3, 4, 5, 6].flatMap((name) => [name, 0, 0, 255])) };

const shown = (orientation: Orientation): readonly (readonly number[])[] => {
  const { width, height, rgba, origin, stepX, stepY } = viewOf(PICTURE, orientation);
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => rgba[origin + y * stepY + x * stepX] ?? Number.NaN),
  );
};

/** What EXIF says of the first line and the first column: where they are when the picture is shown. */
const SHOWN: readonly (readonly [Orientation, string, readonly (readonly number[])[]])[] = [
  [
    1,
    'top, left',
    [
      [1, 2, 3],
      [4, 5, 6],
    ],
  ],
  [
    2,
    'top, right',
    [
      [3, 2, 1],
      [6, 5, 4],
    ],
  ],
  [
    3,
    'bottom, right',
    [
      [6, 5, 4],
      [3, 2, 1],
    ],
  ],
  [
    4,
    'bottom, left',
    [
      [4, 5, 6],
      [1, 2, 3],
    ],
  ],
  [
    5,
    'left, top',
    [
      [1, 4],
      [2, 5],
      [3, 6],
    ],
  ],
  [
    6,
    'right, top',
    [
      [4, 1],
      [5, 2],
      [6, 3],
    ],
  ],
  [
    7,
    'right, bottom',
    [
      [6, 3],
      [5, 2],
      [4, 1],
    ],
  ],
  [
    8,
    'left, bottom',
    [
      [3, 6],
      [2, 5],
      [1, 4],
    ],
  ],
];

it.each(SHOWN)('orientation %i: %s', (orientation, _, lines) => {
  expect(shown(orientation)).toEqual(lines);
});

it('luma of a part is that of BT.601, in the order in which it is shown', () => {
  const rgba = Uint8Array.of(255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255, 255, 255, 0);
  const { values } = lumaOf(viewOf({ width: 4, height: 1, rgba }, 3), { left: 0, top: 0, width: 3, height: 1 });
  expect([...values].map((value) => Math.round(10 * value) / 10)).toEqual([255, 29.1, 149.7]);
});

interface Exif {
  readonly order?: 'II' | 'MM';
  readonly tag?: number;
  readonly value: number;
  readonly before?: readonly Uint8Array[];
}

const segment = (marker: number, payload: Uint8Array): Uint8Array =>
  concat(Uint8Array.of(0xff, marker, (payload.length + 2) >> 8, (payload.length + 2) & 0xff), payload);

function jpeg({ order = 'MM', tag = 0x0112, value, before = [] }: Exif): Uint8Array {
  const tiff = new DataView(new ArrayBuffer(26));
  const isLittleEndian = order === 'II';
  tiff.setUint16(0, order === 'II' ? 0x4949 : 0x4d4d);
  tiff.setUint16(2, 42, isLittleEndian);
  tiff.setUint32(4, 8, isLittleEndian);
  tiff.setUint16(8, 1, isLittleEndian);
  tiff.setUint16(10, tag, isLittleEndian);
  tiff.setUint16(12, 3, isLittleEndian);
  tiff.setUint32(14, 1, isLittleEndian);
  tiff.setUint16(18, value, isLittleEndian);
  const exif = segment(0xe1, concat(ascii('Exif\0\0'), new Uint8Array(tiff.buffer)));
  return concat(Uint8Array.of(0xff, 0xd8), ...before, exif, Uint8Array.of(0xff, 0xda, 0, 2));
}

describe('what a JPEG says', () => {
  const APP0 = segment(0xe0, ascii('JFIF\0'));
  const XMP = segment(0xe1, ascii('http://ns.adobe.com/xap/1.0/\0<x/>'));
  const scan = Uint8Array.of(0xff, 0xda, 0, 2);

  it.each([
    ['big-endian', jpeg({ value: 6 }), 6],
    ['little-endian', jpeg({ value: 8, order: 'II' }), 8],
    ['behind other segments', jpeg({ value: 3, before: [APP0, XMP] }), 3],
    ['a value beyond those known', jpeg({ value: 9 }), 1],
    ['no value', jpeg({ value: 0 }), 1],
    ['another tag', jpeg({ value: 6, tag: 0x0113 }), 1],
    ['behind the start of the scan', jpeg({ value: 6, before: [scan] }), 1],
    ['behind more segments than are looked at', jpeg({ value: 6, before: Array.from({ length: 32 }, () => APP0) }), 1],
    ['cut inside the directory', jpeg({ value: 6 }).subarray(0, 24), 1],
    ['no EXIF', concat(Uint8Array.of(0xff, 0xd8), APP0, scan), 1],
    ['no JPEG', ascii('GIF89a'), 1],
    ['nothing', new Uint8Array(0), 1],
  ])('%s', (_, bytes, orientation) => {
    expect(orientationOf(bytes)).toBe(orientation);
  });

  it('whatever its bytes are, it is one of the eight', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.nat(60), (noise, at) => {
        const bytes = jpeg({ value: 6 });
        bytes.set(noise.subarray(0, Math.max(0, bytes.length - at)), Math.min(at, bytes.length));
        expect([1, 2, 3, 4, 5, 6, 7, 8]).toContain(orientationOf(bytes));
      }),
    );
  });
});
