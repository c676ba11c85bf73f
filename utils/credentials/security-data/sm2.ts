/** SM2 signatures (GB/T 32918.2-2016) on the recommended curve (GB/T 32918.5-2017), with the default user identity. */
import { type WeierstrassOpts, type WeierstrassPoint, weierstrass } from '@noble/curves/abstract/weierstrass.js';
import { toBytes32, toInteger } from './hex';
import { sm3 } from './sm3';

const CURVE: WeierstrassOpts<bigint> = {
  p: 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn,
  n: 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n,
  h: 1n,
  a: 0xfffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffcn,
  b: 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n,
  Gx: 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  Gy: 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
};

const Point = weierstrass(CURVE);

/** A point of the curve other than infinity. */
export type Sm2Key = WeierstrassPoint<bigint>;

export interface Sm2Signature {
  readonly r: bigint;
  readonly s: bigint;
}

/** `undefined` where the coordinates are no point of the curve. */
export function keyAt(x: bigint, y: bigint): Sm2Key | undefined {
  if (x >= CURVE.p || y >= CURVE.p || (y * y) % CURVE.p !== rightSide(x)) return undefined;
  return Point.fromAffine({ x, y });
}

/** The points with this x, that of the even y first; none where x is on no point. */
export function keysAt(x: bigint): readonly Sm2Key[] {
  if (x >= CURVE.p) return [];
  // p mod 4 is 3: the root is a power.
  const root = Point.Fp.pow(rightSide(x), (CURVE.p + 1n) / 4n);
  const even = root % 2n === 0n ? root : CURVE.p - root;
  return [even, CURVE.p - even].flatMap((y) => keyAt(x, y) ?? []);
}

const rightSide = (x: bigint): bigint => (x * x * x + CURVE.a * x + CURVE.b) % CURVE.p;

/** Z: everything that a signature is bound to beside its message (GB/T 32918.2 §5.5). */
export function identityHash(key: Sm2Key): Uint8Array {
  const numbers = [CURVE.a, CURVE.b, CURVE.Gx, CURVE.Gy, key.x, key.y];
  return sm3(IDENTITY, ...numbers.map(toBytes32));
}

/** Length in bits, and GM/T 0009's default: the digits 1 to 8 twice. */
const IDENTITY = Uint8Array.of(0x00, 0x80, ...new TextEncoder().encode('1234567812345678'));

/** GB/T 32918.2 §7.1. */
export function isSm2Signature(key: Sm2Key, message: Uint8Array, { r, s }: Sm2Signature): boolean {
  if (r < 1n || r >= CURVE.n || s < 1n || s >= CURVE.n) return false;
  const t = (r + s) % CURVE.n;
  if (t === 0n) return false;
  const e = toInteger(sm3(identityHash(key), message));
  const point = Point.BASE.mulAddUnsafe(s, key, t);
  return !point.is0() && (e + point.x) % CURVE.n === r;
}
