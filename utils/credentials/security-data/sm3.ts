/** SM3 (GB/T 32905-2016), streamed: the library's Merkle–Damgård frame around the standard's compression function. */
import { HashMD } from '@noble/hashes/_md.js';

/** §4.1. */
const INITIAL = [
  0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e,
] as const;

const BLOCK_BYTES = 64;
const DIGEST_BYTES = 32;
const LENGTH_BYTES = 8;
const ROUNDS = 64;

const rotate = (word: number, by: number): number => (word << by) | (word >>> (32 - by));

/** §4.2, rotated by the round's number as §5.3.3 uses it. */
const CONSTANTS = Int32Array.from({ length: ROUNDS }, (_, round) =>
  rotate(round < 16 ? 0x79cc4519 : 0x7a879d8a, round % 32),
);

/** Expanded message of the block at hand (§5.3.2). */
const words = new Int32Array(ROUNDS + 4);

export class Sm3 extends HashMD<Sm3> {
  readonly #state = Int32Array.from(INITIAL);

  constructor() {
    super(BLOCK_BYTES, DIGEST_BYTES, LENGTH_BYTES, false);
  }

  protected override process(view: DataView, offset: number): void {
    expand(view, offset);
    compress(this.#state);
  }

  protected override get(): number[] {
    return [...this.#state];
  }

  protected override set(...state: number[]): void {
    this.#state.set(state);
  }

  override _cloneInto(to: Sm3 = new Sm3()): Sm3 {
    to.set(...this.#state);
    return this._cloneIntoMeta(to);
  }

  override destroy(): void {
    this.#state.fill(0);
    this.destroyed = true;
  }

  /** Nothing that is hashed here is secret. */
  protected override roundClean(): void {}
}

export const sm3 = (...parts: readonly Uint8Array[]): Uint8Array => {
  const hash = new Sm3();
  for (const part of parts) hash.update(part);
  return hash.digest();
};

const at = (numbers: Int32Array, index: number): number => numbers[index] ?? 0;

function expand(view: DataView, offset: number): void {
  for (let index = 0; index < 16; index++) words[index] = view.getInt32(offset + 4 * index);
  for (let index = 16; index < ROUNDS + 4; index++) {
    const mixed = at(words, index - 16) ^ at(words, index - 9) ^ rotate(at(words, index - 3), 15);
    const folded = mixed ^ rotate(mixed, 15) ^ rotate(mixed, 23);
    words[index] = folded ^ rotate(at(words, index - 13), 7) ^ at(words, index - 6);
  }
}

/** §5.3.3, with the standard's names of the registers. */
function compress(state: Int32Array): void {
  let a = at(state, 0);
  let b = at(state, 1);
  let c = at(state, 2);
  let d = at(state, 3);
  let e = at(state, 4);
  let f = at(state, 5);
  let g = at(state, 6);
  let h = at(state, 7);
  for (let round = 0; round < ROUNDS; round++) {
    const turned = rotate(a, 12);
    const ss1 = rotate((turned + e + at(CONSTANTS, round)) | 0, 7);
    const ff = round < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
    const gg = round < 16 ? e ^ f ^ g : (e & f) | (~e & g);
    const tt1 = (ff + d + (ss1 ^ turned) + (at(words, round) ^ at(words, round + 4))) | 0;
    const tt2 = (gg + h + ss1 + at(words, round)) | 0;
    d = c;
    c = rotate(b, 9);
    b = a;
    a = tt1;
    h = g;
    g = rotate(f, 19);
    f = e;
    e = tt2 ^ rotate(tt2, 9) ^ rotate(tt2, 17);
  }
  state[0] = at(state, 0) ^ a;
  state[1] = at(state, 1) ^ b;
  state[2] = at(state, 2) ^ c;
  state[3] = at(state, 3) ^ d;
  state[4] = at(state, 4) ^ e;
  state[5] = at(state, 5) ^ f;
  state[6] = at(state, 6) ^ g;
  state[7] = at(state, 7) ^ h;
}
