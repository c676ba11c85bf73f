/** Little builders of audio and video files, beside those of byte-builders. */
import { be16, be32, bytes, le32, type Part, riff, riffChunk, utf8, zeros } from './byte-builders';

export const syncsafe = (value: number): Uint8Array =>
  Uint8Array.of((value >> 21) & 0x7f, (value >> 14) & 0x7f, (value >> 7) & 0x7f, value & 0x7f);

export const id3Tag = (version: 2 | 3 | 4, frames: readonly Part[], flags = 0): Uint8Array => {
  const body = bytes(...frames);
  return bytes('ID3', [version, 0, flags], syncsafe(body.length), body);
};
export const frame22 = (id: string, ...body: readonly Part[]): Uint8Array => {
  const joined = bytes(...body);
  return bytes(id, be32(joined.length).subarray(1), joined);
};
export const frame23 = (id: string, body: Part, flags = 0): Uint8Array => {
  const joined = bytes(body);
  return bytes(id, be32(joined.length), be16(flags), joined);
};
export const frame24 = (id: string, body: Part, flags = 0): Uint8Array => {
  const joined = bytes(body);
  return bytes(id, syncsafe(joined.length), be16(flags), joined);
};
export const txxx = (description: string, value: string): Uint8Array =>
  frame24('TXXX', bytes([3], utf8(description), 0, utf8(value)));

/** MPEG 1 layer III, 128 kbit/s, 44.1 kHz. */
export const mp3Frame = (): Uint8Array => bytes([0xff, 0xfb, 0x90, 0x00], zeros(413));
export const adtsFrame = (): Uint8Array => bytes([0xff, 0xf1, 0x50, 0x80, 0x01, 0x1f, 0xfc], zeros(1));

export const apeTag = (key: string, value: string): Uint8Array => {
  const item = bytes(le32(value.length), le32(0), key, 0, value);
  const frame = (flags: number): Uint8Array =>
    bytes('APETAGEX', le32(2000), le32(item.length + 32), le32(1), le32(flags), zeros(8));
  return bytes(frame(0xa0000000), item, frame(0x80000000));
};
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
export const element = (id: number, ...payload: readonly Part[]): Uint8Array => {
  const joined = bytes(...payload);
  return bytes(idBytes(id), be32(0x10000000 + joined.length), joined);
};
/** An element whose size is left open. */
export const openElement = (id: number, ...payload: readonly Part[]): Uint8Array =>
  bytes(idBytes(id), 0xff, ...payload);
const idBytes = (id: number): Uint8Array => {
  const four = be32(id);
  return four.subarray(four.findIndex((byte) => byte !== 0));
};
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
export const aiffChunk = (id: string, ...payload: readonly Part[]): Uint8Array => {
  const joined = bytes(...payload);
  return bytes(id, be32(joined.length), joined, zeros(joined.length % 2));
};
export const aiff = (...chunks: readonly Uint8Array[]): Uint8Array => {
  const body = bytes('AIFF', aiffChunk('COMM', zeros(18)), ...chunks);
  return bytes('FORM', be32(body.length), body);
};
