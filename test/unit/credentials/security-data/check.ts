import { checkSecurityData, type SecurityCheck, type SecurityCheckOptions } from '@/utils/credentials/security-data';
import { examine } from '@/utils/engine/inspect';
import { bufferSource } from '@/utils/engine/source/buffer-source';
import type { ByteSource } from '@/utils/engine/source/byte-source';

/** Inspects and checks; the check of the medium's only label, `undefined` where it has no security data. */
export const checkOf = async (
  medium: Uint8Array | ByteSource,
  options?: SecurityCheckOptions,
): Promise<SecurityCheck | undefined> => {
  const source = medium instanceof Uint8Array ? bufferSource(medium) : medium;
  const { report, evidence } = await examine(source, { input: 'medium', faults: 'throw' });
  const checks = await checkSecurityData(evidence, { container: report.container, source }, options);
  return [...checks.values()][0];
};

/** The three states that a report tells, and the assurance. */
export const statesOf = async (
  medium: Uint8Array | ByteSource,
  options?: SecurityCheckOptions,
): Promise<readonly (string | undefined)[]> => {
  const check = await checkOf(medium, options);
  return [check?.labelSignature, check?.contentBinding, check?.assurance];
};
