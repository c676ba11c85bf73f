import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../../utils/engine/limits';
import { askedSource } from '../../../fuzz/asked-source';
import { cluster, ebmlHeader, element, openElement, seekHead, segment, tagsElement } from '../av-builders';
import { bytes, repeated, zeros } from '../byte-builders';
import { places, walkBytes, walkSource } from './walk-all';

const TAGS = 0x1254c367;
const tags = tagsElement('AIGC', 'x');
const headBytes = seekHead(TAGS, 0).length;
const TAGS_ONLY = ['Matroska Tags'];

describe('a Matroska file', () => {
  it.each([
    ['before the clusters', segment(tags, cluster())],
    ['behind the clusters', segment(cluster(), cluster(), tags)],
    ['where the SeekHead says', segment(seekHead(TAGS, headBytes + cluster().length), cluster(), tags)],
    ['though the SeekHead points elsewhere', segment(seekHead(TAGS, headBytes + 9), cluster(), tags)],
    ['behind Void and CRC-32', segment(element(0xec, zeros(9)), element(0xbf, zeros(4)), tags)],
    ['in a segment of open size', openElement(0x18538067, tags, cluster())],
    [
      'behind clusters of open size',
      openElement(0x18538067, openElement(0x1f43b675, element(0xe7, 0), element(0xa3, zeros(9))), tags),
    ],
  ])('gives its tags %s', async (_name, body) => {
    const walked = await walkBytes(bytes(ebmlHeader(), body));
    expect([walked.name, walked.ending.kind]).toEqual(['matroska', 'complete']);
    expect(places(walked)).toEqual(TAGS_ONLY);
  });

  it('gives tags that a second SeekHead names among the clusters', async () => {
    const second = (position: number) => seekHead(TAGS, position);
    const tagsAt = headBytes + cluster().length;
    const body = [cluster(), tags, cluster()];
    const first = seekHead(0x114d9b74, headBytes + bytes(...body).length);
    expect(places(await walkBytes(bytes(ebmlHeader(), segment(first, ...body, second(tagsAt)))))).toEqual(TAGS_ONLY);
  });

  it('that is cut, and damaged before, ends at the cut for who knows its size, else at the damage', async () => {
    const clusters = [cluster(), zeros(9), repeated(cluster(60_000), 3)];
    const whole = bytes(ebmlHeader(), segment(seekHead(TAGS, 0), ...clusters, tags));
    const ends = async (statesSize: boolean) =>
      (await walkSource(askedSource(whole.subarray(0, -9), { statesSize }))).ending.kind;
    expect([await ends(true), await ends(false)]).toEqual(['truncated', 'malformed']);
  });

  it('gives the texts of Info, and the name WebM by its DocType', async () => {
    const walked = await walkBytes(bytes(ebmlHeader('webm'), segment(element(0x1549a966, element(0x7ba9, 'x')))));
    expect([walked.name, places(walked)]).toEqual(['webm', ['Matroska Info']]);
  });

  it('is complete where a live stream ends among its media data', async () => {
    const live = bytes(ebmlHeader(), openElement(0x18538067, cluster(400)));
    expect((await walkBytes(live.subarray(0, -100))).ending.kind).toBe('complete');
  });

  it.each([
    ['truncated', 'cut in its clusters', bytes(ebmlHeader(), segment(seekHead(TAGS, 5), cluster(400))).subarray(0, -9)],
    ['truncated', 'cut before its segment', ebmlHeader()],
    ['truncated', 'cut in clusters without a segment', bytes(ebmlHeader(), cluster(400)).subarray(0, -9)],
    ['truncated', 'of open size cut before its clusters', bytes(ebmlHeader(), openElement(0x18538067, tags))],
    ['truncated', 'cut in its tags', bytes(ebmlHeader(), openElement(0x18538067, tags)).subarray(0, -1)],
    ['malformed', 'with no element in its segment', bytes(ebmlHeader(), segment(zeros(20)))],
    ['malformed', 'with tags of open size', bytes(ebmlHeader(), segment(openElement(TAGS, zeros(4))))],
    [
      'over-budget',
      'with more elements than are walked',
      bytes(ebmlHeader(), segment(repeated(element(0xec), LIMITS.structures))),
    ],
  ])('is %s %s', async (kind, _name, medium) => {
    expect((await walkBytes(medium)).ending.kind).toBe(kind);
  });
});
