import { startsWith, unsigned } from '../bytes';
import { childElements, EBML, elementHeader, MAX_HEADER_BYTES } from '../ebml';
import { LIMITS } from '../limits';
import type { Container, Ending, Walk, WalkContext } from '../walk';
import { COMPLETE, endsBefore, malformed, tooLarge, tooMany, truncated } from './endings';
import { isBeyond } from './media-size';
import { Window } from './window';

const HOP_BYTES = 512;
const METADATA: ReadonlyMap<number, { readonly variant: string; readonly place: string }> = new Map([
  [EBML.tags, { variant: 'tags', place: 'Matroska Tags' }],
  [EBML.info, { variant: 'info', place: 'Matroska Info' }],
]);
/** Elements that may leave their size open: their children follow as if they stood beside them. */
const ENTERED: ReadonlySet<number> = new Set([EBML.segment, EBML.cluster]);

/**
 * Matroska and WebM (RFC 9559). Tags stand before the clusters or behind them: the SeekHead says where, and a file
 * that has one is hopped over as it says; without one, every cluster is hopped over.
 */
export const matroska: Container = {
  recognise: (head) => {
    if (!startsWith(head, '\x1aE\xdf\xa3')) return null;
    return { name: isWebm(head) ? 'webm' : 'matroska', kind: 'video' };
  },
  walk,
};

/** By DocType in the EBML header (RFC 8794 11.2.7). */
function isWebm(head: Uint8Array): boolean {
  const header = elementHeader(head.subarray(0, MAX_HEADER_BYTES));
  if (header === undefined) return false;
  const payload = head.subarray(header.headerBytes, header.headerBytes + (header.lengthBytes ?? 0));
  const docType = childElements(payload, 32).elements.find(({ id }) => id === EBML.docType);
  return docType !== undefined && startsWith(docType.payload, 'webm');
}

interface Walker {
  readonly context: WalkContext;
  readonly window: Window;
  /** Where the segment's payload begins, which positions count from. */
  segmentAt: number | undefined;
  /** Infinite where the segment's size is left open. */
  segmentEnd: number;
  hasSeekHead: boolean;
  /** Where the SeekHead says that elements stand. */
  readonly targets: Map<number, number>;
  readonly met: Set<number>;
  hasMetCluster: boolean;
}

interface Element {
  readonly id: number;
  readonly at: number;
  readonly payloadAt: number;
  readonly lengthBytes: number | undefined;
}

function* walk(context: WalkContext): Walk<Ending> {
  const window = new Window();
  yield* window.load(0, 1, LIMITS.firstReadBytes);
  const walker: Walker = {
    context,
    window,
    segmentAt: undefined,
    segmentEnd: Number.POSITIVE_INFINITY,
    hasSeekHead: false,
    targets: new Map(),
    met: new Set(),
    hasMetCluster: false,
  };
  const ending = yield* walkFrom(walker, 0);
  if (ending.kind !== 'complete') return ending;
  return (yield* walkUnmetTags(walker)) ?? ending;
}

function* walkFrom(walker: Walker, from: number): Walk<Ending> {
  const { context, window } = walker;
  let ahead = HOP_BYTES;
  let at = from;
  let last: Element | undefined;
  for (let count = 0; ; count++) {
    if (count >= LIMITS.structures) return tooMany('elements', at);
    const element = yield* readElement(walker, at, ahead);
    // The read behind an element may be what tells that the medium ends inside it.
    if (element === 'end') return last && isBeyond(context, at) ? cutIn(walker, last) : endOf(walker, at);
    if (element === 'cut') return isOpen(walker) ? COMPLETE : truncated('An element', at);
    if (element === 'none') {
      if (at < walker.segmentEnd || walker.segmentAt === undefined) return malformed('No EBML element', at);
      context.note('trailer');
      return COMPLETE;
    }
    walker.met.add(at);
    const { id, payloadAt, lengthBytes } = element;
    if (walker.segmentAt === undefined && id === EBML.segment) {
      walker.segmentAt = payloadAt;
      walker.segmentEnd = lengthBytes === undefined ? Number.POSITIVE_INFINITY : payloadAt + lengthBytes;
    }
    if (id === EBML.cluster && !walker.hasMetCluster) {
      walker.hasMetCluster = true;
      const behind = yield* behindClusters(walker, at);
      if (typeof behind === 'object') return behind;
      if (behind !== undefined) {
        at = behind;
        continue;
      }
    }
    if (id === EBML.segment || (lengthBytes === undefined && ENTERED.has(id))) {
      at = payloadAt;
      continue;
    }
    if (lengthBytes === undefined) return malformed('An element of open size', at);
    const end = payloadAt + lengthBytes;
    if (isBeyond(context, end)) return cutIn(walker, element);
    const ending = yield* walkElement(walker, { ...element, lengthBytes });
    if (ending !== undefined) return ending;
    ahead = window.aheadBehind(lengthBytes, HOP_BYTES);
    at = end;
    last = element;
  }
}

function cutIn(walker: Walker, { id, at }: Element): Ending {
  const isMedia = !METADATA.has(id) && id !== EBML.seekHead && walker.hasMetCluster;
  return isMedia && isOpen(walker) ? COMPLETE : truncated('An element', at);
}

/** A live stream ends wherever it was left, among its media data. */
const isOpen = ({ segmentAt, segmentEnd, hasMetCluster }: Walker): boolean =>
  segmentAt !== undefined && segmentEnd === Number.POSITIVE_INFINITY && hasMetCluster;

function* readElement({ window }: Walker, at: number, ahead: number): Walk<Element | 'end' | 'cut' | 'none'> {
  const available = yield* window.load(at, MAX_HEADER_BYTES, ahead);
  if (available <= 0) return 'end';
  const header = elementHeader(window.slice(at, available));
  if (header !== undefined) {
    const { id, headerBytes, lengthBytes } = header;
    return { id, at, payloadAt: at + headerBytes, lengthBytes };
  }
  return available < MAX_HEADER_BYTES && window.byte(at) >= 0x10 ? 'cut' : 'none';
}

function endOf(walker: Walker, at: number): Ending {
  const { segmentAt, segmentEnd } = walker;
  if (segmentAt === undefined) return endsBefore('its segment', at);
  if (segmentEnd === Number.POSITIVE_INFINITY && !walker.hasMetCluster) return endsBefore('its first cluster', at);
  if (segmentEnd === Number.POSITIVE_INFINITY || at >= segmentEnd) return COMPLETE;
  return endsBefore(`byte ${segmentEnd}, where its segment ends`, at);
}

/**
 * Where the walk goes on behind the clusters, by the SeekHead; complete where that names nothing behind them (RFC 9559
 * 5.1.1: it lists every element but clusters). `undefined` where the clusters must be hopped over one by one.
 */
function* behindClusters(walker: Walker, clusterAt: number): Walk<number | Ending | undefined> {
  const { context, window, targets, segmentEnd } = walker;
  const size = context.size();
  if (!walker.hasSeekHead || size === undefined) return undefined;
  if (segmentEnd !== Number.POSITIVE_INFINITY && size < segmentEnd) {
    return endsBefore(`byte ${segmentEnd}, where its segment ends`, size);
  }
  const next = [...targets.keys()].filter((target) => target > clusterAt).sort((a, b) => a - b)[0];
  if (next === undefined) return COMPLETE;
  if (next >= size) return endsBefore(`byte ${next}, where its SeekHead says that more stands`, size);
  const header = elementHeader(window.slice(next, yield* window.load(next, MAX_HEADER_BYTES, HOP_BYTES)));
  // A SeekHead that points elsewhere is not believed at all.
  return header?.id === targets.get(next) ? next : undefined;
}

interface SizedElement extends Element {
  readonly lengthBytes: number;
}

function* walkElement(walker: Walker, element: SizedElement): Walk<Ending | undefined> {
  const { context, window } = walker;
  const { id, at, payloadAt, lengthBytes } = element;
  const metadata = METADATA.get(id);
  if (metadata === undefined && id !== EBML.seekHead) return undefined;
  if (lengthBytes > LIMITS.blockBytes) return tooLarge('An element', at, LIMITS.blockBytes);
  if ((yield* window.load(payloadAt, lengthBytes, lengthBytes + HOP_BYTES)) < lengthBytes) {
    return truncated('An element', at);
  }
  const payload = window.slice(payloadAt, lengthBytes);
  if (metadata === undefined) readSeekHead(walker, payload);
  else context.emit({ kind: 'matroska-tags', ...metadata, payload, offset: payloadAt });
  return undefined;
}

function readSeekHead(walker: Walker, payload: Uint8Array): void {
  walker.hasSeekHead = true;
  for (const seek of childElements(payload, LIMITS.textBlocks).elements) {
    const { elements } = childElements(seek.payload, 16);
    const id = elements.find((element) => element.id === EBML.seekId);
    const position = elements.find((element) => element.id === EBML.seekPosition);
    if (seek.id !== EBML.seek || id === undefined || position === undefined) continue;
    const target = (walker.segmentAt ?? 0) + unsigned(position.payload);
    if (Number.isSafeInteger(target)) walker.targets.set(target, unsigned(id.payload));
  }
}

/** Tags that a further SeekHead, behind the clusters, names among them. */
function* walkUnmetTags(walker: Walker): Walk<Ending | undefined> {
  for (const [at, id] of walker.targets) {
    if (id !== EBML.tags || walker.met.has(at)) continue;
    const element = yield* readElement(walker, at, HOP_BYTES);
    if (typeof element === 'string' || element.id !== EBML.tags || element.lengthBytes === undefined) continue;
    walker.met.add(at);
    const ending = yield* walkElement(walker, { ...element, lengthBytes: element.lengthBytes });
    if (ending !== undefined) return ending;
  }
  return undefined;
}
