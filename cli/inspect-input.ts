import { canBeChecked, withoutCheck } from '../utils/credentials/checkable';
import { examine } from '../utils/engine/inspect';
import { LIMITS } from '../utils/engine/limits';
import { type Examination, unreadableReport } from '../utils/engine/make-report';
import { recognise } from '../utils/engine/recognise';
import type { LabelReport } from '../utils/engine/report';
import { type HttpSource, httpSource } from '../utils/engine/source/http-source';
import { withoutPixels } from '../utils/pixels/find-watermarks';
import { withPixels } from '../utils/pixels/reading';
import type { Checker } from './credentials/checker';
import { type FileSource, openFileSource } from './file-source';
import { cannotOpen, type Input, type InputOrSkipped } from './input';
import type { PixelLooker } from './pixels/pixel-looker';

/** What is done with a medium beyond reading its labels; both read it whole. */
export interface Depth {
  /** Checks signed credentials. */
  readonly checker: Checker | undefined;
  /** Looks for watermarks in the pixels. */
  readonly pixels: PixelLooker | undefined;
}

/** One input's report; `skipped` where it turns out to be none. Rejects for nothing that an input does. */
export async function inspectInput(input: InputOrSkipped, depth: Depth): Promise<LabelReport | 'skipped'> {
  if (input === 'skipped') return input;
  const { target } = input;
  switch (target.kind) {
    case 'address':
      return inspectAddress(input.input, depth);
    case 'refused':
      return unreadableReport(input.input, target.code, target.message);
    case 'file':
      return inspectFile(input, target.path, target.mustBeMedia, depth);
  }
}

async function inspectAddress(address: string, depth: Depth): Promise<LabelReport> {
  if (!URL.canParse(address)) return unreadableReport(address, 'blocked', 'This is no address that can be asked for.');
  const stated = await examine(httpSource({ address }), { input: address, limitMs: LIMITS.inspectionMs });
  const size = stated.report.bytes ?? 0;
  return lookDeeper(stated, depth, async () => {
    if (size > LIMITS.networkBytes) return null;
    return readWhole(httpSource({ address, budgetBytes: LIMITS.networkBytes }), size);
  });
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
  depth: Depth,
): Promise<LabelReport | 'skipped'> {
  let file: FileSource;
  try {
    file = openFileSource(path);
  } catch (error) {
    return unreadableReport(input, 'network', cannotOpen(error));
  }
  try {
    if (mustBeMedia && !(await isMedia(file))) return 'skipped';
    const stated = await examine(file.source, { input, limitMs: LIMITS.inspectionMs });
    return await lookDeeper(stated, depth, async () => file.readAll());
  } finally {
    file.close();
  }
}

/** What it costs is told with the rest: every byte was read, and it took its time. */
async function lookDeeper(
  stated: Examination,
  { checker, pixels }: Depth,
  readAll: () => Promise<Uint8Array<ArrayBuffer> | null>,
): Promise<LabelReport> {
  const startedAt = performance.now();
  const { elapsedMs } = stated.report;
  const isChecked = checker !== undefined && canBeChecked(stated);
  const isLookedAt = pixels?.canLook(stated.report) ?? false;
  const bytes = isChecked || isLookedAt ? await readAll() : null;
  if (bytes === null) return withoutPixels(withoutCheck(stated), pixels !== undefined);
  const bytesRead = bytes.length;
  // First, because the checker keeps the bytes.
  const reading = isLookedAt ? await pixels?.look(stated.report, bytes) : undefined;
  const checked = isChecked ? await checker.check(stated, bytes) : withoutCheck(stated);
  const report = reading === undefined ? withoutPixels(checked, pixels !== undefined) : withPixels(checked, reading);
  const elapsed = elapsedMs + performance.now() - startedAt;
  return { ...report, bytesRead, elapsedMs: Math.round(elapsed * 100) / 100 };
}

/** By the bytes that the inspection reads first anyway; a file that cannot be read is left to it. */
async function isMedia({ source }: FileSource): Promise<boolean> {
  try {
    return recognise(await source.read(0, LIMITS.firstReadBytes)).format !== undefined;
  } catch {
    return true;
  }
}
