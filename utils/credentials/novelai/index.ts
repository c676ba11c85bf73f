/** Checks the signature that NovelAI puts into its comment: over the picture's pixels and the rest of the comment. */
import type { LabelEvidence } from '@/utils/engine/make-report';
import type { ContainerName, Finding } from '@/utils/engine/report';
import { hasExactPixels, isSignedComment, notCheckable } from './checkable-comment';
import { signerOf } from './ed25519';
import { type GeneratorKey, NOVELAI_KEYS } from './keys';
import { NOVELAI_LIMITS } from './limits';
import { messageOf, type SignedPixels, signedPixels } from './message';
import { readSignedComment, type SignedComment } from './signed-comment';

export type { GeneratorKey } from './keys';

export interface CommentCheckOptions {
  /** Instead of the service's own. */
  readonly generatorKeys?: readonly GeneratorKey[];
}

/**
 * @param evidence Of the medium's labels (`examine`).
 * @param bytes The whole medium.
 * @returns the findings whose comments are signed, as a report tells them after the check. Never rejects for what bytes say.
 */
export async function checkSignedComments(
  evidence: readonly LabelEvidence[],
  { container, bytes }: { readonly container: ContainerName; readonly bytes: Uint8Array },
  { generatorKeys = NOVELAI_KEYS }: CommentCheckOptions = {},
): Promise<ReadonlyMap<Finding, Finding>> {
  const checked = new Map<Finding, Finding>();
  const comments = evidence.filter(isSignedComment);
  if (comments.length === 0) return checked;
  const pixels = hasExactPixels(container) ? signedPixels(bytes) : undefined;
  for (const [index, { finding, text }] of comments.entries()) {
    const comment = index < NOVELAI_LIMITS.comments ? readSignedComment(text) : undefined;
    const outcome = pixels && comment && (await check(comment, pixels, generatorKeys));
    checked.set(finding, outcome === undefined ? notCheckable(finding) : revised(finding, outcome));
  }
  return checked;
}

type Outcome = Pick<Finding, 'assurance' | 'who'> & { readonly code: string };

/** @returns `undefined` where the platform cannot tell. */
async function check(
  { signature, texts, size }: SignedComment,
  pixels: SignedPixels,
  keys: readonly GeneratorKey[],
): Promise<Outcome | undefined> {
  for (const text of texts) {
    const signer = await signerOf(keys, signature, messageOf(pixels, text));
    if (signer === 'unsupported') return undefined;
    if (signer === undefined) continue;
    if (isReshaped(size, pixels)) return { assurance: 'declared', code: 'resized' };
    return { assurance: 'intact', code: 'signature-valid', who: signer.name };
  }
  return isResized(size, pixels)
    ? { assurance: 'declared', code: 'resized' }
    : { assurance: 'broken', code: 'signature-failed' };
}

/** A smaller copy has other pixels, and nobody need have meant anything by it. */
const isResized = ({ width, height }: SignedComment['size'], pixels: SignedPixels): boolean =>
  typeof width === 'number' && typeof height === 'number' && (width !== pixels.width || height !== pixels.height);

/** What is signed are values in a row: cut into lines of another length they are another picture under the same signature. */
const isReshaped = (size: SignedComment['size'], pixels: SignedPixels): boolean =>
  isResized(size, pixels) && Number(size.width) * Number(size.height) === pixels.width * pixels.height;

const revised = (finding: Finding, { assurance, code, who }: Outcome): Finding => ({
  ...finding,
  assurance,
  ...(who !== undefined && { who }),
  codes: [...(finding.codes ?? []), code],
});
