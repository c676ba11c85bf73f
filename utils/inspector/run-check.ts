/** One job in the worker that checks what is signed. */
import type { C2paLibrary } from '@/utils/credentials/c2pa/library';
import { inspectCheckAndTell } from '@/utils/credentials/check-credentials';
import { withFindings } from '@/utils/engine/make-report';
import type { LabelReport } from '@/utils/engine/report';
import type { CheckJob, CheckResult } from '@/utils/messages/inspector';
import type { ListsAtHand } from '@/utils/trust/lists-in-use';

export interface CheckTools {
  /** Asked for only where a C2PA store is to be checked: labels of other kinds need no library. */
  readonly library: () => Promise<C2paLibrary>;
  /** See `readLists`. */
  readonly listsOf: (name: string) => Promise<ListsAtHand>;
}

/** Never rejects: a library that broke down is `broke-down`, and the worker has to go with it. */
export const runCheck = async (
  { jobId, input, bytes, stated, lists, fragments = [], withHistory = false }: CheckJob,
  { library, listsOf }: CheckTools,
): Promise<CheckResult> => {
  try {
    const medium = new Uint8Array(await bytes.arrayBuffer());
    const { name, ...known } = await listsOf(lists);
    const tools = { library, ...known, withHistory, parts: { beginning: bytes, fragments } };
    const { report, history } = await inspectCheckAndTell(medium, { input }, tools);
    if (!isSameMedium(stated, report)) return { jobId, outcome: 'unchecked', reason: 'other-medium' };
    const checked = withOutside(report, stated);
    return { jobId, outcome: 'checked', report: checked, lists: name, ...(history !== null && { history }) };
  } catch {
    return { jobId, outcome: 'unchecked', reason: 'broke-down' };
  }
};

/**
 * A server may answer the second read with another file (a page to sign in, a smaller copy): to judge that one would call
 * a label broken that is not.
 */
const isSameMedium = (stated: LabelReport, read: LabelReport): boolean =>
  read.container === stated.container && (stated.bytes === null || read.bytes === stated.bytes);

/** What came beside the medium (a header of the answer) is not in its bytes. */
const withOutside = (report: LabelReport, stated: LabelReport): LabelReport => {
  const outside = stated.findings.filter(({ place }) => place.startsWith('HTTP '));
  return outside.length === 0 ? report : withFindings(report, [...report.findings, ...outside]);
};
