/** Objects by their number: at an offset of their own, or inside an object stream (ISO 32000-2 7.5.7). */
import { join } from '../../bytes';
import { LIMITS } from '../../limits';
import type { Walk } from '../../walk';
import { type Access, accessOf } from './access';
import { type CrossReferences, locate } from './cross-references';
import { countOf, entryOf, nameOf, type PdfDocument, type PdfObject, readObjectAt } from './document';
import { largePdf, malformedPdf } from './fault';
import { NULL, PdfReader, type PdfValue, SyntaxFault } from './syntax';
import { unpackStream } from './unpack';

export interface PdfObjects {
  readonly document: PdfDocument;
  readonly references: CrossReferences;
  readonly access: Access;
  /** `undefined` while one is being opened: its own length may stand inside it. */
  readonly objectStreams: Map<number, ObjectStream | undefined>;
}

const SPACE = 0x20;

interface ObjectStream {
  readonly bytes: Uint8Array;
  /** Where each object begins, by its number. */
  readonly starts: ReadonlyMap<number, number>;
  readonly offset: number;
}

export function* openObjects(document: PdfDocument, references: CrossReferences): Walk<PdfObjects> {
  const objects = { document, references, access: ALL, objectStreams: new Map() };
  const encrypt = (yield* resolve(objects, entryOf(references.trailer, 'Encrypt'))).value;
  return encrypt.kind === 'null' ? objects : { ...objects, access: accessOf(encrypt) };
}

const ALL: Access = { strings: true, streams: true, metadata: true, embedded: true };

/** The object that a value is, or points to; `null` where there is none (7.3.10). @throws PdfFault */
export function* resolve(objects: PdfObjects, value: PdfValue | undefined): Walk<PdfObject> {
  let current: PdfObject = { number: 0, value: value ?? NULL, offset: 0 };
  for (let hops = 0; current.value.kind === 'reference'; hops++) {
    if (hops >= LIMITS.nesting) throw largePdf('References of the document point to one another.', current.offset);
    current = yield* loadObject(objects, current.value.number);
  }
  return current;
}

function* loadObject(objects: PdfObjects, number: number): Walk<PdfObject> {
  const { document, references } = objects;
  const location = yield* locate(document, references, number);
  switch (location.kind) {
    case 'free':
      return { number, value: NULL, offset: 0 };
    case 'at': {
      const object = yield* readObjectAt(document, location.offset);
      if (object.number !== number) throw malformedPdf(`Another PDF object than ${number}`, location.offset);
      return object;
    }
    case 'inside': {
      const { bytes, starts, offset } = yield* objectStream(objects, location.stream);
      const start = starts.get(number);
      if (start === undefined) throw malformedPdf(`No PDF object ${number} in its stream`, offset);
      return { number, value: valueIn(document, bytes, start, offset), offset };
    }
  }
}

function* objectStream(objects: PdfObjects, number: number): Walk<ObjectStream> {
  const known = objects.objectStreams.get(number);
  if (known !== undefined) return known;
  if (objects.objectStreams.has(number)) throw malformedPdf(`An object stream ${number} that needs itself`, 0);
  objects.objectStreams.set(number, undefined);
  const location = yield* locate(objects.document, objects.references, number);
  // An object stream inside another is against the rule, and would let them go in circles.
  if (location.kind !== 'at') throw malformedPdf(`No object stream ${number}`, 0);
  const { stream, offset } = yield* readObjectAt(objects.document, location.offset);
  if (stream === undefined || nameOf(entryOf(stream.dictionary, 'Type')) !== 'ObjStm') {
    throw malformedPdf('No object stream', offset);
  }
  const unpacked = yield* streamBytes(objects, {
    stream,
    limitBytes: LIMITS.textBytes,
    isOpen: objects.access.streams,
  });
  // The last value of all may be a number, which would go on without a space behind it.
  const bytes = join([unpacked, Uint8Array.of(SPACE)]);
  const count = countOf(entryOf(stream.dictionary, 'N')) ?? 0;
  const first = countOf(entryOf(stream.dictionary, 'First')) ?? 0;
  const opened = { bytes, starts: startsOf(bytes, count, first, offset), offset };
  objects.objectStreams.set(number, opened);
  return opened;
}

function startsOf(bytes: Uint8Array, count: number, first: number, offset: number): ReadonlyMap<number, number> {
  if (count > LIMITS.structures) throw largePdf(`The object stream at byte ${offset} has too many objects.`, offset);
  const starts = new Map<number, number>();
  const reader = new PdfReader(bytes);
  try {
    for (let index = 0; index < count; index++) starts.set(Number(reader.word()), first + Number(reader.word()));
  } catch (error) {
    if (!(error instanceof SyntaxFault)) throw error;
    throw malformedPdf('An object stream that ends inside its list', offset);
  }
  return starts;
}

/** Objects may overlap, and be asked for again and again: what is read of them is counted. */
function valueIn(document: PdfDocument, bytes: Uint8Array, start: number, offset: number): PdfValue {
  const reader = new PdfReader(bytes, start);
  try {
    const value = reader.value();
    document.streamedObjectBytes += reader.at - start;
    if (document.streamedObjectBytes > LIMITS.pdfObjectBytes) {
      throw largePdf(`The objects in the stream at byte ${offset} are too long, or asked for too often.`, offset);
    }
    return value;
  } catch (error) {
    if (!(error instanceof SyntaxFault)) throw error;
    throw malformedPdf('No PDF object in the object stream', offset);
  }
}

interface Wanted {
  readonly stream: NonNullable<PdfObject['stream']>;
  readonly limitBytes: number;
  readonly isOpen: boolean;
}

/** A stream's bytes, its length resolved. @throws PdfFault */
export function* streamBytes(objects: PdfObjects, { stream, limitBytes, isOpen }: Wanted): Walk<Uint8Array> {
  const length = countOf((yield* resolve(objects, entryOf(stream.dictionary, 'Length'))).value);
  return yield* unpackStream(objects.document, stream, { length, limitBytes, isOpen });
}
