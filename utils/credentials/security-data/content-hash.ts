import { hex } from '@/utils/engine/bytes';
import { SourceError } from '@/utils/engine/source/source-error';
import { beforeLabel, type InsertionRule, type Part } from './before-label';
import { SECURITY_LIMITS } from './limits';
import type { WholeMedium } from './medium';
import { Sm3 } from './sm3';

export type HashCheck = 'fits' | 'differs' | 'not-whole' | 'unsupported';

const DIGEST = /^[0-9a-f]{64}$/i;

/**
 * Whether a digest is that of the medium before its label was put in.
 * @param digest SM3, hexadecimal, as the label holds it.
 * @throws SourceError what the source throws, `timeout` once `signal` is aborted.
 */
export async function checkContentHash(
  rule: InsertionRule,
  medium: WholeMedium,
  digest: string,
  signal?: AbortSignal,
): Promise<HashCheck> {
  if (medium.size > SECURITY_LIMITS.contentBytes || !DIGEST.test(digest)) return 'unsupported';
  const before = await beforeLabel(rule, medium, digest, signal);
  if (before === undefined) return 'unsupported';
  const hash = new Sm3();
  for (const part of before.parts) {
    const isWhole = await hashPart(hash, part, medium, signal);
    if (!isWhole) return 'not-whole';
  }
  if (hex(hash.digest()) === digest.toLowerCase()) return 'fits';
  return (await before.isCut()) ? 'not-whole' : 'differs';
}

/** @returns false where the medium ends before the part does. */
async function hashPart(
  hash: Sm3,
  part: Part,
  { source }: WholeMedium,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  if (part instanceof Uint8Array) {
    hash.update(part);
    return true;
  }
  const end = part.offset + part.length;
  for (let at = part.offset; at < end; at += SECURITY_LIMITS.stepBytes) {
    if (signal?.aborted) throw new SourceError('timeout', 'The check was stopped before it had read the medium.');
    const length = Math.min(SECURITY_LIMITS.stepBytes, end - at);
    const bytes = await source.read(at, length);
    if (bytes.length < length) return false;
    hash.update(bytes);
  }
  return true;
}
