import { expect, it } from 'vitest';
import { aiff, aiffChunk, id3Tag, txxx } from '../av-builders';
import { be16, zeros } from '../byte-builders';
import { places, shown, walkBytes } from './walk-all';

const sound = aiffChunk('SSND', zeros(41));

it('gives ID3, texts, comments and XMP of an AIFF, before and behind its sound', async () => {
  const medium = aiff(
    aiffChunk('NAME', 'x'),
    sound,
    aiffChunk('ID3 ', id3Tag(4, [txxx('a', 'b')])),
    aiffChunk('COMT', be16(0)),
    aiffChunk('APPL', 'XMP <x/>'),
  );
  const walked = await walkBytes(medium);
  expect([walked.name, walked.ending.kind]).toEqual(['aiff', 'complete']);
  expect(places(walked)).toEqual(['AIFF', 'AIFF ID3v2', 'AIFF', 'AIFF APPL XMP']);
  expect(shown(walked).at(-1)).toEqual(['xmp AIFF APPL XMP', '<x/>']);
});

it('takes no other chunk for metadata', async () => {
  expect(places(await walkBytes(aiff(aiffChunk('APPL', 'pdos AIGC'), sound)))).toEqual([]);
});

it.each([1, 20, 45])('is truncated %i bytes before its end', async (missing) => {
  expect((await walkBytes(aiff(sound, aiffChunk('ANNO', 'x')).subarray(0, -missing - 1))).ending.kind).toBe(
    'truncated',
  );
});
