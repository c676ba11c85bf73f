import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { inspectAndCheck } from '@/utils/credentials/check-credentials';
import { canBeChecked, withoutCheck } from '@/utils/credentials/checkable';
import { checkSignedComments } from '@/utils/credentials/novelai';
import { NOVELAI_KEYS } from '@/utils/credentials/novelai/keys';
import { NOVELAI_LIMITS } from '@/utils/credentials/novelai/limits';
import { examine } from '@/utils/engine/inspect';
import { bufferSource } from '@/utils/engine/source/buffer-source';
import { concat } from '../../../fixtures/write/bytes';
import { userCommentTiff } from '../../../fixtures/write/exif';
import { chunk, iTXt, withChunks } from '../../../fixtures/write/png';
import { withChunk } from '../../../fixtures/write/webp';
import { type Drawing, ihdr, writePng } from '../../pixels/png/writer';
import {
  DRAWING,
  KEYS,
  PYTHON,
  pictureWith,
  SIGNED,
  signatureOf,
  signatureOfAnybody,
  signed,
  withComments,
} from './signer';

const options = { input: 'medium', faults: 'throw' } as const;
const neverLoaded = () => Promise.reject(new Error('The library is not needed.'));

async function check(medium: Uint8Array, generatorKeys = KEYS) {
  const report = await inspectAndCheck(medium, options, { library: neverLoaded, settings: '{}', generatorKeys });
  const [finding] = report.findings.filter(({ mark }) => mark === 'generator');
  return { assurance: finding?.assurance, codes: finding?.codes, who: finding?.who };
}

const INTACT = { assurance: 'intact', codes: ['signature-valid'], who: 'Example Generator' };
const BROKEN = { assurance: 'broken', codes: ['signature-failed'] };
const RESIZED = { assurance: 'declared', codes: ['resized'] };
const NOT_CHECKABLE = { assurance: 'declared', codes: ['not-checkable'] };

const SIGNATURE = signatureOf(PYTHON);
const member = `"signed_hash": "${SIGNATURE}"`;
const inString = JSON.stringify(SIGNED);
const spelledOtherwise = SIGNED.replaceAll('", "', '","')
  .replaceAll('": ', '" :\t')
  .replace('\\u6e56', '湖')
  .replace('\\ud83c\\udfde', '\\uD83C\\uDFDE');

describe('a picture as it was signed is intact', () => {
  it.each<[string, Uint8Array]>([
    ['in RGBA', pictureWith(SIGNED)],
    [
      'with alpha that was changed, which is not signed',
      pictureWith(SIGNED, { sample: (x, y, channel) => (channel === 3 ? 255 : DRAWING.sample(x, y, channel)) }),
    ],
    ['written anew without alpha', pictureWith(SIGNED, { colourType: 2 })],
    ['written anew, interlaced', pictureWith(SIGNED, { isInterlaced: true })],
    ['with the signature first', pictureWith(`{${member}, ${PYTHON.slice(1)}`)],
    ['with the signature in the middle', pictureWith(PYTHON.replace('"steps"', `${member}, "steps"`))],
    ['with white space around the comment', pictureWith(` ${SIGNED}\n`)],
    ['with white space, raw letters and other escapes', pictureWith(spelledOtherwise)],
    ['with the comment in a string', pictureWith(inString)],
  ])('%s', async (_, medium) => {
    expect(await check(medium)).toEqual(INTACT);
  });

  it('whatever it says of its size: the signature decides', async () => {
    const text = PYTHON.replace('"width": 12', '"width": 24');
    expect(await check(pictureWith(signed(text, signatureOf(text))))).toEqual(INTACT);
  });
});

describe('a picture that was changed is broken', () => {
  const onePixel = (x: number, y: number, channel: number): number => {
    const value = DRAWING.sample(x, y, channel);
    return x === 11 && y === 8 && channel === 2 ? value ^ 1 : value;
  };
  it.each<[string, Uint8Array]>([
    ['in one bit of its last pixel', pictureWith(SIGNED, { sample: onePixel })],
    ['in its prompt', pictureWith(SIGNED.replace('dusk', 'dawn'))],
    ['in how a number is written', pictureWith(SIGNED.replace('5.0', '5'))],
    ['in the order of its comment', pictureWith(SIGNED.replace('"7": 1, "3": 1e+16', '"3": 1e+16, "7": 1'))],
    ['in a member that was added', pictureWith(SIGNED.replace('"steps"', '"by": "me", "steps"'))],
    ['in its signature', pictureWith(signed(PYTHON, `${SIGNATURE.startsWith('A') ? 'B' : 'A'}${SIGNATURE.slice(1)}`))],
    ['under a key that nobody knows', pictureWith(signed(PYTHON, signatureOfAnybody(PYTHON)))],
    ['of another picture', pictureWith(SIGNED, { sample: () => 128 })],
    ['to a palette', pictureWith(SIGNED, { colourType: 3, palette: new Uint8Array(768), sample: (x) => x })],
  ])('%s', async (_, medium) => {
    expect(await check(medium)).toEqual(BROKEN);
  });

  it('and one that the tests signed is, by the service’s own key', async () => {
    expect(await check(pictureWith(SIGNED), NOVELAI_KEYS)).toEqual(BROKEN);
  });
});

describe('a smaller or larger copy says so', () => {
  it.each([
    [6, 9],
    [12, 5],
    [24, 18],
  ])('of %i × %i', async (width, height) => {
    expect(await check(pictureWith(SIGNED, { width, height }))).toEqual(RESIZED);
  });

  it('only where the comment states numbers', async () => {
    const text = PYTHON.replace('"width": 12, ', '').replace('"height": 9', '"height": "9"');
    expect(await check(pictureWith(signed(text, SIGNATURE), { width: 6 }))).toEqual(BROKEN);
  });
});

describe('what cannot be followed to its end is not judged', () => {
  const changed = Uint8Array.from(pictureWith(SIGNED));
  const at = changed.length - 12 - 4 - 20;
  changed[at] = (changed[at] ?? 0) ^ 1;

  it.each<[string, Uint8Array]>([
    ['16-bit samples', pictureWith(SIGNED, { depth: 16 })],
    ['picture data that do not fit their checksum', changed],
    ['picture data that are cut', pictureWith(SIGNED).subarray(0, -60)],
    ['a chunk that has to be known', withChunks(pictureWith(SIGNED), 'IDAT', chunk('CgBI', new Uint8Array(4)))],
    ['two signatures', pictureWith(SIGNED.replace('"steps"', `${member}, "steps"`))],
    ['a signature that is no text', pictureWith(`${PYTHON.slice(0, -1)}, "signed_hash": 5}`)],
    ['a signature of 63 bytes', pictureWith(signed(PYTHON, `${SIGNATURE.slice(0, 84)}`))],
    ['a signature in another alphabet', pictureWith(signed(PYTHON, `_${SIGNATURE.slice(1)}`))],
    ['an empty signature', pictureWith(signed(PYTHON, ''))],
  ])('%s', async (_, medium) => {
    expect(await check(medium)).toEqual(NOT_CHECKABLE);
  });

  it('a comment longer than is read', async () => {
    const text = PYTHON.replace('dusk', 'x'.repeat(NOVELAI_LIMITS.characters));
    expect(await check(pictureWith(signed(text, signatureOf(text))))).toEqual(NOT_CHECKABLE);
  });

  it('a picture of more pixels than are checked', async () => {
    const large = writePng({ ...DRAWING, depth: 1, colourType: 0, width: 1, height: 1, sample: () => 0 });
    const header = ihdr({ width: 8_000, height: 8_000, depth: 1, colourType: 0 });
    const stated = concat(large.subarray(0, 8), header, large.subarray(8 + header.length));
    expect(await check(withComments(stated, SIGNED))).toEqual(NOT_CHECKABLE);
  });

  it('more comments than are checked', async () => {
    const medium = pictureWith(SIGNED);
    const { evidence } = await examine(bufferSource(medium), options);
    const many = Array.from({ length: NOVELAI_LIMITS.comments + 1 }, () => evidence)
      .flat()
      .map((one) => ({ ...one, finding: { ...one.finding } }));
    const checked = await checkSignedComments(many, { container: 'png', bytes: medium }, { generatorKeys: KEYS });
    const codes = many.map(({ finding }) => checked.get(finding)?.codes?.[0]);
    expect(codes).toEqual([...Array(NOVELAI_LIMITS.comments).fill('signature-valid'), 'not-checkable']);
  });

  it('a comment in WebP, whose pixels cannot be had, is said to be so without a check', async () => {
    const outer = JSON.stringify({ Comment: SIGNED, Software: 'NovelAI', Title: 'NovelAI generated image' });
    const plain = new Uint8Array(readFileSync(join(import.meta.dirname, '../../../fixtures/media/plain.webp')));
    const medium = withChunk(plain, { width: 480, height: 320 }, 'EXIF', userCommentTiff(outer));
    const stated = await examine(bufferSource(medium), options);
    expect(canBeChecked(stated)).toBe(false);
    const report = withoutCheck(stated);
    expect(report.findings).toMatchObject([{ mark: 'generator', tool: 'NovelAI', ...NOT_CHECKABLE }]);
    expect(report.notes).toBeUndefined();
    expect(await check(medium)).toEqual(NOT_CHECKABLE);
  });
});

it('judges each comment by itself', async () => {
  const medium = withChunks(pictureWith(SIGNED), 'IDAT', iTXt('Comment', SIGNED.replace('dusk', 'dawn')));
  const report = await inspectAndCheck(medium, options, { library: neverLoaded, settings: '{}', generatorKeys: KEYS });
  expect(report.findings.map(({ place, assurance }) => [place, assurance]).sort()).toEqual([
    ['PNG iTXt Comment', 'broken'],
    ['PNG tEXt Comment', 'intact'],
  ]);
  expect(report.verdict.assurance).toBe('intact');
});

describe('a platform', () => {
  afterEach(() => vi.restoreAllMocks());

  it('without Ed25519 judges nothing', async () => {
    vi.spyOn(crypto.subtle, 'importKey').mockRejectedValue(new DOMException('x', 'NotSupportedError'));
    expect(await check(pictureWith(SIGNED))).toEqual(NOT_CHECKABLE);
  });

  it('that breaks down is no answer', async () => {
    vi.spyOn(crypto.subtle, 'verify').mockRejectedValue(new TypeError('x'));
    await expect(check(pictureWith(SIGNED))).rejects.toThrow(TypeError);
  });
});

describe('before the check', () => {
  it('a signed picture is noted as one to check', async () => {
    const stated = await examine(bufferSource(pictureWith(SIGNED)), options);
    expect(canBeChecked(stated)).toBe(true);
    expect(withoutCheck(stated)).toMatchObject({
      verdict: { assurance: 'declared' },
      notes: ['credentials-not-checked'],
    });
  });

  it('one without a signature has nothing to check', async () => {
    const stated = await examine(bufferSource(pictureWith(PYTHON)), options);
    expect(stated.report.findings).toMatchObject([{ mark: 'generator', tool: 'NovelAI', assurance: 'declared' }]);
    expect(canBeChecked(stated)).toBe(false);
    expect(withoutCheck(stated)).toBe(stated.report);
  });
});

it('vouches for no picture whose signed values were cut into lines of another length', async () => {
  const turned: Partial<Drawing> = {
    width: DRAWING.height,
    height: DRAWING.width,
    sample: (x, y, channel) => {
      const at = y * DRAWING.height + x;
      return DRAWING.sample(at % DRAWING.width, Math.floor(at / DRAWING.width), channel);
    },
  };
  expect(await check(pictureWith(SIGNED, turned))).toMatchObject(RESIZED);
});

describe('where the platform does not verify', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });
  const failing = (name: string) =>
    vi.spyOn(crypto.subtle, 'importKey').mockRejectedValue(new DOMException('Of a test.', name));

  it('for want of the algorithm, the picture is as it states', async () => {
    failing('NotSupportedError');
    expect((await check(pictureWith(SIGNED))).assurance).toBe('declared');
  });

  it('for a fault of ours, that is not taken for an old platform', async () => {
    failing('DataError');
    await expect(check(pictureWith(SIGNED))).rejects.toThrow('Of a test.');
  });
});
