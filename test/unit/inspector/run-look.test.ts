/** One job in the worker that looks at pixels. */
import { describe, expect, it } from 'vitest';
import { runLook } from '@/utils/inspector/run-look';
import type { LookJob } from '@/utils/messages/inspector';
import { OWN_OPENERS } from '@/utils/pixels/openers';
import { hidden, rgbaPng, scene, textMessage } from '../pixels/stealth/writer';

const MARKED = rgbaPng(hidden(scene(60, 60), 'alpha', textMessage('alpha', true)));
const job = (patch: Partial<LookJob> = {}): LookJob => ({
  jobId: 'a',
  bytes: new Blob([MARKED as Uint8Array<ArrayBuffer>]),
  stated: { kind: 'image', container: 'png', bytes: MARKED.length },
  isThorough: false,
  timeLimitMs: 1_000,
  ...patch,
});

describe('a look', () => {
  it.each([
    ['whose size is known', {}],
    ['whose size nobody has said', { stated: { kind: 'image', container: 'png', bytes: null } }],
  ] as const)('finds what is hidden in a medium %s', async (_, patch) => {
    expect(await runLook(job(patch), OWN_OPENERS)).toMatchObject({
      jobId: 'a',
      outcome: 'looked',
      reading: { findings: [{ mark: 'watermark-stealth' }] },
      pixels: 60 * 60,
    });
  });

  it.each([
    ['of another size', { kind: 'image', container: 'png', bytes: MARKED.length + 1 }],
    ['of another format', { kind: 'image', container: 'webp', bytes: MARKED.length }],
  ] as const)('is not made of a medium %s', async (_, stated) => {
    expect(await runLook(job({ stated }), OWN_OPENERS)).toEqual({
      jobId: 'a',
      outcome: 'unlooked',
      reason: 'other-medium',
    });
  });

  it.each([
    [
      'bytes that cannot be read',
      { bytes: { arrayBuffer: () => Promise.reject(new Error('gone')) } as never },
      OWN_OPENERS,
    ],
    ['an opener that throws', {}, { ...OWN_OPENERS, image: { png: () => Promise.reject(new Error('no memory')) } }],
  ] as const)('breaks down over %s', async (_, patch, openers) => {
    expect(await runLook(job(patch), openers)).toEqual({ jobId: 'a', outcome: 'unlooked', reason: 'broke-down' });
  });
});
