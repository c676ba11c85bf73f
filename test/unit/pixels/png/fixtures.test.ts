/** Pictures that libpng and ffmpeg wrote, against what libpng reads out of them. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { decodePng, decodePng16 } from '@/utils/pixels/png';
import { isProblem } from '@/utils/pixels/problem';
import type { PixelRow } from '../../../fixtures/pixels/make';

const folder = join(import.meta.dirname, '../../../fixtures/pixels');
const rows = JSON.parse(readFileSync(join(folder, 'pixels.json'), 'utf8')) as readonly PixelRow[];

it.each(rows)('$file', ({ file, width, height, rgba16 }) => {
  const bytes = new Uint8Array(readFileSync(join(folder, 'media', file)));
  const [narrow, wide] = [decodePng(bytes), decodePng16(bytes)];
  if (isProblem(narrow) || isProblem(wide)) throw new Error('It was not decoded.');
  expect(wide).toMatchObject({ width, height });
  const bigEndian = Uint8Array.from(
    { length: 2 * wide.rgba.length },
    (_, at) => (wide.rgba[at >> 1] ?? 0) >> (at & 1 ? 0 : 8),
  );
  expect(createHash('sha256').update(bigEndian).digest('hex')).toBe(rgba16);
  expect(narrow.rgba).toEqual(Uint8Array.from(wide.rgba, (value) => value >> 8));
});
