import { latin1 } from '../../bytes';
import { C2PA_STORE_TYPES } from '../../jumbf-boxes';
import { LIMITS } from '../../limits';
import type { Container, Ending, Walk, WalkContext } from '../../walk';
import { COMPLETE, endsBefore, truncated } from '../endings';
import { mediaSize } from '../media-size';
import { Window } from '../window';
import { type CrossReferences, readCrossReferences } from './cross-references';
import { entryOf, nameOf, type PdfDocument } from './document';
import { embeddedFiles } from './embedded-files';
import { malformedPdf, PdfFault, packedPdf } from './fault';
import { openObjects, type PdfObjects, resolve, streamBytes } from './objects';
import type { PdfValue } from './syntax';

/** Readers take bytes before the header, so far. */
const HEADER_WITHIN_BYTES = 1024;

/**
 * PDF (ISO 32000-2): what the document says of itself now, after its last change. Pages, and the pictures on them with
 * metadata of their own, are not looked at.
 */
export const pdf: Container = {
  recognise: (head) => (headerAt(head) < 0 ? null : { name: 'pdf', kind: 'document' }),
  walk,
};

const headerAt = (head: Uint8Array): number => latin1(head, 0, HEADER_WITHIN_BYTES).indexOf('%PDF-');

function* walk(context: WalkContext): Walk<Ending> {
  const window = new Window();
  yield* window.load(0, HEADER_WITHIN_BYTES, LIMITS.firstReadBytes);
  const shift = headerAt(window.slice(0, HEADER_WITHIN_BYTES));
  const document: PdfDocument = { context, window, shift: 0, objectCount: 0, unpackedBytes: 0, streamedObjectBytes: 0 };
  const tail = yield* readTail(context, window);
  if ('kind' in tail) return tail;
  let firstProblem = tail.problem;
  try {
    const references = yield* crossReferences(document, tail.from, shift);
    const objects = yield* openObjects(document, references);
    for (const place of [walkInfo, walkMetadata, walkManifests]) {
      const problem = yield* attempt(place(objects));
      firstProblem ??= problem;
    }
  } catch (error) {
    if (!(error instanceof PdfFault)) throw error;
    firstProblem ??= error.ending;
  }
  return firstProblem ?? COMPLETE;
}

interface Tail {
  /** Where the newest cross-reference section stands, as the file counts. */
  readonly from: number;
  readonly problem: Ending | undefined;
}

/** The last `startxref`, and what follows it (7.5.5). */
function* readTail(context: WalkContext, window: Window): Walk<Tail | Ending> {
  const size = yield* mediaSize(context, window, 0);
  const tailAt = Math.max(0, size - LIMITS.pdfTailBytes);
  const tail = latin1(window.slice(tailAt, yield* window.load(tailAt, size - tailAt)));
  const start = tail.lastIndexOf('startxref');
  const end = /^startxref\s+(\d{1,15})(\s+%%EOF)?/.exec(tail.slice(start, start + 64));
  if (start < 0 || end === null) return endsBefore('its cross-reference table is named', size);
  const behind = tail.slice(start + end[0].length).trimStart();
  if (end[2] === undefined) return { from: Number(end[1]), problem: endsBefore('its %%EOF', size) };
  if (/[^\s\0]/.test(behind)) context.note('trailer');
  // A change is appended, and begins with the number of its first object, or a comment (exiftool).
  const isCutChange = /^[\d%]/.test(behind) || /\d\s+\d+\s+obj\b/.test(behind);
  return {
    from: Number(end[1]),
    problem: isCutChange ? truncated('A change of the document', tailAt + start) : undefined,
  };
}

/** Where something stands before the header, some writers count from the header and some from the file's beginning. */
function* crossReferences(document: PdfDocument, from: number, shift: number): Walk<CrossReferences> {
  try {
    return yield* readCrossReferences(document, from);
  } catch (error) {
    if (!(error instanceof PdfFault) || shift <= 0) throw error;
    document.shift = shift;
    return yield* readCrossReferences(document, from);
  }
}

/** What one place cannot give keeps no other from being read. */
function* attempt(place: Walk<void>): Walk<Ending | undefined> {
  try {
    yield* place;
    return undefined;
  } catch (error) {
    if (!(error instanceof PdfFault)) throw error;
    return error.ending;
  }
}

/** The document information dictionary (14.3.3): TC260-PG-20258A puts the label there, under `AIGC`. */
function* walkInfo(objects: PdfObjects): Walk<void> {
  const info = yield* resolve(objects, entryOf(objects.references.trailer, 'Info'));
  if (info.value.kind !== 'dictionary') return;
  for (const [key, entry] of info.value.entries) {
    const { value, offset } = yield* resolve(objects, entry);
    if (value.kind !== 'string') continue;
    if (!objects.access.strings) throw packedPdf('The encrypted document information', info.offset);
    const at = offset === 0 ? info.offset : offset;
    objects.document.context.emit({ kind: 'pdf-text', key, place: 'PDF Info', payload: value.bytes, offset: at });
  }
}

function* catalogOf(objects: PdfObjects): Walk<PdfValue> {
  const { value, offset } = yield* resolve(objects, entryOf(objects.references.trailer, 'Root'));
  if (value.kind !== 'dictionary') throw malformedPdf('No document catalogue', offset);
  return value;
}

function* walkMetadata(objects: PdfObjects): Walk<void> {
  const metadata = yield* resolve(objects, entryOf(yield* catalogOf(objects), 'Metadata'));
  const { stream } = metadata;
  if (stream === undefined) return;
  const isOpen = objects.access.metadata;
  const payload = yield* streamBytes(objects, { stream, limitBytes: LIMITS.xmpBytes, isOpen });
  objects.document.context.emit({ kind: 'xmp', place: 'PDF Metadata XMP', payload, offset: stream.at });
}

const RELATIONSHIP = 'C2PA_Manifest';

/** C2PA 2.x A.4: embedded files of this relationship, or of these types where none is stated. */
function* walkManifests(objects: PdfObjects): Walk<void> {
  const visited = new Set<number>();
  for (const file of yield* embeddedFiles(objects, yield* catalogOf(objects))) {
    const relationship = nameOf(entryOf(file, 'AFRelationship'));
    if (relationship !== undefined && relationship !== RELATIONSHIP) continue;
    const streams = (yield* resolve(objects, entryOf(file, 'EF'))).value;
    const { stream } = yield* resolve(objects, entryOf(streams, 'F') ?? entryOf(streams, 'UF'));
    if (stream === undefined || visited.has(stream.at)) continue;
    visited.add(stream.at);
    const type = nameOf(entryOf(stream.dictionary, 'Subtype')) ?? '';
    if (relationship === undefined && !C2PA_STORE_TYPES.has(type.toLowerCase())) continue;
    const isOpen = objects.access.embedded;
    const payload = yield* streamBytes(objects, { stream, limitBytes: LIMITS.c2paStoreBytes, isOpen });
    objects.document.context.emit({ kind: 'jumbf', place: 'PDF C2PA', payload, offset: stream.at });
  }
}
