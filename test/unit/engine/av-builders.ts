/** Little builders of audio and video files, beside those of byte-builders. */
import * as tags from '../../fixtures/write/tags';
import { be16, be32, bytes, le32, type Part, riff, riffChunk, zeros } from './byte-builders';

export { apev2 as apeTag, syncsafe } from '../../fixtures/write/tags';

export const id3Tag = (version: 2 | 3 | 4, frames: readonly Part[], flags?: number): Uint8Array =>
  tags.id3Tag(version, bytes(...frames), flags);
export const frame22 = (id: string, ...body: readonly Part[]): Uint8Array => {
  const joined = bytes(...body);
  return bytes(id, be32(joined.length).subarray(1), joined);
};
export const frame23 = (id: string, body: Part, flags?: number): Uint8Array => tags.frame(3, id, bytes(body), flags);
export const frame24 = (id: string, body: Part, flags?: number): Uint8Array => tags.frame(4, id, bytes(body), flags);
export const txxx = (description: string, value: string): Uint8Array => tags.textFrame(4, description, value);

/** MPEG 1 layer III, 128 kbit/s, 44.1 kHz. */
export const mp3Frame = (): Uint8Array => bytes([0xff, 0xfb, 0x90, 0x00], zeros(413));
export const adtsFrame = (): Uint8Array => bytes([0xff, 0xf1, 0x50, 0x80, 0x01, 0x1f, 0xfc], zeros(1));

export const id3v1 = (comment: string): Uint8Array =>
  bytes('TAG', zeros(94), comment, zeros(30 - comment.length), [0xff]);

export const vorbisComments = (...comments: readonly string[]): Uint8Array =>
  bytes(le32(1), 'v', le32(comments.length), ...comments.flatMap((comment) => [le32(comment.length), comment]));

const flacBlock = (type: number, payload: Uint8Array): Uint8Array =>
  bytes(type, be32(payload.length).subarray(1), payload);
export const flacFile = (comments: Uint8Array): Uint8Array =>
  bytes('fLaC', flacBlock(0, zeros(34)), flacBlock(0x80 | 4, comments), [0xff, 0xf8], zeros(20));

/** One page with whole packets. */
export const oggPage = (serial: number, flags: number, ...packets: readonly Uint8Array[]): Uint8Array => {
  const lacing = packets.flatMap(({ length }) => [...Array(Math.floor(length / 255)).fill(255), length % 255]);
  return bytes('OggS', [0, flags], zeros(8), le32(serial), zeros(8), lacing.length, lacing, ...packets);
};
export const opusStream = (serial: number, ...comments: readonly string[]): Uint8Array =>
  bytes(
    oggPage(serial, 2, bytes('OpusHead', zeros(11))),
    oggPage(serial, 0, bytes('OpusTags', vorbisComments(...comments))),
    oggPage(serial, 4, zeros(100)),
  );

/** An EBML element with a size of four bytes. */
export const element = (id: number, ...payload: readonly Part[]): Uint8Array => tags.element(id, bytes(...payload));
/** An element whose size is left open. */
export const openElement = (id: number, ...payload: readonly Part[]): Uint8Array =>
  bytes(tags.ebmlId(id), 0xff, ...payload);
export const ebmlHeader = (docType = 'matroska'): Uint8Array => element(0x1a45dfa3, element(0x4282, docType));
export const cluster = (mediaBytes = 40): Uint8Array => element(0x1f43b675, element(0xa3, zeros(mediaBytes)));
export const tagsElement = (name: string, text: string): Uint8Array =>
  element(0x1254c367, element(0x7373, element(0x67c8, element(0x45a3, name), element(0x4487, text))));
/** Position counted from the segment's payload. */
export const seekHead = (id: number, position: number): Uint8Array =>
  element(0x114d9b74, element(0x4dbb, element(0x53ab, be32(id)), element(0x53ac, be32(position))));
export const segment = (...payload: readonly Part[]): Uint8Array => element(0x18538067, ...payload);

const amfText = (text: string): Uint8Array => bytes(be16(text.length), text);
export const onMetaData = (key: string, value: string): Uint8Array =>
  bytes([2], amfText('onMetaData'), [8], be32(1), amfText(key), [2], amfText(value), [0, 0, 9]);
export const flvTag = (type: number, payload: Uint8Array): Uint8Array =>
  bytes(type, be32(payload.length).subarray(1), zeros(7), payload, be32(payload.length + 11));
export const flvFile = (...tags: readonly Uint8Array[]): Uint8Array => bytes('FLV', [1, 5], be32(9), be32(0), ...tags);

export const wav = (...chunks: readonly Uint8Array[]): Uint8Array =>
  riff('WAVE', [riffChunk('fmt ', zeros(16)), ...chunks]);
export const avi = (...chunks: readonly Uint8Array[]): Uint8Array =>
  riff('AVI ', [riffChunk('LIST', 'hdrl', riffChunk('avih', zeros(56))), ...chunks]);
export const aiffChunk = (id: string, ...payload: readonly Part[]): Uint8Array => tags.iffChunk(id, bytes(...payload));
export const aiff = (...chunks: readonly Uint8Array[]): Uint8Array => {
  const body = bytes('AIFF', aiffChunk('COMM', zeros(18)), ...chunks);
  return bytes('FORM', be32(body.length), body);
};
