/** Which media deserve that their pixels are looked at: each reason with the nearest case that it does not hold for. */
import { describe, expect, it } from 'vitest';
import type { ContainerName } from '@/utils/engine/report';
import { LEAST_SIDE, type PixelCase, pixelRefusal, UNASKED_VIDEO_BYTES } from '@/utils/inspector/pixel-policy';
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
  medium: { loaded: true, width: 640, height: 480, ...medium },
  report: { kind: 'image', container: 'png', bytes: 90_000, ...report },
});

const VIDEO = { kind: 'video', container: 'mp4' } as const;

describe('pixels are looked at', () => {
  it.each([
    ['of a picture that is seen', {}],
    ['of the smallest that is looked at', { medium: { width: LEAST_SIDE, height: LEAST_SIDE } }],
    ['of the largest', { medium: { width: PIXEL_LIMITS.pixels / 1_000 - 1, height: 1_000 } }],
    ['of the largest file', { report: { bytes: PIXEL_LIMITS.fileBytes } }],
    ['of a file whose size nobody has said', { report: { bytes: null } }],
    ['of a video', { report: VIDEO }],
    ['of the largest video', { report: { ...VIDEO, bytes: UNASKED_VIDEO_BYTES } }],
    ['of the largest frames', { report: VIDEO, medium: { width: PIXEL_LIMITS.framePixels / 1_000, height: 1_000 } }],
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
    ['too-large', { report: VIDEO, medium: { width: PIXEL_LIMITS.framePixels / 1_000 + 1, height: 1_000 } }],
    ['too-large', { report: { ...VIDEO, bytes: PIXEL_LIMITS.fileBytes + 1 } }],
    ['too-small', { report: VIDEO, medium: { width: LEAST_SIDE - 1 } }],
    ['when-asked', { report: { ...VIDEO, bytes: UNASKED_VIDEO_BYTES + 1 } }],
    ['not-seen', { isSeen: false }],
    ...(['heic', 'tiff', 'svg', 'avi', 'unknown'] as const satisfies readonly ContainerName[]).map(
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
