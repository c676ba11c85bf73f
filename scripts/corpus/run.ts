/** Inspects the files of a folder that its `expected.json` lists, and scores the reports. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { Command, CommanderError } from 'commander';
import { createChecker } from '../../cli/credentials/checker';
import { readTrustFolder, UnusableTrustFolder } from '../../cli/credentials/trust-folder';
import { type Depth, inspectInput } from '../../cli/inspect-input';
import { createPixelLooker } from '../../cli/pixels/pixel-looker';
import type { LabelReport } from '../../utils/engine/report';
import { type Entry, NoExpectations, readExpected } from './expected';
import { type Score, score } from './score';
import { scoreTable } from './table';

export const EXIT = { allRight: 0, faults: 1, wrongUsage: 2 } as const;

export interface Streams {
  readonly stdout: Writable;
  readonly stderr: Writable;
}

interface Options {
  readonly json: boolean;
  readonly marks?: string;
  readonly trust?: string;
  readonly pixels: boolean;
}

/** @returns the exit status. */
export async function run(argv: readonly string[], { stdout, stderr }: Streams): Promise<number> {
  const command = new Command('npm run corpus --')
    .description('Scores the engine against a folder of media whose expected.json says what each file carries.')
    .argument('<folder>', 'folder with expected.json')
    .option('--json', 'the score as one JSON object', false)
    .option('--marks <names>', 'only these marks, with commas between them; verdicts are then not compared')
    .option('--trust <folder>', 'check signed credentials, with the lists of known signers of this folder')
    .option('--pixels', 'look for watermarks in the pixels, too', false)
    .addHelpText(
      'after',
      '\nExit status: 1 when a label is missed, an unlabelled file comes out labelled, a status or verdict is wrong, or a\n' +
        'file is not there; 2 for wrong usage; else 0. Assurances and unlabelled files that could not be read to their end\n' +
        'are listed only.',
    )
    .configureOutput({ writeOut: (text) => stdout.write(text), writeErr: (text) => stderr.write(text) })
    .exitOverride();
  try {
    command.parse([...argv], { from: 'user' });
    const [folder = ''] = command.args;
    const { json, marks, trust, pixels } = command.opts<Options>();
    const entries = readExpected(join(folder, 'expected.json'));
    const checker = trust === undefined ? undefined : createChecker(readTrustFolder(trust));
    const depth = { checker, pixels: pixels ? createPixelLooker() : undefined };
    const reports = await reportsOf(folder, entries, depth).finally(() => checker?.close());
    const result = score(entries, reports, marks === undefined ? undefined : namesIn(marks));
    stdout.write(json ? `${JSON.stringify(result)}\n` : scoreTable(result));
    return isFaulty(result) ? EXIT.faults : EXIT.allRight;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.allRight : EXIT.wrongUsage;
    if (!(error instanceof NoExpectations || error instanceof UnusableTrustFolder)) throw error;
    stderr.write(`corpus: ${error.message}\n`);
    return EXIT.wrongUsage;
  }
}

const namesIn = (marks: string): ReadonlySet<string> => new Set(marks.split(',').map((name) => name.trim()));

const isFaulty = ({ absent, missed, wrongLabel, wrongStatus, wrongVerdict }: Score): boolean =>
  [absent, missed, wrongLabel, wrongStatus, wrongVerdict].some((list) => list.length > 0);

/** One after the other, so that times are those of one file. */
async function reportsOf(
  folder: string,
  entries: readonly Entry[],
  depth: Depth,
): Promise<ReadonlyMap<string, LabelReport>> {
  const reports = new Map<string, LabelReport>();
  for (const { file } of entries) {
    const path = join(folder, file);
    if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) continue;
    const report = await inspectInput({ input: path, target: { kind: 'file', path, mustBeMedia: false } }, depth);
    if (report !== 'skipped') reports.set(file, report);
  }
  return reports;
}
