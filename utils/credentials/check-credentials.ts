/**
 * The second stage of an inspection: what is signed among a medium's labels is checked over all its bytes, and the
 * report says how far it can be relied on. Nothing here reads labels: what a file says, the engine says.
 */
import { examine, type InspectOptions } from '@/utils/engine/inspect';
import { withFindings } from '@/utils/engine/make-report';
import type { LabelReport } from '@/utils/engine/report';
import { bufferSource } from '@/utils/engine/source/buffer-source';
import { type C2paTools, checkedStore } from './c2pa';
import { checkableStore, uncheckedStores } from './c2pa/checkable-store';
import type { StoreHistory } from './c2pa/history';
import { type CommentCheckOptions, checkSignedComments } from './novelai';
import { checkedFinding, checkSecurityData, type TrustedKey } from './security-data';

export interface CredentialTools extends C2paTools, CommentCheckOptions {
  /** Keys of GB 45438 labels that the person or organisation trusts. */
  readonly trustedKeys?: readonly TrustedKey[];
}

export interface CheckedMedium {
  readonly report: LabelReport;
  /** Of its C2PA store; `null` where there is none, it cannot be read, or it was not asked for. */
  readonly history: StoreHistory | null;
}

/**
 * Reads a whole medium's labels and checks what is signed among them.
 * @throws what the C2PA library throws when it breaks down.
 */
export const inspectAndCheck = async (
  bytes: Uint8Array,
  options: InspectOptions,
  tools: CredentialTools,
): Promise<LabelReport> => (await inspectCheckAndTell(bytes, options, { ...tools, withHistory: false })).report;

/** The same, with the history where `tools` ask for it. */
export async function inspectCheckAndTell(
  bytes: Uint8Array,
  options: InspectOptions,
  tools: CredentialTools,
): Promise<CheckedMedium> {
  const source = bufferSource(bytes);
  const { report, evidence } = await examine(source, options);
  const { container } = report;
  const store = checkableStore(report);
  const checkedC2pa = store && (await checkedStore(store, bytes, container, tools));
  const checks = await checkSecurityData(evidence, { container, source }, tools);
  const comments = await checkSignedComments(evidence, { container, bytes }, tools);
  const findings = report.findings.map((finding) => {
    const check = checks.get(finding);
    if (check !== undefined) return checkedFinding(finding, check);
    return finding === store && checkedC2pa !== undefined ? checkedC2pa.finding : (comments.get(finding) ?? finding);
  });
  const isLeft = uncheckedStores({ findings }).length > 0;
  return {
    report: withFindings(report, findings, isLeft ? ['credentials-not-checked'] : []),
    history: checkedC2pa?.history ?? null,
  };
}
