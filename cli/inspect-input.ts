import { canBeChecked, withoutCheck } from '../utils/credentials/checkable';
import { examine } from '../utils/engine/inspect';
import { LIMITS } from '../utils/engine/limits';
import { type Examination, unreadableReport } from '../utils/engine/make-report';
import { recognise } from '../utils/engine/recognise';
import type { LabelReport } from '../utils/engine/report';
import { type HttpSource, httpSource } from '../utils/engine/source/http-source';
import type { Checker } from './credentials/checker';
import { type FileSource, openFileSource } from './file-source';
import { cannotOpen, type Input, type InputOrSkipped } from './input';

/** One input's report; `skipped` where it turns out to be none. Rejects for nothing that an input does. */
export async function inspectInput(
  input: InputOrSkipped,
  checker: Checker | undefined,
): Promise<LabelReport | 'skipped'> {
  if (input === 'skipped') return input;
  const { target } = input;
  switch (target.kind) {
    case 'address':
      return inspectAddress(input.input, checker);
    case 'refused':
      return unreadableReport(input.input, target.code, target.message);
    case 'file':
      return inspectFile(input, target.path, target.mustBeMedia, checker);
  }
}

async function inspectAddress(address: string, checker: Checker | undefined): Promise<LabelReport> {
  if (!URL.canParse(address)) return unreadableReport(address, 'blocked', 'This is no address that can be asked for.');
  const stated = await examine(httpSource({ address }), { input: address });
  const size = stated.report.bytes ?? 0;
  if (checker === undefined || !canBeChecked(stated) || size > LIMITS.networkBytes) return withoutCheck(stated);
  const bytes = await readWhole(httpSource({ address, budgetBytes: LIMITS.networkBytes }), size);
  return bytes === null ? withoutCheck(stated) : checked(stated, bytes, checker);
}

async function readWhole(source: HttpSource, size: number): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const bytes = await source.read(0, size);
    return bytes.length === size ? Uint8Array.from(bytes) : null;
  } catch {
    return null;
  } finally {
    await source.close();
  }
}

async function inspectFile(
  { input }: Input,
  path: string | Buffer,
  mustBeMedia: boolean,
  checker: Checker | undefined,
): Promise<LabelReport | 'skipped'> {
  let file: FileSource;
  try {
    file = openFileSource(path);
  } catch (error) {
    return unreadableReport(input, 'network', cannotOpen(error));
  }
  try {
    if (mustBeMedia && !(await isMedia(file))) return 'skipped';
    const stated = await examine(file.source, { input });
    if (checker === undefined || !canBeChecked(stated)) return withoutCheck(stated);
    const bytes = file.readAll();
    return bytes === null ? withoutCheck(stated) : await checked(stated, bytes, checker);
  } finally {
    file.close();
  }
}

/** What a check costs is told with the rest: every byte was read, and it took its time. */
async function checked(stated: Examination, bytes: Uint8Array<ArrayBuffer>, checker: Checker): Promise<LabelReport> {
  const startedAt = performance.now();
  const bytesRead = bytes.length;
  const report = await checker.check(stated, bytes);
  const elapsedMs = stated.report.elapsedMs + performance.now() - startedAt;
  return { ...report, bytesRead, elapsedMs: Math.round(elapsedMs * 100) / 100 };
}

/** By the bytes that the inspection reads first anyway; a file that cannot be read is left to it. */
async function isMedia({ source }: FileSource): Promise<boolean> {
  try {
    return recognise(await source.read(0, LIMITS.firstReadBytes)).format !== undefined;
  } catch {
    return true;
  }
}
