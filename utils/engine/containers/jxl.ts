import type { Block } from '../blocks';
import { startsWith } from '../bytes';
import { tiffOfExifItem } from '../exif-item';
import { LIMITS } from '../limits';
import type { Container, Ending, Walk, WalkContext } from '../walk';
import { type Box, HOP_BYTES, isEnding, readBox } from './bmff';
import { COMPLETE, endsBefore, malformed, tooLarge, tooMany, truncated } from './endings';
import { isBeyond } from './media-size';
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

function* walk(context: WalkContext): Walk<Ending> {
  const window = new Window();
  yield* window.load(0, BOXES.length, LIMITS.firstReadBytes);
  if (window.startsWith(0, CODESTREAM)) return COMPLETE;
  const codestream: Codestream = { isWhole: false };
  let firstProblem: Ending | undefined;
  let aheadBytes = HOP_BYTES;
  let at = 0;
  let last = 0;
  for (let count = 0; ; count++) {
    if (count >= LIMITS.structures) return tooMany('boxes', at);
    const box = yield* readBox(window, { at, end: context.size(), isTopLevel: true, aheadBytes });
    if (box === undefined) {
      if (isBeyond(context, at)) return truncated('The last box', last);
      break;
    }
    if (isEnding(box)) {
      if (box.kind !== 'malformed' || !codestream.isWhole) return box;
      context.note('trailer');
      break;
    }
    const problem = yield* walkBox(context, window, box, codestream);
    if (problem?.kind === 'truncated') return problem;
    firstProblem ??= problem;
    aheadBytes = window.aheadBehind(box.end - box.offset, HOP_BYTES);
    last = at;
    at = box.end;
  }
  return firstProblem ?? (codestream.isWhole ? COMPLETE : endsBefore('the end of its codestream', at));
}

interface Codestream {
  isWhole: boolean;
}

function* walkBox(context: WalkContext, window: Window, box: Box, codestream: Codestream): Walk<Ending | undefined> {
  const { type, offset, payloadAt, end } = box;
  if (type === 'jxlc') codestream.isWhole = true;
  if (type === 'jxlp') {
    // The index of the last part has its highest bit set.
    if ((yield* window.load(payloadAt, 4)) === 4 && window.byte(payloadAt) & 0x80) codestream.isWhole = true;
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
