/**
 * MD5 (RFC 1321). Extended XMP names itself by this digest; it proves nothing here but that all portions are there.
 * Web Crypto has none, and one kind of packet is not worth a package.
 */
import { hex } from '../bytes';

const SHIFTS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21] as const;
const SINES = Uint32Array.from({ length: 64 }, (_, step) => Math.floor(Math.abs(Math.sin(step + 1)) * 2 ** 32));

/** 32 upper-case hex digits. */
export function md5Hex(message: Uint8Array): string {
  const state = Uint32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);
  const wholeBlocks = message.length - (message.length % 64);
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  for (let at = 0; at < wholeBlocks; at += 64) absorb(state, view, at);

  const rest = message.subarray(wholeBlocks);
  const padded = new Uint8Array(rest.length < 56 ? 64 : 128);
  padded.set(rest);
  padded[rest.length] = 0x80;
  const tail = new DataView(padded.buffer);
  tail.setUint32(padded.length - 8, (message.length * 8) >>> 0, true);
  tail.setUint32(padded.length - 4, Math.floor(message.length / 2 ** 29), true);
  for (let at = 0; at < padded.length; at += 64) absorb(state, tail, at);

  return hex(new Uint8Array(state.buffer)).toUpperCase();
}

function absorb(state: Uint32Array, view: DataView, offset: number): void {
  let [a = 0, b = 0, c = 0, d = 0] = state;
  for (let step = 0; step < 64; step++) {
    const round = step >> 4;
    let mixed: number;
    let word: number;
    if (round === 0) {
      mixed = (b & c) | (~b & d);
      word = step;
    } else if (round === 1) {
      mixed = (d & b) | (~d & c);
      word = (5 * step + 1) % 16;
    } else if (round === 2) {
      mixed = b ^ c ^ d;
      word = (3 * step + 5) % 16;
    } else {
      mixed = c ^ (b | ~d);
      word = (7 * step) % 16;
    }
    const sum = (a + mixed + (SINES[step] ?? 0) + view.getUint32(offset + word * 4, true)) >>> 0;
    const shift = SHIFTS[round * 4 + (step % 4)] ?? 0;
    a = d;
    d = c;
    c = b;
    b = (b + ((sum << shift) | (sum >>> (32 - shift)))) >>> 0;
  }
  state[0] = ((state[0] ?? 0) + a) >>> 0;
  state[1] = ((state[1] ?? 0) + b) >>> 0;
  state[2] = ((state[2] ?? 0) + c) >>> 0;
  state[3] = ((state[3] ?? 0) + d) >>> 0;
}
