/**
 * Checks the security data of GB 45438 labels (TC260-PG-202511A): whether a label's text is as it was signed, and
 * whether the medium is as it was before it got the label.
 */
import type { LabelEvidence } from '@/utils/engine/make-report';
import type { Assurance, Finding } from '@/utils/engine/report';
import { checkBinding } from './binding';
import { type TrustedKey, trustedNameOf } from './known-keys';
import { checkLabelSignature } from './label-signature';
import { SECURITY_LIMITS } from './limits';
import type { InspectedMedium } from './medium';
import { assuranceOf, type CheckedStates, detailOf } from './outcome';
import { securityDataOf } from './security-data';

export type { TrustedKey } from './known-keys';

export interface SecurityCheck extends CheckedStates {
  readonly assurance: Assurance;
  readonly detail: readonly string[];
}

export interface SecurityCheckOptions {
  /** The list of the person or organisation; nothing is `verified` without it. */
  readonly trustedKeys?: readonly TrustedKey[];
  readonly signal?: AbortSignal;
}

/**
 * @param evidence Of the medium's labels (`examine`).
 * @returns the findings whose labels hold security data, each with what became of it. Never rejects for what bytes say.
 */
export async function checkSecurityData(
  evidence: readonly LabelEvidence[],
  medium: InspectedMedium,
  { trustedKeys = [], signal }: SecurityCheckOptions = {},
): Promise<ReadonlyMap<Finding, SecurityCheck>> {
  const checks = new Map<Finding, SecurityCheck>();
  const budget = { signatures: SECURITY_LIMITS.signatures };
  for (const one of evidence) {
    if (one.mark !== 'gb45438') continue;
    const { finding, members } = one;
    const security = securityDataOf(members);
    if (security === undefined) continue;
    const label = await checkLabelSignature(security, members, budget);
    const content = await checkBinding({ security, label, place: finding.place, medium, budget, signal });
    const trustedAs = label.signer && trustedNameOf(label.signer, trustedKeys);
    const states: CheckedStates = {
      labelSignature: label.state,
      contentBinding: content.state,
      ...(label.known !== undefined && { keyPinned: label.known.name }),
      ...(trustedAs !== undefined && { trustedAs }),
    };
    checks.set(finding, {
      ...states,
      assurance: assuranceOf(states),
      detail: detailOf(states, content.isWholeNeeded === true),
    });
  }
  return checks;
}

/** The finding as a report tells it after the check. */
export const checkedFinding = (
  finding: Finding,
  { assurance, detail, labelSignature, contentBinding, keyPinned, trustedAs }: SecurityCheck,
): Finding => ({
  ...finding,
  assurance,
  ...(assurance === 'verified' && trustedAs !== undefined && { who: trustedAs }),
  detail,
  labelSignature,
  contentBinding,
  ...(keyPinned !== undefined && { keyPinned }),
});
