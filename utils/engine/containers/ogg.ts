import type { Block } from '../blocks';
import { join, latin1, startsWith } from '../bytes';
import { LIMITS } from '../limits';
import type { Container, Ending, Walk, WalkContext } from '../walk';
import { COMPLETE, endsBefore, malformed, tooLarge, tooMany, truncated } from './endings';
import { isBeyond, mediaSize } from './media-size';
import { Window } from './window';

/** What each page begins with. */
const CAPTURE = 'OggS';
const HEADER_BYTES = 27;
/** Header, 255 segments, 255 bytes each (RFC 3533 6). */
const MAX_PAGE_BYTES = HEADER_BYTES + 255 + 255 * 255;
const HOP_BYTES = 4 * 1024;
/** Where the last page is looked for, in two steps: pages are mostly short. */
const TAIL_BYTES = [8 * 1024, MAX_PAGE_BYTES] as const;
const CONTINUED = 0x01;
const FIRST = 0x02;

/** What a stream's first packet begins with, and what its comment packet has before the comments. */
const CODECS: readonly { readonly first: string; readonly signature: string; readonly skipBytes: number }[] = [
  { first: '\x01vorbis', signature: '\x03vorbis', skipBytes: 7 },
  { first: 'OpusHead', signature: 'OpusTags', skipBytes: 8 },
  { first: '\x80theora', signature: '\x81theora', skipBytes: 7 },
  { first: 'Speex   ', signature: '', skipBytes: 0 },
  { first: 'OVP80\x01', signature: 'OVP80\x02', skipBytes: 7 },
  { first: '\x80daala', signature: '\x81daala', skipBytes: 6 },
  // A FLAC metadata block with its header (RFC 9639 10.1): the first one is the comment.
  { first: '\x7fFLAC', signature: '', skipBytes: 4 },
];
const VIDEO = ['\x80theora', 'OVP80\x01', '\x80daala'];

/**
 * Ogg (RFC 3533) with Vorbis, Opus, FLAC, Speex, Theora, VP8. The comments are the second packet of each stream: pages
 * are read until every stream has given its own. A chained file has further streams behind the first ones: they are
 * looked for, page by page, when the last page belongs to a stream that was not met at the beginning.
 */
export const ogg: Container = {
  recognise: (head) => {
    if (!startsWith(head, CAPTURE)) return null;
    const text = latin1(head.subarray(0, 4096));
    return { name: 'ogg', kind: VIDEO.some((signature) => text.includes(signature)) ? 'video' : 'audio' };
  },
  walk,
};

interface Walker {
  readonly context: WalkContext;
  readonly window: Window;
  readonly streams: Map<number, Stream>;
  /** Of all packets that are being joined: bounds memory. */
  joinedBytes: number;
}

interface Stream {
  /** `undefined` where the codec has no comments. */
  readonly codec: (typeof CODECS)[number] | undefined;
  /** Packets that were ended so far. */
  packets: number;
  /** Of the packet that is being joined. */
  parts: { readonly payload: Uint8Array; readonly offset: number }[];
  isDone: boolean;
}

interface Page {
  readonly at: number;
  readonly flags: number;
  readonly serial: number;
  readonly lacing: Uint8Array;
  readonly payloadAt: number;
  readonly end: number;
}

function* walk(context: WalkContext): Walk<Ending> {
  const window = new Window();
  yield* window.load(0, 1, LIMITS.firstReadBytes);
  const walker: Walker = { context, window, streams: new Map(), joinedBytes: 0 };
  const head = yield* walkPages(walker, 0, () => [...walker.streams.values()].every(({ isDone }) => isDone));
  if (typeof head === 'object') return head;
  const size = yield* mediaSize(context, window, head);
  if (head >= size) return COMPLETE;
  const last = yield* lastPage(walker, head, size);
  if (last === undefined || !walker.streams.has(last.serial)) {
    // Chained, or nothing at the end that tells: page by page.
    const rest = yield* walkPages(walker, head, () => false);
    return typeof rest === 'object' ? rest : COMPLETE;
  }
  if (last.end > size) return truncated('The Ogg page', last.at);
  if (last.end === size) return COMPLETE;
  // A further stream may be chained to the last (RFC 3533 4): its first page is cut in its header.
  const available = yield* window.load(last.end, Math.min(CAPTURE.length, size - last.end));
  if (CAPTURE.startsWith(window.text(last.end, available))) return truncated('The Ogg page', last.end);
  context.note('trailer');
  return COMPLETE;
}

/**
 * Reads pages in order. @returns where the next page stands once `isEnough` (asked behind the first pages of all
 * streams), an ending where the medium ends before.
 */
function* walkPages(walker: Walker, from: number, isEnough: () => boolean): Walk<number | Ending> {
  const { context, window, streams } = walker;
  let ahead = HOP_BYTES;
  let at = from;
  let last = from;
  for (let count = 0; ; count++) {
    if (count >= LIMITS.structures) return tooMany('pages', at);
    const page = yield* readPage(walker, at, ahead);
    // The read behind a page may be what tells that the medium ends inside it.
    if (page === 'end') return isBeyond(context, at) ? truncated('The last Ogg page', last) : endOf(walker, at);
    if (page === 'cut') return truncated('The Ogg page', at);
    if (page === 'none') {
      if (count === 0 || [...streams.values()].some(({ isDone }) => !isDone)) return malformed('No Ogg page', at);
      context.note('trailer');
      return COMPLETE;
    }
    const isFirst = (page.flags & FIRST) !== 0;
    // All first pages stand before any other (RFC 3533 4).
    if (!isFirst && isEnough()) return at;
    if (isBeyond(context, page.end)) return truncated('The Ogg page', at);
    if (isFirst || streams.get(page.serial)?.isDone === false) {
      const ending = yield* walkPage(walker, page);
      if (ending !== undefined) return ending;
    }
    ahead = window.aheadBehind(page.end - at, HOP_BYTES);
    last = at;
    at = page.end;
  }
}

function endOf({ streams }: Walker, at: number): Ending {
  const isWhole = [...streams.values()].every(({ isDone }) => isDone);
  return isWhole ? COMPLETE : endsBefore('the comments of a stream', at);
}

function* readPage({ window }: Walker, at: number, ahead: number): Walk<Page | 'end' | 'cut' | 'none'> {
  const available = yield* window.load(at, HEADER_BYTES, ahead);
  if (available <= 0) return 'end';
  if (!CAPTURE.startsWith(window.text(at, Math.min(CAPTURE.length, available)))) return 'none';
  if (available < HEADER_BYTES) return 'cut';
  const segments = window.byte(at + 26);
  if ((yield* window.load(at, HEADER_BYTES + segments, ahead)) < HEADER_BYTES + segments) return 'cut';
  const lacing = window.slice(at + HEADER_BYTES, segments);
  const payloadAt = at + HEADER_BYTES + segments;
  const end = lacing.reduce((sum, length) => sum + length, payloadAt);
  return { at, flags: window.byte(at + 5), serial: window.u32le(at + 14), lacing, payloadAt, end };
}

function* walkPage(walker: Walker, page: Page): Walk<Ending | undefined> {
  const { window, streams } = walker;
  if ((yield* window.load(page.payloadAt, page.end - page.payloadAt)) < page.end - page.payloadAt) {
    return truncated('The Ogg page', page.at);
  }
  if (page.flags & FIRST) {
    if (streams.size >= LIMITS.textBlocks) return tooMany('streams', page.at);
    const codec = CODECS.find(({ first }) => window.startsWith(page.payloadAt, first));
    streams.set(page.serial, { codec, packets: 0, parts: [], isDone: codec === undefined });
  }
  const stream = streams.get(page.serial);
  if (stream === undefined) return undefined;
  // Pages were lost before a packet that goes on here.
  if (page.flags & CONTINUED && stream.parts.length === 0)
    return malformed('An Ogg page without the one before', page.at);
  let at = page.payloadAt;
  let start = at;
  for (const length of page.lacing) {
    at += length;
    // A packet goes on while segments are full.
    if (length === 255) continue;
    addPart(walker, stream, start, at);
    start = at;
    endPacket(walker, stream);
    if (stream.isDone) return undefined;
  }
  if (start < at) addPart(walker, stream, start, at);
  return walker.joinedBytes > LIMITS.blockBytes ? tooLarge('The comments', page.at, LIMITS.blockBytes) : undefined;
}

function addPart(walker: Walker, stream: Stream, start: number, end: number): void {
  walker.joinedBytes += end - start;
  stream.parts.push({ payload: walker.window.slice(start, end - start), offset: start });
}

/** The first packet says what the stream is, the second holds the comments. */
function endPacket(walker: Walker, stream: Stream): void {
  const { codec, parts } = stream;
  stream.parts = [];
  stream.packets += 1;
  if (stream.packets < 2 || codec === undefined) return;
  stream.isDone = true;
  const packet = join(parts.map(({ payload }) => payload));
  if (!startsWith(packet, codec.signature)) return;
  const block: Block = {
    kind: 'vorbis-comment',
    place: 'Ogg comment',
    payload: packet.subarray(codec.skipBytes),
    offset: (parts[0]?.offset ?? 0) + codec.skipBytes,
  };
  walker.context.emit(block);
}

/** The page nearest to the end whose header is sound, and which reaches the end or goes beyond it. */
function* lastPage(walker: Walker, from: number, size: number): Walk<Page | undefined> {
  const { window } = walker;
  for (const tailBytes of TAIL_BYTES) {
    const start = Math.max(from, size - tailBytes);
    yield* window.load(start, size - start);
    for (let at = size - HEADER_BYTES; at >= start; at--) {
      if (!window.startsWith(at, CAPTURE) || window.byte(at + 4) !== 0) continue;
      const page = yield* readPage(walker, at, HOP_BYTES);
      if (typeof page === 'object') return page;
      yield* window.load(start, size - start);
    }
  }
  return undefined;
}
