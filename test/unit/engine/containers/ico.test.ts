import { describe, expect, it } from 'vitest';
import { askedSource } from '../../../fuzz/asked-source';
import { bytes, idat, iend, ihdr, png, tEXt, zeros } from '../byte-builders';
import { ico } from '../image-builders';
import { shown, walkBytes, walkSource } from './walk-all';

const picture = png([ihdr(), tEXt('Comment', 'x'), idat(), iend()]);

describe('an icon', () => {
  it('gives what its PNG pictures hold', async () => {
    const medium = ico([zeros(60), picture, picture]);
    const walked = await walkBytes(medium);
    expect([walked.name, walked.ending.kind]).toEqual(['ico', 'complete']);
    expect(shown(walked)).toEqual([
      ['png-text ICO PNG tEXt', 'Comment\0x'],
      ['png-text ICO PNG tEXt', 'Comment\0x'],
    ]);
    for (const { offset, payload } of walked.blocks) {
      expect(medium.subarray(offset, offset + payload.length)).toEqual(payload);
    }
  });

  it('may be a cursor', async () => {
    const medium = ico([picture]);
    medium[2] = 2;
    expect((await walkBytes(medium)).blocks).toHaveLength(1);
  });

  it('with bitmaps alone can hold nothing', async () => {
    const walked = await walkBytes(ico([zeros(60), bytes('tEXtComment\0x')]));
    expect([walked.ending.kind, walked.blocks]).toEqual(['complete', []]);
  });

  it('reads a picture once that several entries name, and to its own end', async () => {
    const medium = ico([picture]);
    const twice = bytes(medium.subarray(0, 4), [2, 0], medium.subarray(6, 22), medium.subarray(6));
    twice[18] = (twice[18] ?? 0) + 16;
    twice[34] = (twice[34] ?? 0) + 16;
    expect((await walkBytes(twice)).blocks).toHaveLength(1);
    const short = bytes(medium);
    short[14] = (short[14] ?? 0) - 1;
    expect((await walkBytes(short)).ending.kind).toBe('truncated');
  });

  it('that is cut gives what stands before the cut', async () => {
    const walked = await walkBytes(ico([zeros(60), picture]).subarray(0, -5));
    expect([walked.ending.kind, walked.blocks.length]).toEqual(['truncated', 1]);
  });

  it('whose bitmap is cut is truncated, whether its size is stated or not', async () => {
    const whole = ico([zeros(90_000)]);
    for (const statesSize of [true, false]) {
      const walked = await walkSource(askedSource(whole.subarray(0, -1), { statesSize }));
      expect(walked.ending.kind).toBe('truncated');
      expect((await walkSource(askedSource(whole, { statesSize }))).ending.kind).toBe('complete');
    }
  });

  it('is truncated wherever it is cut', async () => {
    const whole = ico([zeros(60), picture]);
    for (let length = 6; length < whole.length; length++) {
      expect((await walkBytes(whole.subarray(0, length))).ending.kind, `at byte ${length}`).toBe('truncated');
    }
  });
});
