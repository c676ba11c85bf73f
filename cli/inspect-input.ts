import { inspect } from '../utils/engine/inspect';
import { LIMITS } from '../utils/engine/limits';
import { unreadableReport } from '../utils/engine/make-report';
import { recognise } from '../utils/engine/recognise';
import type { LabelReport } from '../utils/engine/report';
import { httpSource } from '../utils/engine/source/http-source';
import { type FileSource, openFileSource } from './file-source';
import { cannotOpen, type Input, type InputOrSkipped } from './input';

/** One input's report; `skipped` where it turns out to be none. Rejects for nothing that an input does. */
export async function inspectInput(input: InputOrSkipped): Promise<LabelReport | 'skipped'> {
  if (input === 'skipped') return input;
  const { target } = input;
  switch (target.kind) {
    case 'address':
      return inspectAddress(input.input);
    case 'refused':
      return unreadableReport(input.input, target.code, target.message);
    case 'file':
      return inspectFile(input, target.path, target.mustBeMedia);
  }
}

async function inspectAddress(address: string): Promise<LabelReport> {
  if (!URL.canParse(address)) return unreadableReport(address, 'blocked', 'This is no address that can be asked for.');
  return inspect(httpSource({ address }), { input: address });
}

async function inspectFile(
  { input }: Input,
  path: string | Buffer,
  mustBeMedia: boolean,
): Promise<LabelReport | 'skipped'> {
  let file: FileSource;
  try {
    file = openFileSource(path);
  } catch (error) {
    return unreadableReport(input, 'network', cannotOpen(error));
  }
  try {
    if (mustBeMedia && !(await isMedia(file))) return 'skipped';
    return await inspect(file.source, { input });
  } finally {
    file.close();
  }
}

/** By the bytes that the inspection reads first anyway; a file that cannot be read is left to it. */
async function isMedia({ source }: FileSource): Promise<boolean> {
  try {
    return recognise(await source.read(0, LIMITS.firstReadBytes)).format !== undefined;
  } catch {
    return true;
  }
}
