/** One job in the worker that checks what is signed. */
import type { C2paLibrary } from '@/utils/credentials/c2pa/library';
import { type CheckedMedium, type CredentialTools, inspectCheckAndTell } from '@/utils/credentials/check-credentials';
import { checkRecord } from '@/utils/credentials/check-record';
import { withFindings } from '@/utils/engine/make-report';
import type { LabelReport } from '@/utils/engine/report';
import type { CheckJob, CheckResult, UncheckedReason } from '@/utils/messages/inspector';
import type { ListsAtHand } from '@/utils/trust/lists-in-use';

export interface CheckTools {
  /** Asked for only where a C2PA store is to be checked: labels of other kinds need no library. */
  readonly library: () => Promise<C2paLibrary>;
  /** See `readLists`. */
  readonly listsOf: (name: string) => Promise<ListsAtHand>;
}

/** Never rejects: a library that broke down is `broke-down`, and the worker has to go with it. */
export const runCheck = async (job: CheckJob, { library, listsOf }: CheckTools): Promise<CheckResult> => {
  const { jobId, lists, withHistory = false } = job;
  try {
    const { name, ...known } = await listsOf(lists);
    const tools = { library, ...known, withHistory };
    const told = await (job.recordFrom === undefined ? tellMedium(job, tools) : tellRecord(job, job.recordFrom, tools));
    if (typeof told === 'string') return { jobId, outcome: 'unchecked', reason: told };
    const { report, history } = told;
    return { jobId, outcome: 'checked', report, lists: name, ...(history !== null && { history }) };
  } catch {
    return { jobId, outcome: 'unchecked', reason: 'broke-down' };
  }
};

const tellMedium = async (
  { input, bytes, stated, fragments = [] }: CheckJob,
  tools: CredentialTools,
): Promise<CheckedMedium | UncheckedReason> => {
  const parts = { beginning: bytes, fragments };
  const { report, history } = await inspectCheckAndTell(await bytesOf(bytes), { input }, { ...tools, parts });
  return isSameMedium(stated, report) ? { report: withOutside(report, stated), history } : 'other-medium';
};

const tellRecord = async (
  { bytes, stated }: CheckJob,
  address: string,
  tools: CredentialTools,
): Promise<CheckedMedium | UncheckedReason> =>
  (await checkRecord({ bytes: await bytesOf(bytes), address }, stated, tools)) ?? 'no-record';

const bytesOf = async (bytes: Blob): Promise<Uint8Array> => new Uint8Array(await bytes.arrayBuffer());

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
