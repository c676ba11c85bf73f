/** A score in readable form. */
import { shown } from '../../cli/table';
import { columns } from '../columns';
import type { Faults, MarkScore, Score } from './score';

const LISTS: readonly (readonly [keyof Faults | 'unlisted', string])[] = [
  ['absent', 'not there'],
  ['missed', 'missed'],
  ['wrongLabel', 'unlabelled files that come out labelled'],
  ['wrongStatus', 'wrong status of a mark'],
  ['wrongVerdict', 'wrong verdict of a file'],
  ['wrongAssurance', 'wrong assurance of a mark'],
  ['unlabelledUnreadable', 'unlabelled files that could not be read to their end'],
  ['unlisted', 'marks that the expectations do not list (no fault by itself)'],
];

export function scoreTable(score: Score): string {
  const marks = Object.entries(score.marks);
  const rows = [...marks.map(([mark, row]) => markRow(mark, row)), markRow('all', sumOf(marks.map(([, row]) => row)))];
  const lists = LISTS.map(([name, words]) => listOf(words, score[name]));
  return [columns([MARK_HEADINGS, ...rows]), ...lists, costLines(score)].join('\n');
}

const MARK_HEADINGS = [
  'mark',
  'expected',
  'found',
  'recall',
  'precision',
  'status right',
  'assurance right',
  'unlisted',
];

const markRow = (mark: string, row: MarkScore): readonly string[] => [
  mark,
  `${row.expected}`,
  `${row.found}`,
  percent(row.found, row.expected),
  percent(row.found, row.found + row.wrong),
  `${row.statusRight} of ${row.found}`,
  `${row.assuranceRight} of ${row.assuranceExpected}`,
  `${row.unlisted}`,
];

function sumOf(rows: readonly MarkScore[]): MarkScore {
  const sum = (key: keyof MarkScore): number => rows.reduce((total, row) => total + row[key], 0);
  return {
    expected: sum('expected'),
    found: sum('found'),
    statusRight: sum('statusRight'),
    assuranceRight: sum('assuranceRight'),
    assuranceExpected: sum('assuranceExpected'),
    wrong: sum('wrong'),
    unlisted: sum('unlisted'),
  };
}

const listOf = (words: string, lines: readonly string[]): string =>
  [`${words}: ${lines.length}`, ...lines.map((line) => `  ${shown(line)}`), ''].join('\n');

function costLines({ files, reported, cost }: Score): string {
  return [
    `${reported} of ${files} files`,
    `bytes pulled: ${cost.bytesRead} of ${cost.bytes} (${percent(cost.bytesRead, cost.bytes)}), median ${cost.medianBytesRead}, p95 ${cost.p95BytesRead}`,
    `time: median ${cost.medianMs} ms, p95 ${cost.p95Ms} ms`,
    '',
  ].join('\n');
}

const percent = (part: number, whole: number): string => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`);
