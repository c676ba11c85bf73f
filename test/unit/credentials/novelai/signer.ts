/** Pictures that are signed as NovelAI signs its own, with a key of the tests. */
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { GeneratorKey } from '@/utils/credentials/novelai';
import { ascii, concat, utf8 } from '../../../fixtures/write/bytes';
import { iTXt, tEXt, withChunks } from '../../../fixtures/write/png';
import { type Drawing, expectedRgba, writePng } from '../../pixels/png/writer';

const pair = generateKeyPairSync('ed25519');
const other = generateKeyPairSync('ed25519');

const publicKeyOf = (key: KeyObject): string =>
  Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url').toString('base64');

export const KEYS: readonly GeneratorKey[] = [
  { name: 'Another', key: publicKeyOf(other.publicKey) },
  { name: 'Example Generator', key: publicKeyOf(pair.publicKey) },
];

export const DRAWING: Drawing = {
  width: 12,
  height: 9,
  depth: 8,
  colourType: 6,
  filterOf: (line) => line % 5,
  // Alpha as a message in its lowest bits leaves it.
  sample: (x, y, channel) => (channel === 3 ? 254 + ((x + y) & 1) : (x * 19 + y * 7 + channel * 40) & 0xff),
};

/** What is signed: RGB of every pixel, and the comment as Python writes it, without the signature. */
export function signatureOf(text: string, drawing: Drawing = DRAWING, key: KeyObject = pair.privateKey): string {
  const rgb = expectedRgba(drawing, 8).filter((_, at) => at % 4 !== 3);
  return sign(null, concat(Uint8Array.from(rgb), utf8(text)), key).toString('base64');
}

export const signatureOfAnybody = (text: string): string =>
  signatureOf(text, DRAWING, generateKeyPairSync('ed25519').privateKey);

/** As Python writes it: numbers that JavaScript would write otherwise, names in an order that it would not keep. */
export const PYTHON =
  '{"prompt": "hills \\u6e56 \\ud83c\\udfde \\u007f \\"at\\" dusk, {lake: 1}", "steps": 28, "scale": 5.0, "noise": 3.7e-05, "7": 1, "3": 1e+16, "seed": 18446744073709551615, "uc": "text\\n", "width": 12, "height": 9, "extra": [1, {"a": null, "b": true}]}';

/** The comment with its signature as the last member, where the service puts it. */
export const signed = (text: string, signature: string): string =>
  `${text.slice(0, -1)}, "signed_hash": "${signature}"}`;

export const SIGNED = signed(PYTHON, signatureOf(PYTHON));

const NAMES = [tEXt('Title', ascii('NovelAI generated image')), tEXt('Software', ascii('NovelAI'))];

const isAscii = (text: string): boolean => [...text].every((character) => character < '\u0080');

const commentChunk = (comment: string): Uint8Array =>
  isAscii(comment) ? tEXt('Comment', ascii(comment)) : iTXt('Comment', comment);

export const withComments = (picture: Uint8Array, ...comments: readonly string[]): Uint8Array =>
  withChunks(picture, 'IDAT', ...NAMES, ...comments.map(commentChunk));

export const pictureWith = (comment: string, drawing: Partial<Drawing> = {}): Uint8Array =>
  withComments(writePng({ ...DRAWING, ...drawing }), comment);
