/** What the formats leave open: where a file may end, so that no reader can know of what followed. */
import { latin1 } from '../../utils/engine/bytes';
import type { ContainerName, LabelReport } from '../../utils/engine/report';
import { inspectBytes } from './inspect-bytes';

/** MPEG audio ends among its frames; an SVG with its root, whatever follows; a PDF before each addition to it. */
const ENDLESS: ReadonlySet<ContainerName> = new Set(['mp3', 'aac', 'svg', 'pdf']);
/** A file of boxes, tags or clusters is whole before each of them. */
const CHAINED: ReadonlySet<ContainerName> = new Set([
  'heic',
  'heif',
  'avif',
  'jxl',
  'mp4',
  'mov',
  'm4a',
  'matroska',
  'webm',
  'flv',
  'ogg',
  'wav',
  'avi',
  'aiff',
]);
/** So much of the next structure shows that it is cut; fewer may be padding. */
const SHOWING_BYTES = 5;

/**
 * Whether the format leaves open where a file ends, so that nobody can know of what followed. A JPEG cut in its picture
 * data (marks.md 4.5) says so in a note.
 */
export async function mayEndThere(
  { container, notes = [] }: LabelReport,
  { medium, at }: { readonly medium: Uint8Array; readonly at: number },
): Promise<boolean> {
  if (notes.includes('ends-early') || notes.includes('trailer') || ENDLESS.has(container)) return true;
  const prefix = latin1(medium, 0, at);
  if (OPEN_SEGMENTS.some((start) => prefix.includes(start))) return true;
  if (endsItself(prefix) || at >= statedEnd(medium)) return true;
  if (!CHAINED.has(container)) return false;
  const longer = at + SHOWING_BYTES;
  return longer >= medium.length || (await inspectBytes(medium.subarray(0, longer))).verdict.status !== 'unlabelled';
}

/** A live stream of Matroska, whose segment has no size, ends wherever it was left, among its media data. */
const OPEN_SEGMENTS = ['\xff', `\x01${'\xff'.repeat(7)}`].map((size) => `\x18\x53\x80\x67${size}`);

/** A picture may be followed by a trailer, which it does not announce: behind EOI, behind IEND and its check sum. */
const endsItself = (prefix: string): boolean => /(?:\xff\xd9|IEND[\s\S]{4})$/.test(prefix.slice(-8));

/** Where a RIFF or IFF file says that it ends: what follows is a surprise. */
function statedEnd(medium: Uint8Array): number {
  const view = new DataView(medium.buffer, medium.byteOffset, medium.byteLength);
  const form = latin1(medium, 0, 4);
  if (medium.length < 8 || !/^(?:RIFF|FORM)$/.test(form)) return Number.POSITIVE_INFINITY;
  return 8 + (view.getUint32(4, form === 'RIFF') || Number.POSITIVE_INFINITY);
}
