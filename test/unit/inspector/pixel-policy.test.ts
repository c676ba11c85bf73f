/** Which media deserve that their pixels are looked at: each reason with the nearest case that it does not hold for. */
import { describe, expect, it } from 'vitest';
import type { ContainerName } from '@/utils/engine/report';
import { LEAST_SIDE, type PixelCase, pixelRefusal, pixelsCouldSay } from '@/utils/inspector/pixel-policy';
import { PIXEL_REFUSALS } from '@/utils/messages/pixel-state';
import { BROWSER_CONTAINERS } from '@/utils/pixels/browser/containers';
import { PIXEL_LIMITS } from '@/utils/pixels/limits';

interface Patch extends Omit<Partial<PixelCase>, 'medium' | 'report'> {
  readonly medium?: Partial<PixelCase['medium']>;
  readonly report?: Partial<PixelCase['report']>;
}

const caseOf = ({ medium, report, ...patch }: Patch = {}): PixelCase => ({
  depth: 'pixels',
  savesData: false,
  isSeen: true,
  ...patch,
  medium: { kind: 'image', loaded: true, width: 640, height: 480, ...medium },
  report: { container: 'png', bytes: 90_000, notes: ['pixels-not-checked'], ...report },
});

describe('pixels could say something', () => {
  it.each([
    ['of an image whose report notes it', {}, true],
    ['of one that notes more', { report: { notes: ['trailer', 'pixels-not-checked'] } }, true],
    ['of one that notes something else', { report: { notes: ['trailer'] } }, false],
    ['of one that notes nothing', { report: { notes: undefined } }, false],
    ['of a video', { medium: { kind: 'video' } }, false],
  ] as const)('%s: %s', (_, patch, expected) => {
    const { notes, ...report } = caseOf(patch as Patch).report;
    const one = { ...caseOf(patch as Patch), report: { ...report, ...(notes && { notes }) } };
    expect(pixelsCouldSay(one)).toBe(expected);
  });
});

describe('pixels are looked at', () => {
  it.each([
    ['of a picture that is seen', {}],
    ['of the smallest that is looked at', { medium: { width: LEAST_SIDE, height: LEAST_SIDE } }],
    ['of the largest', { medium: { width: PIXEL_LIMITS.pixels / 1_000 - 1, height: 1_000 } }],
    ['of the largest file', { report: { bytes: PIXEL_LIMITS.fileBytes } }],
    ['of a file whose size nobody has said', { report: { bytes: null } }],
    ...BROWSER_CONTAINERS.map((container) => [`of ${container}`, { report: { container } }] as const),
  ] as readonly (readonly [string, Patch])[])('%s', (_, patch) => {
    expect(pixelRefusal(caseOf(patch))).toBeNull();
  });
});

describe('pixels are not looked at', () => {
  const rows: readonly (readonly [string, Patch])[] = [
    ['off', { depth: 'metadata' }],
    ['off', { depth: 'credentials' }],
    ['saves-data', { savesData: true }],
    ['not-loaded', { medium: { loaded: false } }],
    ['too-small', { medium: { width: LEAST_SIDE - 1 } }],
    ['too-small', { medium: { height: LEAST_SIDE - 1 } }],
    ['too-small', { medium: { width: 0, height: 0 } }],
    ['too-large', { medium: { width: PIXEL_LIMITS.pixels / 1_000, height: 1_000 } }],
    ['too-large', { report: { bytes: PIXEL_LIMITS.fileBytes + 1 } }],
    ['not-seen', { isSeen: false }],
    ...(['heic', 'tiff', 'svg', 'unknown'] as const satisfies readonly ContainerName[]).map(
      (container) => ['not-decodable', { report: { container } }] as const,
    ),
  ];

  it.each(rows)('%s: %o', (reason, patch) => {
    expect(pixelRefusal(caseOf(patch))).toBe(reason);
  });

  it('and the first reason is told, in one order', () => {
    const everything = caseOf({
      depth: 'metadata',
      savesData: true,
      isSeen: false,
      medium: { loaded: false, width: 1, height: PIXEL_LIMITS.pixels },
      report: { container: 'heic' },
    });
    expect(pixelRefusal(everything)).toBe(PIXEL_REFUSALS[0]);
    const told = [...new Set(rows.map(([reason]) => reason))];
    expect(PIXEL_REFUSALS.filter((reason) => reason !== 'over-budget').sort()).toEqual(told.sort());
  });
});
