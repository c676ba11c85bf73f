/** Which signed comments a check can say more about; needs nothing of what makes the check. */
import type { LabelEvidence } from '@/utils/engine/make-report';
import type { ContainerName, Finding } from '@/utils/engine/report';

export type CommentEvidence = Extract<LabelEvidence, { mark: 'generator' }>;

export const isSignedComment = (evidence: LabelEvidence): evidence is CommentEvidence => evidence.mark === 'generator';

/** The pixels are signed, and the file's own values of them can be had here (lossless WebP's cannot). */
export const hasExactPixels = (container: ContainerName): boolean => container === 'png';

export const notCheckable = (finding: Finding): Finding => ({
  ...finding,
  codes: [...(finding.codes ?? []), 'not-checkable'],
});
