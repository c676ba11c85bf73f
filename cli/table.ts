/** The readable form: one row per finding, in columns of fixed width, because rows are printed as they come. */
import { styleText } from 'node:util';
import type { Finding, LabelReport, Status } from '../utils/engine/report';
import { visibleText } from '../utils/engine/strings';
import { cutTo, padTo } from './width';

const COLUMNS = [
  ['STATUS', 14],
  ['ASSURANCE', 16],
  ['MARK', 17],
  ['TOOL', 16],
  ['PLACE', 32],
  ['PATH', undefined],
] as const;

const COLOURS: Partial<Record<Status, Parameters<typeof styleText>[0]>> = {
  'ai-generated': 'magenta',
  'ai-edited': 'magenta',
  'possibly-ai': 'yellow',
  'suspected-ai': 'yellow',
  captured: 'green',
  'labelled-other': 'cyan',
  unreadable: 'red',
};

const NOTHING = '–';

/** @returns a function from a report to its rows; the first call begins with the heading. */
export function createTable({ hasColours }: { readonly hasColours: boolean }): (report: LabelReport) => string {
  let isFirst = true;
  return (report) => {
    const heading = isFirst ? line(COLUMNS.map(([name]) => name)) : '';
    isFirst = false;
    return heading + rowsOf(report, hasColours).join('');
  };
}

function rowsOf(report: LabelReport, hasColours: boolean): readonly string[] {
  const { status } = report.verdict;
  const path =
    shown(report.input) + (report.error === null ? '' : ` (${report.error.code}: ${shown(report.error.message)})`);
  if (report.findings.length === 0)
    return [line([status, NOTHING, NOTHING, NOTHING, NOTHING, path], colourOf(status, hasColours))];
  return report.findings.map((finding, index) =>
    line(cellsOf(finding, index === 0 ? path : shown(report.input)), colourOf(finding.status, hasColours)),
  );
}

const cellsOf = ({ status, assurance, mark, tool, who, place }: Finding, path: string): readonly string[] => [
  status,
  assurance,
  mark,
  tool ?? who ?? NOTHING,
  place,
  path,
];

type Style = (text: string) => string;

const plain: Style = (text) => text;

function colourOf(status: Status, hasColours: boolean): Style {
  const colour = COLOURS[status];
  return hasColours && colour !== undefined ? (text) => styleText(colour, text, { validateStream: false }) : plain;
}

/** @param style Of the first cell. */
function line(cells: readonly string[], style: Style = plain): string {
  const padded = cells.map((cell, index) => {
    const width = COLUMNS[index]?.[1];
    const text = width === undefined ? cell : padTo(cutTo(shown(cell), width), width);
    return index === 0 ? style(text) : text;
  });
  return `${padded.join('  ').trimEnd()}\n`;
}

/** Text on one line, with nothing in it that a terminal obeys. */
export const shown = (text: string, limit?: number): string => visibleText(text, limit).replaceAll('\n', '⏎');
