/** Videos in parts: what is signed stands in the beginning, and each fragment is checked together with it. */
import { ASSURANCES } from '@/utils/engine/report';
import { type Judgement, judge } from './judge';
import type { LibraryAnswer } from './library';

export interface VideoParts {
  readonly beginning: Blob;
  readonly fragments: readonly Blob[];
}

export interface Judged {
  readonly judgement: Judgement;
  readonly answer: LibraryAnswer;
}

/** `null` where the library has nothing to say. */
export function judgeAnswer(answer: LibraryAnswer): Judged | null {
  const judgement = judge(answer);
  return judgement === null ? null : { judgement, answer };
}

/**
 * All fragments have to fit: the label is worth what its weakest one is.
 * @returns `null` where the library has nothing to say of one of them.
 */
export async function judgeFragments(
  { fragments }: VideoParts,
  read: (fragment: Blob) => Promise<LibraryAnswer>,
): Promise<Judged | null> {
  let weakest: Judged | null = null;
  for (const fragment of fragments) {
    const judged = judgeAnswer(await read(fragment));
    if (judged === null) return null;
    if (weakest === null || rank(judged) < rank(weakest)) weakest = judged;
    // Nothing is weaker.
    if (judged.judgement.assurance === 'broken') break;
  }
  return weakest;
}

const rank = ({ judgement }: Judged): number => ASSURANCES.indexOf(judgement.assurance);
