/** What is to be inspected, one after the other: nothing is listed before it is needed. */
import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { cannotOpen, type InputOrSkipped, refused } from './input';
import { linesOf } from './lines';
import { walkFolder } from './walk-folder';

export interface InputOptions {
  readonly all: boolean;
  readonly stdin: AsyncIterable<Buffer | string>;
}

export async function* inputsOf(operands: readonly string[], options: InputOptions): AsyncGenerator<InputOrSkipped> {
  for (const operand of operands) {
    if (operand === '-') {
      for await (const line of linesOf(options.stdin)) {
        if (line === 'too-long') {
          yield refused('-', 'blocked', 'A line on standard input is longer than any path or address.');
        } else {
          yield* inputsAt(line, options);
        }
      }
    } else {
      yield* inputsAt(operand, options);
    }
  }
}

const SCHEME = /^(?:[a-z][a-z\d+.-]*:\/\/|data:)/i;
const HTTP = /^https?:\/\//i;

async function* inputsAt(path: string | Buffer, { all }: InputOptions): AsyncGenerator<InputOrSkipped> {
  const input = path.toString();
  if (HTTP.test(input)) {
    yield { input, target: { kind: 'address' } };
  } else if (SCHEME.test(input)) {
    yield refused(input, 'blocked', 'Only http and https addresses are read; give a path for a file on this machine.');
  } else {
    const stats = await statOf(path);
    if (typeof stats === 'string') yield refused(input, 'network', stats);
    else if (stats.isDirectory()) yield* walkFolder(path, all);
    else if (stats.isFile()) yield { input, target: { kind: 'file', path, mustBeMedia: false } };
    else yield refused(input, 'not-media', `This is ${kindOf(stats)}, not a file.`);
  }
}

/** @returns a sentence when the path cannot be looked at. */
async function statOf(path: string | Buffer): Promise<Stats | string> {
  try {
    return await stat(path);
  } catch (error) {
    return cannotOpen(error);
  }
}

function kindOf(stats: Stats): string {
  if (stats.isFIFO()) return 'a named pipe';
  if (stats.isSocket()) return 'a socket';
  return 'a device';
}
