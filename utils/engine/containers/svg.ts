import { bytesOfLatin1 } from '../bytes';
import { inflateGzip } from '../decoders/inflate';
import { decodePacket } from '../decoders/xmp-encoding';
import { LIMITS } from '../limits';
import type { Container, Ending, Walk, WalkContext } from '../walk';
import { COMPLETE, endsBefore, malformed, tooLarge } from './endings';
import { readSvg, rootNameOf, type SvgFragment, withoutEntities } from './svg-document';

/**
 * SVG, and SVG in gzip (svgz). XML names no lengths, so it is read as a whole. What a person can read in it (`title`,
 * texts) is part of the picture, and no label; `desc` is a comment, in which writers put one.
 */
export const svg: Container = {
  recognise: (head) => {
    const text = isGzip(head) ? inflateGzip(head).bytes.subarray(0, LIMITS.firstReadBytes) : head;
    return isMarkup(text) && rootNameOf(decodePacket(text)) === 'svg' ? { name: 'svg', kind: 'image' } : null;
  },
  walk,
};

function isGzip([a, b, method]: Uint8Array): boolean {
  return a === 0x1f && b === 0x8b && method === 8;
}

/** Behind a byte-order mark and white space stands `<`, in one byte or two. */
function isMarkup(bytes: Uint8Array): boolean {
  const first = bytes.findIndex((byte) => ![0xef, 0xbb, 0xbf, 0xfe, 0xff, 0, 0x09, 0x0a, 0x0d, 0x20].includes(byte));
  return bytes[first] === 0x3c;
}

function* walk(context: WalkContext): Walk<Ending> {
  const bytes = yield* readWhole(context);
  if (bytes.length > LIMITS.textBytes) return tooLarge('The SVG text', 0, LIMITS.textBytes);
  const isPacked = isGzip(bytes);
  const inflated = isPacked ? inflateGzip(bytes) : { bytes };
  if (inflated.problem === 'over-budget') return tooLarge('The SVG text', 0, LIMITS.textBytes);
  const text = withoutEntities(decodePacket(inflated.bytes));
  if (text === undefined) return tooLarge('The SVG text', 0, LIMITS.textBytes);
  const { fragments, isWhole, limitMet } = readSvg(text);
  const offsetOf = isPacked ? () => 0 : byteOffsets(text);
  for (const fragment of fragments) emit(context, fragment, offsetOf(fragment.start));
  if (limitMet !== undefined) return { kind: 'over-budget', offset: 0, message: limitMet };
  if (isWhole) return COMPLETE;
  // A gzip stream that breaks off and one that is broken end alike.
  return inflated.problem === 'malformed' && inflated.bytes.length === 0
    ? malformed('No gzip stream', 0)
    : endsBefore('the end of its root element', bytes.length);
}

function* readWhole(context: WalkContext): Walk<Uint8Array> {
  const size = context.size();
  const wanted = LIMITS.textBytes + 1;
  if (size !== undefined) return yield { offset: 0, length: Math.min(size, wanted) };
  for (let length: number = LIMITS.firstReadBytes; ; length = Math.min(2 * length, wanted)) {
    const bytes = yield { offset: 0, length };
    if (bytes.length < length || length === wanted) return bytes;
  }
}

/** Where characters stand in bytes; each step costs the way from the one before. Of gzip nothing is said. */
function byteOffsets(text: string): (start: number) => number {
  let at = 0;
  let offset = 0;
  return (start) => {
    const between = encoder.encode(text.slice(Math.min(at, start), Math.max(at, start))).length;
    offset += start < at ? -between : between;
    at = start;
    return offset;
  };
}

const encoder = new TextEncoder();

const BLOCKS = {
  metadata: { kind: 'xmp', place: 'SVG metadata' },
  attributes: { kind: 'xmp', place: 'SVG attributes' },
  description: { kind: 'text', variant: 'comment', place: 'SVG desc' },
} as const;

function emit(context: WalkContext, { kind, text }: SvgFragment, offset: number): void {
  if (kind !== 'manifest') {
    context.emit({ ...BLOCKS[kind], payload: encoder.encode(text), offset });
    return;
  }
  const payload = decodeBase64(text);
  if (payload !== undefined) context.emit({ kind: 'jumbf', place: 'SVG metadata C2PA', payload, offset });
}

/** @returns `undefined` for what is no base64, and so no manifest. */
function decodeBase64(text: string): Uint8Array | undefined {
  try {
    return bytesOfLatin1(atob(text.replace(/\s+/g, '')));
  } catch {
    return undefined;
  }
}
