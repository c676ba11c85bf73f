/** Label reports held against what is expected of their files. */
import type { LabelReport, Status } from '../../utils/engine/report';
import { quantile } from '../quantile';
import type { Entry } from './expected';

export interface MarkScore {
  /** Files in which it must be found. */
  readonly expected: number;
  readonly found: number;
  /** Found with the expected status, or where that is open. */
  readonly statusRight: number;
  readonly assuranceRight: number;
  readonly assuranceExpected: number;
  /** Files of the split `unlabelled` in which it was found. */
  readonly wrong: number;
  /** Other files in which it was found though they do not list it: open. */
  readonly unlisted: number;
}

/** One line per case, each beginning with the file. */
export interface Faults {
  /** No report, or there is no such file. */
  readonly absent: readonly string[];
  readonly missed: readonly string[];
  readonly wrongStatus: readonly string[];
  readonly wrongAssurance: readonly string[];
  /** Files of the split `unlabelled` that come out labelled. */
  readonly wrongLabel: readonly string[];
  /** Files of the split `unlabelled` that could not be read to their end. */
  readonly unlabelledUnreadable: readonly string[];
  readonly wrongVerdict: readonly string[];
}

export interface Score extends Faults {
  readonly files: number;
  readonly reported: number;
  readonly marks: Readonly<Record<string, MarkScore>>;
  /** Marks that a file does not list, outside the split `unlabelled`: no fault by themselves. */
  readonly unlisted: readonly string[];
  readonly cost: Cost;
}

/** `null` where nothing was read. */
export interface Cost {
  readonly bytes: number;
  readonly bytesRead: number;
  readonly medianBytesRead: number | null;
  readonly p95BytesRead: number | null;
  readonly medianMs: number | null;
  readonly p95Ms: number | null;
}

const NOT_A_LABEL: readonly (Status | undefined)[] = ['unlabelled', 'unreadable', undefined];

type Writable<Type> = { -readonly [Key in keyof Type]: Type[Key] };
type Lists = { readonly [Key in keyof Faults | 'unlisted']: string[] };

/**
 * @param reports By the file's path in the folder.
 * @param onlyMarks Other marks are not looked at; nor are verdicts, which may rest on them.
 */
export function score(
  entries: readonly Entry[],
  reports: ReadonlyMap<string, LabelReport>,
  onlyMarks?: ReadonlySet<string>,
): Score {
  const marks = new Map<string, Writable<MarkScore>>();
  const lists: Lists = {
    absent: [],
    missed: [],
    wrongStatus: [],
    wrongAssurance: [],
    wrongLabel: [],
    unlabelledUnreadable: [],
    wrongVerdict: [],
    unlisted: [],
  };
  const markScore = (mark: string): Writable<MarkScore> => {
    const known = marks.get(mark) ?? { ...NOTHING_YET };
    marks.set(mark, known);
    return known;
  };
  for (const entry of entries) {
    const report = reports.get(entry.file);
    if (report === undefined) lists.absent.push(entry.file);
    scoreExpected(entry, report, { lists, markScore, onlyMarks });
    if (report === undefined) continue;
    scoreUnlisted(entry, report, { lists, markScore, onlyMarks });
    if (entry.split === 'unlabelled') scoreUnlabelled(entry, report, lists);
    else if (onlyMarks === undefined) scoreVerdict(entry, report, lists);
  }
  const reported = entries.flatMap(({ file }) => reports.get(file) ?? []);
  return {
    files: entries.length,
    reported: reported.length,
    marks: Object.fromEntries([...marks].sort(([one], [other]) => (one < other ? -1 : 1))),
    ...lists,
    cost: costOf(reported),
  };
}

const NOTHING_YET: MarkScore = {
  expected: 0,
  found: 0,
  statusRight: 0,
  assuranceRight: 0,
  assuranceExpected: 0,
  wrong: 0,
  unlisted: 0,
};

interface Tally {
  readonly lists: Lists;
  readonly markScore: (mark: string) => Writable<MarkScore>;
  readonly onlyMarks: ReadonlySet<string> | undefined;
}

function scoreExpected(
  { file, marks }: Entry,
  report: LabelReport | undefined,
  { lists, markScore, onlyMarks }: Tally,
) {
  for (const { mark, status, assurance, tool } of marks) {
    if (onlyMarks?.has(mark) === false) continue;
    const of = markScore(mark);
    of.expected += 1;
    if (report === undefined) continue;
    const same = report.findings.filter((finding) => finding.mark === mark);
    if (same.length === 0) {
      lists.missed.push(`${file}: ${mark}${tool === undefined ? '' : ` (${tool})`}`);
      continue;
    }
    of.found += 1;
    const statuses = [...new Set<string>(same.map((finding) => finding.status))];
    if (status === undefined || statuses.includes(status)) of.statusRight += 1;
    else lists.wrongStatus.push(`${file}: ${mark} is ${statuses}, expected ${status}`);
    if (assurance === undefined) continue;
    const assurances = [...new Set<string>(same.map((finding) => finding.assurance))];
    of.assuranceExpected += 1;
    if (assurances.includes(assurance)) of.assuranceRight += 1;
    else lists.wrongAssurance.push(`${file}: ${mark} is ${assurances}, expected ${assurance}`);
  }
}

/** Marks that the file does not list: wrong where it is known to have none, else open. */
function scoreUnlisted({ file, marks, split }: Entry, { findings }: LabelReport, tally: Tally): void {
  for (const mark of new Set(findings.map((finding) => finding.mark))) {
    if (tally.onlyMarks?.has(mark) === false || marks.some((listed) => listed.mark === mark)) continue;
    const isWrong = split === 'unlabelled';
    tally.markScore(mark)[isWrong ? 'wrong' : 'unlisted'] += 1;
    if (isWrong) continue;
    const places = findings.filter((finding) => finding.mark === mark).map(({ place }) => place);
    tally.lists.unlisted.push(`${file}: ${mark} (${[...new Set(places)].join(', ')})`);
  }
}

function scoreUnlabelled({ file }: Entry, { verdict: { status }, findings, error }: LabelReport, lists: Lists): void {
  if (!NOT_A_LABEL.includes(status)) {
    lists.wrongLabel.push(`${file}: ${status} by ${[...new Set(findings.map(({ mark }) => mark))].join(', ')}`);
  } else if (status !== 'unlabelled') {
    lists.unlabelledUnreadable.push(`${file}: ${error?.code}: ${error?.message}`);
  }
}

function scoreVerdict({ file, verdict, never }: Entry, { verdict: { status } }: LabelReport, lists: Lists): void {
  const wanted = verdict?.status;
  if (wanted !== undefined && wanted !== status) lists.wrongVerdict.push(`${file}: ${status}, expected ${wanted}`);
  else if (never === status) lists.wrongVerdict.push(`${file}: must never be ${status}`);
}

function costOf(reports: readonly LabelReport[]): Cost {
  const read = reports.map(({ bytesRead }) => bytesRead);
  const times = reports.map(({ elapsedMs }) => elapsedMs);
  return {
    bytes: reports.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0),
    bytesRead: read.reduce((sum, one) => sum + one, 0),
    medianBytesRead: quantile(read, 0.5),
    p95BytesRead: quantile(read, 0.95),
    medianMs: quantile(times, 0.5),
    p95Ms: quantile(times, 0.95),
  };
}
