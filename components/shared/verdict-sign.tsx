import type { LabelReport } from '@/utils/engine/report';
import { Sign, statusSign, statusTone } from '../signs';

interface VerdictSignProps {
  /** `null` while the medium is being read. */
  readonly report: LabelReport | null;
  /** CSS pixels, both ways. */
  readonly size: number;
}

/** What the labels of a medium say; that they are broken goes before it. */
export const VerdictSign = ({ report, size }: VerdictSignProps) => {
  if (report?.verdict.assurance === 'broken') return <Sign name="assurance-broken" size={size} tone="warn" />;
  const status = report?.verdict.status ?? 'checking';
  return <Sign name={statusSign(status)} size={size} tone={statusTone(status)} />;
};
