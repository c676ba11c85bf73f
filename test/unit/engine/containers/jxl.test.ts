import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../../utils/engine/limits';
import { be32, box, bytes, c2paStore, repeated, tiff, utf8, zeros } from '../byte-builders';
import { exifItem, jxl, jxlCodestream } from '../image-builders';
import { places, shown, walkBytes } from './walk-all';

const exif = tiff([{ tag: 0x10e, type: 2, value: 'x\0' }]);

describe('a JPEG XL file', () => {
  it('gives Exif, XMP and C2PA, before and behind the codestream', async () => {
    const store = c2paStore();
    const medium = jxl([box('Exif', exifItem(exif)), jxlCodestream(), box('xml ', '<a/>'), store]);
    const walked = await walkBytes(medium);
    expect(walked.ending.kind).toBe('complete');
    expect(shown(walked)).toEqual([
      ['tiff JXL Exif', Buffer.from(exif).toString('latin1')],
      ['xmp JXL xml', '<a/>'],
      ['jumbf JXL jumb', Buffer.from(store).toString('latin1')],
    ]);
    for (const { offset, payload } of walked.blocks) {
      expect(medium.subarray(offset, offset + payload.length)).toEqual(payload);
    }
  });

  it('is read whatever the case of its boxes', async () => {
    const medium = jxl([box('EXIF', be32(0), exif), box('XML ', '<a/>'), jxlCodestream()]);
    expect(places(await walkBytes(medium))).toEqual(['JXL Exif', 'JXL xml']);
  });

  it.each([
    ['Exif', 'tiff'],
    ['xml ', 'xmp'],
    ['jumb', 'jumbf'],
    ['EXIF', 'tiff'],
  ])('hands on %s packed by Brotli, behind its type', async (type, inner) => {
    const medium = jxl([box('brob', type, 'packed'), jxlCodestream(), box('xml ', '<a/>')]);
    const walked = await walkBytes(medium);
    expect(walked.ending.kind).toBe('complete');
    expect(walked.blocks[0]).toMatchObject({ kind: 'brotli', variant: inner, place: `JXL brob ${type.trim()}` });
    expect(shown(walked)[0]).toEqual([`brotli JXL brob ${type.trim()}`, 'packed']);
    expect(places(walked)[1]).toBe('JXL xml');
  });

  it('is malformed with a packed box that does not say what is inside', async () => {
    expect((await walkBytes(jxl([box('brob', 'xml'), jxlCodestream()]))).ending.kind).toBe('malformed');
  });

  it.each(['abcd', 'brob', 'jxlc', 'jbrd'])('finds nothing in %s packed by Brotli', async (type) => {
    const walked = await walkBytes(jxl([box('brob', type, 'x'), box('jbrd', utf8('<a/>')), jxlCodestream()]));
    expect([walked.ending.kind, walked.blocks]).toEqual(['complete', []]);
  });

  it('holds nothing as a bare codestream', async () => {
    const walked = await walkBytes(bytes([0xff, 0x0a, 0xb2, 0x13], box('xml ', '<a/>')));
    expect([walked.name, walked.ending.kind, walked.blocks]).toEqual(['jxl', 'complete', []]);
  });
});

describe('the end of a JPEG XL file', () => {
  it('lies behind every byte', async () => {
    const whole = jxl([box('xml ', '<a/>'), jxlCodestream()]);
    for (let length = 12; length < whole.length; length++) {
      expect((await walkBytes(whole.subarray(0, length))).ending.kind, `at byte ${length}`).toBe('truncated');
    }
  });

  it('lies behind the last part of a codestream in parts', async () => {
    const [first, last] = [box('jxlp', be32(0), 'abc'), box('jxlp', be32(0x80000001), 'def')];
    expect((await walkBytes(jxl([first, last]))).ending.kind).toBe('complete');
    expect((await walkBytes(jxl([first]))).ending.kind).toBe('truncated');
  });

  it('may be followed by what is no box', async () => {
    const walked = await walkBytes(bytes(jxl([jxlCodestream()]), [0, 0, 0, 16, 1, 2, 3, 4], zeros(8)));
    expect([walked.ending.kind, walked.notes]).toEqual(['complete', ['trailer']]);
    const before = jxl([bytes([0, 0, 0, 16, 1, 2, 3, 4], zeros(8)), jxlCodestream()]);
    expect((await walkBytes(before)).ending.kind).toBe('malformed');
  });

  it('is over budget behind a packet that is too long, or more boxes than are walked', async () => {
    const long = jxl([box('xml ', zeros(LIMITS.xmpBytes + 1)), jxlCodestream()]);
    expect((await walkBytes(long)).ending.kind).toBe('over-budget');
    expect((await walkBytes(jxl([repeated(box('free'), LIMITS.structures + 1)]))).ending.kind).toBe('over-budget');
  });
});
