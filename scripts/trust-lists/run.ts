import { join, resolve } from 'node:path';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { LIST_PATHS } from '../../utils/credentials/list-files';
import { addressBelow, publishersAddress } from '../../utils/trust/publishers';
import { SNAPSHOT } from '../../utils/trust/snapshot';
import { ROOT } from '../tools';
import { isSnapshotFolder, type Speech, takeSnapshot } from './take-snapshot';

const baseAddress = (value: string): string => {
  if (!/^https?:\/\/[^/]/.test(value) || !URL.canParse(value)) {
    throw new InvalidArgumentError('It must be an http(s) address.');
  }
  return value.endsWith('/') ? value : `${value}/`;
};

/** @returns the exit status: 0 written; 1 refused, and what was there before stays; 2 wrong usage. */
export const runTrustLists = async (args: readonly string[], speech: Speech): Promise<0 | 1 | 2> => {
  const program = new Command('npm run trust-lists --')
    .description('Fetches the trust lists from their publishers, checks them, and writes them into the package.')
    .option(
      '--from <address>',
      `a folder with all lists (${LIST_PATHS.signers}, …) instead of their publishers`,
      baseAddress,
    )
    .option('--out <folder>', 'where to write them', join(ROOT, 'public', SNAPSHOT.folder))
    .configureOutput({
      writeOut: (text) => speech.say(text.trimEnd()),
      writeErr: (text) => speech.complain(text.trimEnd()),
    })
    .exitOverride();
  try {
    program.parse(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
  const options = program.opts<{ from?: string; out: string }>();
  const out = resolve(options.out);
  if (!isSnapshotFolder(out)) {
    speech.complain(`${out} holds other things than trust lists. Name an empty or a new folder.`);
    return 2;
  }
  const addressOf = options.from === undefined ? publishersAddress : addressBelow(options.from);
  return (await takeSnapshot({ addressOf, out }, speech)) ? 0 : 1;
};
