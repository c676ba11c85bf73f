import { expect, it } from 'vitest';
import { adtsFrame, apeTag, id3Tag, mp3Frame, txxx } from '../av-builders';
import { bytes } from '../byte-builders';
import { places, walkBytes } from './walk-all';

it.each([
  ['aac', bytes(id3Tag(4, [txxx('a', 'b')]), adtsFrame()), ['ID3v2']],
  ['aac', bytes(adtsFrame(), apeTag('a', 'b')), ['APEv2']],
  ['mp3', bytes(id3Tag(4, [txxx('a', 'b')]), mp3Frame()), ['ID3v2']],
])('%s is told by its frames, and its tags are read', async (name, medium, expected) => {
  const walked = await walkBytes(medium);
  expect([walked.name, walked.ending.kind, places(walked)]).toEqual([name, 'complete', expected]);
});
