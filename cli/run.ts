import { NO_LISTS } from '../utils/credentials/trust-lists';
import type { LabelReport } from '../utils/engine/report';
import { pixelsAreOpen } from '../utils/pixels/reading';
import { EXIT, type Request } from './arguments';
import { type Checker, createChecker } from './credentials/checker';
import { readTrustFolder, UnusableTrustFolder } from './credentials/trust-folder';
import { inOrder } from './in-order';
import { inputsOf } from './inputs';
import { inspectInput } from './inspect-input';
import { jsonLine } from './json-line';
import { CannotWrite, createOutput, type OutputStream } from './output';
import { MISSING_SHARP, NO_VIDEO_DECODER } from './pixels/node-openers';
import { createPixelLooker } from './pixels/pixel-looker';
import { createProgress } from './progress';
import { createTable } from './table';

export interface Streams {
  readonly stdin: AsyncIterable<Buffer | string>;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Reports that may wait for an earlier one, for each that is read at one time. */
const WINDOW_PER_TASK = 8;

/** @returns the exit status. */
export async function run(request: Request, streams: Streams): Promise<number> {
  let checker: Checker | undefined;
  try {
    const lists = request.trust === undefined ? NO_LISTS : readTrustFolder(request.trust);
    if (request.verify) checker = createChecker(lists);
    return await inspectAll(request, streams, checker);
  } catch (error) {
    if (!(error instanceof CannotWrite || error instanceof UnusableTrustFolder)) throw error;
    streams.stderr.write(`inspect: ${error.message}\n`);
    return error instanceof CannotWrite ? EXIT.cannotWrite : EXIT.wrongUsage;
  } finally {
    await checker?.close();
  }
}

async function inspectAll(
  { operands, json, all, concurrency, pixels: isLookedAt }: Request,
  streams: Streams,
  checker: Checker | undefined,
): Promise<number> {
  const { stdin, stdout, stderr, env } = streams;
  const output = createOutput(stdout);
  const progress = createProgress(stderr, stdout);
  const render: (report: LabelReport) => string = json
    ? jsonLine
    : createTable({ hasColours: hasColours(stdout, env) });
  let unreadable = 0;
  let skipped = 0;
  let unlookedVideos = 0;
  const pixels = isLookedAt ? createPixelLooker() : undefined;
  const inputs = inputsOf(operands, { all, stdin });
  const order = { concurrency, window: concurrency * WINDOW_PER_TASK };
  for await (const report of inOrder(inputs, order, (input) => inspectInput(input, { checker, pixels }))) {
    if (report === 'skipped') {
      skipped += 1;
      continue;
    }
    if (report.verdict.status === 'unreadable') unreadable += 1;
    if (isLookedAt && report.kind === 'video' && pixelsAreOpen(report)) unlookedVideos += 1;
    progress.count(report.input, unreadable);
    if (!(await output.write(render(report)))) break;
  }
  progress.stop();
  if (skipped > 0) {
    const hint = all ? '' : ' (--all inspects every regular file)';
    stderr.write(
      `inspect: skipped ${skipped} ${skipped === 1 ? 'entry' : 'entries'} that ${skipped === 1 ? 'is' : 'are'} no media${hint}\n`,
    );
  }
  const missed = [
    [pixels?.missedForSharp() ?? 0, 'file', MISSING_SHARP],
    [unlookedVideos, 'video', NO_VIDEO_DECODER],
  ] as const;
  for (const [count, what, why] of missed) {
    if (count > 0)
      stderr.write(`inspect: pixels of ${count} ${what}${count === 1 ? '' : 's'} were not looked at. ${why}\n`);
  }
  return unreadable > 0 ? EXIT.someUnreadable : EXIT.allRead;
}

/** https://no-color.org: any value that is not empty. */
const hasColours = (stdout: OutputStream, env: Streams['env']): boolean =>
  stdout.isTTY === true && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb';
