import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { extensionOf, MEDIA_EXTENSIONS } from '../utils/engine/extensions';
import { cannotOpen, type Input, type InputOrSkipped, refused } from './input';

const SLASH = Buffer.from('/');

/**
 * The files of a folder in the byte order of their paths, one folder's names in memory at a time. Links to files are
 * followed, links to folders are not: they may lead in circles, or out of what was asked for.
 *
 * @param all Whether every regular file is an input, or media only.
 */
export async function* walkFolder(folder: string | Buffer, all: boolean): AsyncGenerator<InputOrSkipped> {
  const path = typeof folder === 'string' ? Buffer.from(folder) : folder;
  let entries: readonly Dirent<Buffer>[];
  try {
    entries = await readdir(path, { withFileTypes: true, encoding: 'buffer' });
  } catch (error) {
    yield refused(path.toString(), 'network', cannotOpen(error).replace('The file', 'The folder'));
    return;
  }
  const prefix = path.at(-1) === SLASH[0] ? path : Buffer.concat([path, SLASH]);
  // A folder sorts as its path does inside the longer paths of its files: with the slash.
  const sorted = entries
    .map((entry) => ({ entry, key: entry.isDirectory() ? Buffer.concat([entry.name, SLASH]) : entry.name }))
    .sort((one, other) => one.key.compare(other.key));
  for (const { entry } of sorted) {
    const inside = Buffer.concat([prefix, entry.name]);
    if (entry.isDirectory()) yield* walkFolder(inside, all);
    else yield await fileIn(entry, inside, all);
  }
}

async function fileIn(entry: Dirent<Buffer>, path: Buffer, all: boolean): Promise<InputOrSkipped> {
  const input = path.toString();
  const mustBeMedia = !all && !MEDIA_EXTENSIONS.has(extensionOf(input));
  if (entry.isFile()) return fileInput(input, path, mustBeMedia);
  if (!entry.isSymbolicLink()) return 'skipped';
  try {
    return (await stat(path)).isFile() ? fileInput(input, path, mustBeMedia) : 'skipped';
  } catch (error) {
    return mustBeMedia ? 'skipped' : refused(input, 'network', cannotOpen(error));
  }
}

/** A name that is no UTF-8 is shown as well as it can be, and opened by its bytes. */
const fileInput = (input: string, path: Buffer, mustBeMedia: boolean): Input => ({
  input,
  target: { kind: 'file', path: Buffer.from(input).equals(path) ? input : path, mustBeMedia },
});
