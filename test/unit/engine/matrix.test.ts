/** The table of what is covered, against what is stated and what the fixtures show. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { ALL_VARIANTS } from '../../fixtures/variants/all';
import { inspectedFixtures, inspectedVariants } from '../../matrix/inspected';
import { holesOf, type Inspected, matrixText, strangersOf } from '../../matrix/matrix';

const fixtures = await inspectedFixtures();
const variants = await inspectedVariants();

test('every stated place shows every mark that it can hold, and every layout is read', () => {
  expect(holesOf(fixtures)).toEqual([]);
});

test('every finding of a fixture stands in a stated place that can hold its mark', () => {
  expect(strangersOf(fixtures)).toEqual([]);
});

test('the committed table is what the fixtures give (mend: npm run matrix)', () => {
  const committed = readFileSync(join(import.meta.dirname, '../../MATRIX.md'), 'utf8');
  expect(committed).toBe(matrixText(fixtures, variants));
});

describe('the comparison', () => {
  const one = (mark: string, place: string): Inspected => ({
    file: 'one.jpg',
    container: 'jpeg',
    bytes: '',
    status: 'ai-generated',
    error: null,
    findings: [{ mark, place }],
  });

  it('misses a mark that no fixture shows in its place', () => {
    const holes = holesOf(fixtures.filter(({ file }) => !file.endsWith('.gif')));
    expect(holes).toContain('GIF XMP: iptc');
    expect(holes).not.toContain('JPEG APP1 XMP: iptc');
  });

  it('takes the longest stated place', () => {
    expect(strangersOf([one('iptc', 'JPEG APP1 EXIF XMP')])).toEqual([]);
    expect(strangersOf([one('iptc', 'JPEG APP1 EXIF Model')])).toEqual(['one.jpg: iptc in JPEG APP1 EXIF Model']);
  });

  it('names a place that is not stated', () => {
    expect(strangersOf([one('gb45438', 'JPEG APP12')])).toEqual(['one.jpg: gb45438 in JPEG APP12']);
  });
});

describe.each(variants)('$title', ({ title, rows }) => {
  it.each(rows)('$variant: $stated', ({ stated, says }) => {
    expect(says).toBe(stated);
  });

  it('names each variant once', () => {
    const names = ALL_VARIANTS.filter((table) => table.title === title).flatMap((table) =>
      table.rows.map(({ variant }) => variant),
    );
    expect(new Set(names).size).toBe(names.length);
  });
});
