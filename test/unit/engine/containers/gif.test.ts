import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../../utils/engine/limits';
import { bytes, c2paStore, iim, photoshopResource, repeated, utf8, utf16, xmpPacket, zeros } from '../byte-builders';
import { gif, gifApplication, gifComment, gifPicture, gifXmp, subBlocks } from '../image-builders';
import { places, shown, walkBytes } from './walk-all';

describe('a GIF', () => {
  it('gives comments, XMP and C2PA before and behind its pictures', async () => {
    const medium = gif([
      gifApplication('C2PA_GIF\x01\0\0', c2paStore()),
      gifComment('before'),
      gifPicture(),
      gifXmp('<a/>'),
      gifPicture(),
      gifComment('behind'),
    ]);
    const walked = await walkBytes(medium);
    expect(walked.ending.kind).toBe('complete');
    expect(walked.notes).toEqual([]);
    expect(shown(walked)).toEqual([
      ['jumbf GIF C2PA_GIF', Buffer.from(c2paStore()).toString('latin1')],
      ['text GIF comment', 'before'],
      ['xmp GIF XMP', '<a/>'],
      ['text GIF comment', 'behind'],
    ]);
    const packet = walked.blocks[2];
    expect(medium.subarray(packet?.offset, (packet?.offset ?? 0) + 4)).toEqual(bytes('<a/>'));
  });

  it('joins a comment of several sub-blocks', async () => {
    expect(shown(await walkBytes(gif([gifComment('x'.repeat(700))])))).toEqual([['text GIF comment', 'x'.repeat(700)]]);
  });

  const packet = xmpPacket('<rdf:Description rdf:about="">'.padEnd(2000, ' '));
  it.each([
    ['raw, before the magic trailer', gifXmp(utf8(packet)), utf8(packet)],
    ['in UTF-16, whose zeros end sub-blocks', gifXmp(utf16(packet, 'le')), utf16(packet, 'le')],
    ['in sub-blocks, against the specification', gifApplication('XMP DataXMP', utf8(packet)), utf8(packet)],
    ['in UTF-16 that begins with a zero', gifXmp(utf16(packet, 'be')), utf16(packet, 'be')],
  ])('gives a packet %s', async (_name, extension, payload) => {
    const walked = await walkBytes(gif([extension, gifPicture(), gifComment('behind')]));
    expect(walked.blocks[0]).toMatchObject({ kind: 'xmp', place: 'GIF XMP' });
    expect(walked.blocks[0]?.payload).toEqual(payload);
    expect(places(walked)).toEqual(['GIF XMP', 'GIF comment']);
    expect(walked.ending.kind).toBe('complete');
  });

  it('gives the profiles that ImageMagick keeps in it', async () => {
    const walked = await walkBytes(
      gif([
        gifApplication('MGK8BIM0000', photoshopResource(0x404, iim(2, 120, 'x'))),
        gifApplication('MGKIPTC0000', iim(2, 120, 'x')),
        gifApplication('MGKGIFN0000', 'x'),
      ]),
    );
    expect(walked.blocks.map(({ kind }) => kind)).toEqual(['photoshop', 'iptc-iim']);
  });

  it('does not take other extensions for metadata', async () => {
    const medium = gif([
      gifApplication('NETSCAPE2.0', '\x01\0\0'),
      gifApplication('XMP Dataxyz', '<a/>'),
      bytes('\x21\x01', subBlocks('<a/>')),
    ]);
    const walked = await walkBytes(medium);
    expect(places(walked)).toEqual([]);
    expect(walked.ending.kind).toBe('complete');
  });
});

describe('the end of a GIF', () => {
  const whole = gif([gifComment('x'), gifPicture(), gifXmp('<a/>')]);

  it('lies behind every byte', async () => {
    for (let length = 6; length < whole.length; length++) {
      expect((await walkBytes(whole.subarray(0, length))).ending.kind, `at byte ${length}`).toBe('truncated');
    }
  });

  it('may be followed by what is no part of it', async () => {
    const walked = await walkBytes(bytes(whole, 'PK'));
    expect([walked.ending.kind, walked.notes]).toEqual(['complete', ['trailer']]);
  });

  it('is found behind blocks that were closed twice', async () => {
    const walked = await walkBytes(gif([gifPicture(), zeros(2), gifComment('x')]));
    expect([walked.ending.kind, places(walked)]).toEqual(['complete', ['GIF comment']]);
  });

  it('is found behind a graphic control of wrong length', async () => {
    const walked = await walkBytes(gif([bytes('\x21\xf9\xee\x09\x32\0\0\0'), gifPicture(), gifComment('x')]));
    expect([walked.ending.kind, places(walked)]).toEqual(['complete', ['GIF comment']]);
  });

  it('is not found behind what is no block', async () => {
    expect((await walkBytes(gif([gifPicture(), bytes('\x22')]))).ending.kind).toBe('malformed');
  });

  it('is over budget behind a packet that is too long, or more blocks than are walked', async () => {
    const long = gif([gifXmp(repeated(bytes(' '), LIMITS.xmpBytes + 1))]);
    expect((await walkBytes(long)).ending.kind).toBe('over-budget');
    const many = gif([repeated(bytes('\x21\x01\0'), LIMITS.structures + 1)]);
    expect((await walkBytes(many)).ending.kind).toBe('over-budget');
  });
});
