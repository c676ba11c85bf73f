/** Little builders of the picture formats that are neither JPEG, PNG nor WebP; see `byte-builders`. */
import { bytes, type Part } from './byte-builders';

/** A payload as GIF sub-blocks, with the terminator. */
export function subBlocks(payload: Part): Uint8Array {
  const whole = bytes(payload);
  const blocks: Uint8Array[] = [];
  for (let at = 0; at < whole.length; at += 255) {
    const part = whole.subarray(at, at + 255);
    blocks.push(bytes(part.length, part));
  }
  return bytes(...blocks, 0);
}
/** 1 × 1 pixel with a global table of two colours, the blocks given, and the trailer. */
export const gif = (blocks: readonly Uint8Array[]): Uint8Array =>
  bytes('GIF89a', [1, 0, 1, 0, 0x80, 0, 0], [0, 0, 0, 255, 255, 255], ...blocks, 0x3b);
/** One pixel, with a local table of two colours. */
export const gifPicture = (): Uint8Array =>
  bytes(0x2c, [0, 0, 0, 0, 1, 0, 1, 0, 0x80], [0, 0, 0, 255, 255, 255], 2, subBlocks([0x44, 0x01]));
export const gifComment = (text: Part): Uint8Array => bytes([0x21, 0xfe], subBlocks(text));
/** @param application Identifier and authentication code, 11 bytes. */
export const gifApplication = (application: string, payload: Part): Uint8Array =>
  bytes([0x21, 0xff, 11], application, subBlocks(payload));
export const gifXmp = (packet: Part): Uint8Array =>
  bytes([0x21, 0xff, 11], 'XMP DataXMP', packet, 0x01, [...Array(256).keys()].reverse(), 0);
