import type { Block } from './blocks';
import { decodeBlocks } from './decode-blocks';
import { drive } from './drive';
import { isWrongExtension } from './extensions';
import { attempt, type Faults, faultReport } from './faults';
import type { Field } from './fields';
import { LIMITS } from './limits';
import { type Examination, makeExamination } from './make-report';
import { FIELD_MARKS } from './marks/index';
import type { MarkFinding } from './marks/mark';
import { type Recognised, recognise } from './recognise';
import type { LabelReport, Note, ReportError } from './report';
import type { ByteSource } from './source/byte-source';
import { SourceError } from './source/source-error';
import { type Stop, type StopOptions, stopOf } from './stop';
import type { ByteRange, Walk } from './walk';

export interface InspectOptions extends StopOptions {
  /** What the report calls the medium. */
  readonly input: string;
  /** Ask for the last 64 KiB of a JPEG whose head gives a reason. Default: true. */
  readonly jpegTrailer?: boolean;
  /** What becomes of faults of the engine itself: the error `crashed` (default), or thrown, for tests. */
  readonly faults?: Faults;
}

export type Inspect = (source: ByteSource, options: InspectOptions) => Promise<LabelReport>;

/**
 * Reads a medium's labels. Never rejects for anything that bytes, servers or files do: that is in the report.
 * A source with `close` (HTTP) is closed; what it has read stays readable.
 */
export const inspect: Inspect = async (source, options) => (await examine(source, options)).report;

/** Like `inspect`, with what the findings were made of beside the report, for checks of their signatures. */
export async function examine(source: ByteSource, options: InspectOptions): Promise<Examination> {
  const startedAt = performance.now();
  const faults = options.faults ?? 'report';
  const notes = new Set<Note>();
  const stop = stopOf(options, startedAt);
  const driven = drive(walkMedium(source, options, notes), source, stop);
  // What needs no waiting is not waited for: over memory every turn of the queue would cost more than the walk.
  const walked = driven instanceof Promise ? await driven : driven;
  const { fields, problem: decodeProblem } = decodeBlocks(walked.blocks, faults, stop);
  const { findings, problem: markProblem } = detectMarks(withLinks(fields, source, walked), faults, stop);
  if (source.close !== undefined) await source.close();

  const { name, kind } = walked.recognised;
  if (isWrongExtension(options.input, name)) notes.add('wrong-extension');
  return makeExamination({
    input: options.input,
    kind,
    container: name,
    bytes: source.size ?? null,
    bytesRead: source.bytesRead,
    elapsedMs: performance.now() - startedAt,
    findings,
    notes,
    error: walked.error ?? decodeProblem ?? markProblem ?? null,
  });
}

interface Walked {
  readonly recognised: Recognised;
  readonly blocks: readonly Block[];
  readonly error: ReportError | undefined;
}

const HEAD: ByteRange = { offset: 0, length: LIMITS.firstReadBytes };
const UNRECOGNISED: Recognised = { name: 'unknown', kind: 'unknown', format: undefined };

/** Recognises and walks. Blocks that were emitted before an error stay. */
function* walkMedium(source: ByteSource, options: InspectOptions, notes: Set<Note>): Walk<Walked> {
  let recognised = UNRECOGNISED;
  const blocks: Block[] = [];
  try {
    const head = yield HEAD;
    recognised = recognise(head);
    const { format, name } = recognised;
    if (head.length === 0) return { recognised, blocks, error: { code: 'empty', message: 'There are no bytes.' } };
    if (format === undefined) return { recognised, blocks, error: notMedia(name) };
    const ending = yield* format.walk(
      {
        size: () => source.size,
        isLocal: source.isLocal,
        options: { jpegTrailer: options.jpegTrailer ?? true },
        emit: boundedEmit(blocks),
        note: (note) => notes.add(note),
        kind: (kind) => {
          recognised = { ...recognised, kind };
        },
      },
      name,
    );
    const error = ending.kind === 'complete' ? undefined : { code: ending.kind, message: ending.message };
    return { recognised, blocks, error };
  } catch (error) {
    if (error instanceof SourceError)
      return { recognised, blocks, error: { code: error.code, message: error.message } };
    if (options.faults === 'throw') throw error;
    return { recognised, blocks, error: faultReport(error, 'walking the medium') };
  }
}

/** And what the answer says beside the bytes, of a medium only: a page's links are the page's. */
function withLinks(fields: readonly Field[], { links }: ByteSource, { recognised }: Walked): readonly Field[] {
  if (links === undefined || recognised.format === undefined) return fields;
  return [...fields, ...links.map((link): Field => ({ kind: 'link', place: 'HTTP Link', ...link }))];
}

function notMedia(name: Recognised['name']): ReportError {
  const message = name === 'html' ? 'This is a web page, not a medium.' : 'No media format is recognised in its bytes.';
  return { code: 'not-media', message };
}

const NO_PIECES: readonly Uint8Array[] = [];

/** @returns an `emit` that ends the walk (`over-budget`) when a file holds more than a walk should keep. */
function boundedEmit(blocks: Block[]): (block: Block) => void {
  let bytes = 0;
  return (block) => {
    bytes += block.payload.length;
    for (const piece of block.further ?? NO_PIECES) bytes += piece.length;
    if (blocks.length >= LIMITS.textBlocks) {
      throw new SourceError('over-budget', `The file has more than ${LIMITS.textBlocks} blocks of metadata.`);
    }
    if (bytes > LIMITS.blocksBytes) {
      throw new SourceError('over-budget', `The file has more than ${LIMITS.blocksBytes} bytes of metadata.`);
    }
    blocks.push(block);
  };
}

function detectMarks(
  fields: readonly Field[],
  faults: Faults,
  stop: Stop,
): { readonly findings: readonly MarkFinding[]; readonly problem: ReportError | undefined } {
  const findings: MarkFinding[] = [];
  let problem: ReportError | undefined;
  for (const mark of FIELD_MARKS) {
    const stopped = stop();
    if (stopped !== undefined) {
      problem ??= { code: stopped.code, message: stopped.message };
      break;
    }
    const result = attempt(
      () => mark.detect(fields),
      faults,
      () => `looking for ${mark.name} labels`,
    );
    if ('error' in result) {
      problem ??= result.error;
      continue;
    }
    for (const finding of result.value.findings) findings.push(finding);
    problem ??= result.value.problem;
  }
  return { findings, problem };
}
