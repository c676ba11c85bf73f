import type { Writable } from 'node:stream';
import { Command, CommanderError, InvalidArgumentError } from 'commander';

export interface Request {
  /** Files, folders, addresses, `-` for a list on standard input. */
  readonly operands: readonly string[];
  readonly json: boolean;
  /** Every regular file of a folder is an input. */
  readonly all: boolean;
  /** Media read at one time. */
  readonly concurrency: number;
  /** Signed credentials are checked over the whole file. */
  readonly verify: boolean;
  /** Watermarks are looked for in the pixels. */
  readonly pixels: boolean;
  /** A folder with the lists by which signers are known. */
  readonly trust?: string;
}

export const EXIT = {
  allRead: 0,
  someUnreadable: 1,
  wrongUsage: 2,
  cannotWrite: 3,
} as const;

const DEFAULT_CONCURRENCY = 4;
const MAX_CONCURRENCY = 64;

/** @returns what is asked for, or the status to end with when help was printed or the usage is wrong. */
export function parseArguments(
  argv: readonly string[],
  stdout: Writable,
  stderr: Writable,
): Request | { readonly exitCode: number } {
  const command = new Command('npm run inspect --')
    .description('Finds the AI-content labels that images, video and audio carry.')
    .argument('<input...>', 'files, folders, http(s) addresses, or - for one of these per line on standard input')
    .option('--json', 'one label report per line, as JSON', false)
    .option('--all', 'inspect every regular file of a folder, not only media', false)
    .option('--concurrency <n>', 'media to read at one time', concurrencyOf, DEFAULT_CONCURRENCY)
    .option('--verify', 'check signed credentials over the whole file', true)
    .option('--no-verify', 'show what signed credentials say without checking them')
    .option('--pixels', 'look for watermarks in the pixels, too; files are read whole', false)
    .option('--trust <folder>', 'lists of known signers: C2PA-TRUST-LIST.pem, C2PA-TSA-TRUST-LIST.pem, interim/…')
    .addHelpText(
      'after',
      '\nExit status: 0 all could be read, 1 some are unreadable, 2 wrong usage, 3 the results cannot be written.\n' +
        'Put ./ before a file name that begins with a dash.',
    )
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      outputError: (text, write) => write(`inspect: ${text.replace(/^error: /, '')}`),
    })
    .showHelpAfterError('Try `npm run inspect -- --help`, or give a file: npm run inspect -- photo.jpg')
    .exitOverride();
  try {
    command.parse([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { exitCode: error.exitCode === 0 ? EXIT.allRead : EXIT.wrongUsage };
  }
  return { operands: command.args, ...command.opts<Omit<Request, 'operands'>>() };
}

function concurrencyOf(text: string): number {
  const value = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (value < 1 || value > MAX_CONCURRENCY) {
    throw new InvalidArgumentError(`Give a whole number from 1 to ${MAX_CONCURRENCY}.`);
  }
  return value;
}
