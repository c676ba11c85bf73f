import type { Block } from '../blocks';
import { startsWith } from '../bytes';
import { tiffOfExifItem } from '../exif-item';
import { LIMITS } from '../limits';
import type { Container, Ending, Walk, WalkContext } from '../walk';
import { type Box, type BoxFormat, type BoxWalker, walkFile } from './bmff';
import { COMPLETE, endsBefore, malformed, tooLarge, truncated } from './endings';
import { Window } from './window';

const CODESTREAM = '\xff\x0a';
const BOXES = '\0\0\0\x0cJXL \r\n\x87\n';

/** Boxes that hold metadata (ISO/IEC 18181-2 9), in lower case: writers do not agree on it. */
const METADATA: ReadonlyMap<string, Pick<Block, 'kind' | 'place'> & { readonly limitBytes: number }> = new Map([
  ['exif', { kind: 'tiff', place: 'JXL Exif', limitBytes: LIMITS.blockBytes }],
  ['xml ', { kind: 'xmp', place: 'JXL xml', limitBytes: LIMITS.xmpBytes }],
  ['jumb', { kind: 'jumbf', place: 'JXL jumb', limitBytes: LIMITS.c2paStoreBytes }],
]);

/**
 * JPEG XL (ISO/IEC 18181-2). The bare codestream has no place for metadata. What `jbrd` keeps of a JPEG serves to
 * write that JPEG again, and is no metadata of this picture.
 */
export const jxl: Container = {
  recognise: (head) =>
    startsWith(head, CODESTREAM) || startsWith(head, BOXES) ? { name: 'jxl', kind: 'image' } : null,
  walk,
};

interface Walker extends BoxWalker {
  /** The codestream, or the last part of it, was met. */
  hasCodestream: boolean;
  /** A place that was not read although the walk could go on. */
  firstProblem: Ending | undefined;
}

function* walk(context: WalkContext): Walk<Ending> {
  const window = new Window();
  yield* window.load(0, BOXES.length, LIMITS.firstReadBytes);
  if (window.startsWith(0, CODESTREAM)) return COMPLETE;
  const walker: Walker = { context, window, hasCodestream: false, firstProblem: undefined, count: 0 };
  const problem = (yield* walkFile(FORMAT, walker)) ?? walker.firstProblem;
  if (problem !== undefined) return problem;
  return walker.hasCodestream ? COMPLETE : endsBefore('the end of its codestream', context.size() ?? 0);
}

const FORMAT: BoxFormat<Walker> = { isWhole: ({ hasCodestream }) => hasCodestream, walkBox };

function* walkBox(walker: Walker, box: Box): Walk<Ending | undefined> {
  const ending = yield* emitBox(walker, box);
  if (ending?.kind === 'truncated') return ending;
  walker.firstProblem ??= ending;
  return undefined;
}

function* emitBox(walker: Walker, box: Box): Walk<Ending | undefined> {
  const { context, window } = walker;
  const { type, offset, payloadAt, end } = box;
  if (type === 'jxlc') walker.hasCodestream = true;
  if (type === 'jxlp') {
    // The index of the last part has its highest bit set.
    if ((yield* window.load(payloadAt, 4)) === 4 && window.byte(payloadAt) & 0x80) walker.hasCodestream = true;
    return undefined;
  }
  if (type === 'brob') return yield* walkBrotli(context, window, box);
  const metadata = METADATA.get(type.toLowerCase());
  if (metadata === undefined) return undefined;
  const { kind, place, limitBytes } = metadata;
  // JUMBF decoders want the superbox with its header.
  const from = kind === 'jumbf' ? offset : payloadAt;
  const length = end - from;
  if (length > limitBytes) return tooLarge(`The box ${place}`, offset, limitBytes);
  if ((yield* window.load(from, length)) < length) return truncated(`The box ${place}`, offset);
  const whole = window.slice(from, length);
  const payload = kind === 'tiff' ? tiffOfExifItem(whole) : whole;
  context.emit({ kind, place, payload, offset: from + length - payload.length });
  return undefined;
}

const TYPE_BYTES = 4;

/**
 * A box packed by Brotli (9.4), after the type of what is inside. Boxes of the codestream and `brob` itself must not
 * be packed: no reader opens those.
 */
function* walkBrotli(context: WalkContext, window: Window, { offset, payloadAt, end }: Box): Walk<Ending | undefined> {
  const length = end - payloadAt;
  if (length < TYPE_BYTES) return malformed('A box brob without the type of what is inside', offset);
  if ((yield* window.load(payloadAt, TYPE_BYTES)) < TYPE_BYTES) return truncated('The box brob', offset);
  const type = window.text(payloadAt, TYPE_BYTES).trim();
  const inner = METADATA.get(window.text(payloadAt, TYPE_BYTES).toLowerCase());
  if (inner === undefined) return undefined;
  const place = `JXL brob ${type}`;
  if (length > LIMITS.textBytes) return tooLarge(`The box ${place}`, offset, LIMITS.textBytes);
  if ((yield* window.load(payloadAt, length)) < length) return truncated(`The box ${place}`, offset);
  const payload = window.slice(payloadAt + TYPE_BYTES, length - TYPE_BYTES);
  context.emit({ kind: 'brotli', variant: inner.kind, place, payload, offset: payloadAt + TYPE_BYTES });
  return undefined;
}
