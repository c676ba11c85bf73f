import { describe, expect, it } from 'vitest';
import { flvFile, flvTag, onMetaData } from '../av-builders';
import { bytes, repeated, zeros } from '../byte-builders';
import { places, walkBytes } from './walk-all';

const script = flvTag(18, onMetaData('AIGC', 'x'));
const video = flvTag(9, zeros(50));

describe('an FLV', () => {
  it.each([
    ['first', [script, video], 1],
    ['behind media', [video, video, script], 1],
    ['twice', [script, video, script], 2],
    ['behind more than the first read, where none came before', [repeated(flvTag(9, zeros(50_000)), 3), script], 1],
    ['nowhere', [video], 0],
  ])('gives script data that stand %s', async (_name, tags, count) => {
    const walked = await walkBytes(flvFile(...tags));
    expect(walked.ending.kind).toBe('complete');
    expect(places(walked)).toHaveLength(count);
  });

  it('is complete where it ends among its media', async () => {
    expect((await walkBytes(flvFile(script, video).subarray(0, -20))).ending.kind).toBe('complete');
  });

  it.each([
    ['truncated', 'without a tag', flvFile()],
    ['truncated', 'cut in its script data', flvFile(script).subarray(0, -5)],
    ['malformed', 'with a tag of unknown type', flvFile(flvTag(3, zeros(9)))],
    ['malformed', 'with garbage between tags', bytes(flvFile(video), 'garbage that is long enough')],
  ])('is %s %s', async (kind, _name, medium) => {
    expect((await walkBytes(medium)).ending.kind).toBe(kind);
  });
});
