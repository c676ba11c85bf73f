import type { PublicKey } from './keys';
import { readKey } from './keys';
import type { Sm2Key } from './sm2';

/** A key that a person or organisation trusts. */
export interface TrustedKey {
  readonly name: string;
  /** In any form that `KeyValue` may have. */
  readonly key: string;
}

export interface KnownKey {
  readonly name: string;
  readonly x: bigint;
  readonly y: bigint;
  /** Whether its labels are known to bind content, and how. */
  readonly binds: boolean;
}

/** Keys seen in several files of one producer (public files, 2026). Nobody publishes them: they are evidence, no list. */
const KNOWN_KEYS: readonly KnownKey[] = [
  {
    name: 'MiniMax',
    x: 0xa0b3b0b6a0c9b0c89cab328342af4e8221ec5b40799cbe835ab4251f7b47e4fdn,
    y: 0x811a52de4f51d455f47a34d1d9208e85c4771283ba00416c6125b796199a30f0n,
    binds: true,
  },
  {
    name: 'StepFun',
    x: 0x5728f08c58d9c72150a705693ef7337859f8ff216e802630041afae5c036f0a6n,
    y: 0x7cb1fdf8c57f5f8b623284ae09e4e545464b7140b26bbda51bae965f854c57aan,
    binds: false,
  },
];

export const knownKeyOf = (points: readonly Sm2Key[]): KnownKey | undefined =>
  KNOWN_KEYS.find(({ x, y }) => points.some((point) => point.x === x && point.y === y));

/** Under which name the key is on the list of the person or organisation. */
export const trustedNameOf = (key: Sm2Key, trusted: readonly TrustedKey[]): string | undefined =>
  trusted.find(({ key: text }) => pointsOf(readKey(text)).some((point) => point.equals(key)))?.name;

const pointsOf = (key: PublicKey | undefined): readonly Sm2Key[] => (key?.kind === 'sm2' ? key.points : []);
