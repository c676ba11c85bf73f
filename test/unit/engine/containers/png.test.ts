import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../../utils/engine/limits';
import {
  AIGC_LABEL,
  be32,
  bytes,
  c2paStore,
  idat,
  iend,
  ihdr,
  iTXt,
  png,
  pngChunk,
  repeated,
  sefTrailer,
  tEXt,
  tiff,
  zeros,
  zTXt,
} from '../byte-builders';
import { places, shown, walkBytes } from './walk-all';

const exif = tiff([{ tag: 0x10e, type: 2, value: 'x\0' }]);
/** Picture data of chunks so small that each would cost a request. */
const smallIdats = (count: number) => repeated(idat(zeros(8192)), count);

describe('a PNG', () => {
  it('gives every metadata chunk, before and behind the picture data', async () => {
    const medium = png([
      ihdr(),
      pngChunk('caBX', c2paStore()),
      tEXt('AIGC', AIGC_LABEL),
      zTXt('parameters', 'x'),
      idat(),
      iTXt('Comment', 'y'),
      pngChunk('eXIf', exif),
      pngChunk('comf', 'prompt\0{}'),
      iend(),
    ]);
    const walked = await walkBytes(medium);
    expect(walked.ending.kind).toBe('complete');
    expect(walked.notes).toEqual([]);
    expect(walked.blocks.map(({ kind, place, variant }) => [kind, place, variant])).toEqual([
      ['jumbf', 'PNG caBX', undefined],
      ['png-text', 'PNG tEXt', 'tEXt'],
      ['png-text', 'PNG zTXt', 'zTXt'],
      ['png-text', 'PNG iTXt', 'iTXt'],
      ['tiff', 'PNG eXIf', undefined],
      ['png-text', 'PNG comf', 'tEXt'],
    ]);
    for (const { offset, payload } of walked.blocks) {
      expect(medium.subarray(offset, offset + payload.length)).toEqual(payload);
    }
  });

  it('cuts the JPEG signature off EXIF', async () => {
    const medium = png([ihdr(), pngChunk('eXIf', 'Exif\0\0', exif), idat(), iend()]);
    const { blocks } = await walkBytes(medium);
    expect(blocks[0]?.payload).toEqual(exif);
    expect(medium.subarray(blocks[0]?.offset ?? 0).subarray(0, exif.length)).toEqual(exif);
  });

  it('keeps repeated chunks, and ignores wrong CRCs', async () => {
    const spoiled = tEXt('a', 'b');
    spoiled[spoiled.length - 1] = (spoiled.at(-1) ?? 0) ^ 1;
    const walked = await walkBytes(png([ihdr(), spoiled, spoiled, idat(), iend()]));
    expect(places(walked)).toEqual(['PNG tEXt', 'PNG tEXt']);
  });

  it('skips the frames of an animation', async () => {
    const walked = await walkBytes(
      png([
        ihdr(),
        pngChunk('acTL', zeros(8)),
        idat(),
        pngChunk('fcTL', zeros(26)),
        pngChunk('fdAT', zeros(9)),
        tEXt('a', 'b'),
        iend(),
      ]),
    );
    expect(walked.ending.kind).toBe('complete');
    expect(places(walked)).toEqual(['PNG tEXt']);
  });
});

describe('the end of a PNG', () => {
  const whole = png([ihdr(), tEXt('a', 'b'), idat(), iend()]);

  it.each([...Array(whole.length - 12).keys()].map((cut) => whole.length - 1 - cut).filter((length) => length >= 8))(
    'at byte %i is truncated',
    async (length) => {
      expect((await walkBytes(whole.subarray(0, length))).ending.kind).toBe('truncated');
    },
  );

  it.each([
    ['nothing', zeros(0), [], []],
    ['garbage', bytes('PK\x03\x04'), ['trailer'], []],
    ['a glued label', bytes('AIGC', AIGC_LABEL), ['trailer'], [['text PNG trailer', `AIGC${AIGC_LABEL}`]]],
  ])('may be followed by %s', async (_name, trailer, notes, blocks) => {
    const walked = await walkBytes(bytes(png([ihdr(), idat(), iend()]), trailer));
    expect(walked.ending.kind).toBe('complete');
    expect(walked.notes).toEqual(notes);
    expect(shown(walked)).toEqual(blocks);
  });

  it('may be followed by a Samsung trailer', async () => {
    const walked = await walkBytes(bytes(png([ihdr(), idat(), iend()]), sefTrailer('PEg_Info', '{}')));
    expect(shown(walked)).toEqual([['text PNG trailer SEF PEg_Info', '{}']]);
  });

  it('gives no empty text for one that ends behind its keyword', async () => {
    for (const cut of [bytes('AIGC'), bytes('AIGC\0')]) {
      const walked = await walkBytes(bytes(png([ihdr()]), be32(100), 'tEXt', cut));
      expect(walked.ending.kind).toBe('truncated');
      expect(walked.blocks).toEqual([]);
    }
  });

  it('reads a text whose length is wrong as far as the file goes', async () => {
    const wrong = bytes(be32(0xfffffff0), 'tEXt', 'a\0b', zeros(4));
    const walked = await walkBytes(png([ihdr(), wrong, idat(), iend()]));
    expect(walked.ending.kind).toBe('truncated');
    expect(walked.blocks[0]?.payload.subarray(0, 3)).toEqual(bytes('a\0b'));
  });

  it('is not found behind something that is no chunk', async () => {
    const walked = await walkBytes(png([ihdr(), bytes(be32(0), '12\0!', be32(0)), idat(), iend()]));
    expect(walked.ending).toMatchObject({ kind: 'malformed', offset: 33 });
  });

  it('is unsupported where EXIF is packed in the old way', async () => {
    const walked = await walkBytes(png([ihdr(), pngChunk('zxIf', zeros(9)), tEXt('a', 'b'), idat(), iend()]));
    expect(walked.ending.kind).toBe('unsupported');
    expect(places(walked)).toEqual(['PNG tEXt']);
  });

  it('is over budget behind a text that is too long', async () => {
    const long = bytes(be32(LIMITS.textBytes + 1), 'tEXt', zeros(LIMITS.textBytes + 5));
    const walked = await walkBytes(png([ihdr(), long, idat(), iend()]));
    expect(walked.ending.kind).toBe('over-budget');
  });

  it('is over budget behind more chunks than are walked', async () => {
    const medium = png([ihdr(), repeated(pngChunk('teSt'), LIMITS.structures), idat(), iend()]);
    expect((await walkBytes(medium)).ending.kind).toBe('over-budget');
  });
});

describe('many small pieces of picture data', () => {
  it('are not read when the chunks behind them are found from the end', async () => {
    const medium = png([ihdr(), tEXt('a', '1'), smallIdats(100), tEXt('b', '2'), iend()]);
    const walked = await walkBytes(medium);
    expect(walked.ending.kind).toBe('complete');
    expect(shown(walked).map(([, text]) => text)).toEqual(['a\x001', 'b\x002']);
  });

  it.each([
    ['something follows IEND', [tEXt('b', '2'), iend(), bytes('PK')]],
    ['a CRC behind them is wrong', [pngChunk('tEXt', 'b\x002').fill(0, -4), iend()]],
    ['what stands behind them is longer than the tail', [tEXt('x', zeros(90_000)), tEXt('b', '2'), iend()]],
  ])('are walked one by one when %s', async (_name, behind) => {
    const walked = await walkBytes(png([ihdr(), smallIdats(100), ...behind]));
    expect(walked.ending.kind).toBe('complete');
    expect(shown(walked).map(([, text]) => text)).toContain('b\x002');
  });

  it('lead to a truncated end when the file has none', async () => {
    const walked = await walkBytes(png([ihdr(), smallIdats(100)]));
    expect(walked.ending.kind).toBe('truncated');
  });

  it('are not mistaken where picture data spell a chunk', async () => {
    const decoy = idat(bytes(zeros(60), pngChunk('IDAT', 'x'), pngChunk('tEXt', 'no\0'), pngChunk('IEND'), zeros(5)));
    const walked = await walkBytes(png([ihdr(), smallIdats(50), decoy, tEXt('b', '2'), iend()]));
    expect(shown(walked)).toEqual([['png-text PNG tEXt', 'b\x002']]);
  });
});
