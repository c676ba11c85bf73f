/** What the walk over a PDF keeps, and how it reads one value or stream at an offset. */
import { LIMITS } from '../../limits';
import type { Walk, WalkContext } from '../../walk';
import { isBeyond } from '../media-size';
import type { Window } from '../window';
import { cutPdf, largePdf, malformedPdf } from './fault';
import { type PdfDictionary, PdfReader, type PdfValue, SyntaxFault } from './syntax';

export interface PdfDocument {
  readonly context: WalkContext;
  readonly window: Window;
  /** Bytes before `%PDF-`, from which such files count their offsets. */
  shift: number;
  objectCount: number;
  unpackedBytes: number;
  /** Of the objects in object streams that were read, so far. */
  streamedObjectBytes: number;
}

export interface PdfStream {
  readonly dictionary: PdfDictionary;
  /** Where its bytes begin. */
  readonly at: number;
}

export interface PdfObject {
  readonly number: number;
  readonly value: PdfValue;
  readonly stream?: PdfStream;
  readonly offset: number;
}

const FIRST_BYTES = 2 * 1024;

/** Runs `read` over ever more bytes from `offset` until they suffice. @throws PdfFault */
export function* readAt<Result>(
  { window, context }: PdfDocument,
  offset: number,
  read: (reader: PdfReader, bytes: Uint8Array) => Result,
): Walk<Result> {
  if (isBeyond(context, offset + 1)) throw cutPdf('An object of the document', offset);
  for (let length = FIRST_BYTES; ; length *= 2) {
    const available = yield* window.load(offset, length);
    const bytes = window.slice(offset, available);
    try {
      return read(new PdfReader(bytes), bytes);
    } catch (error) {
      if (!(error instanceof SyntaxFault)) throw error;
      if (error.problem === 'malformed') throw malformedPdf('No PDF object', offset);
      if (available < length) throw cutPdf('A PDF object', offset);
      if (length >= LIMITS.pdfObjectBytes) {
        throw largePdf(`The PDF object at byte ${offset} is larger than ${LIMITS.pdfObjectBytes} bytes.`, offset);
      }
    }
  }
}

/** `12 0 obj …`: its value, and where its stream begins if it is one (7.3.8, 7.3.10). */
export function* readObjectAt(document: PdfDocument, offset: number): Walk<PdfObject> {
  if (++document.objectCount > LIMITS.pdfObjects) {
    throw largePdf(`The document's metadata are spread over more than ${LIMITS.pdfObjects} objects.`, offset);
  }
  return yield* readAt(document, offset, (reader, bytes) => {
    const [number, generation, keyword] = [reader.word(), reader.word(), reader.word()];
    if (!/^\d+$/.test(number) || !/^\d+$/.test(generation) || keyword !== 'obj') throw new SyntaxFault('malformed');
    const value = reader.value();
    const object = { number: Number(number), value, offset };
    if (value.kind !== 'dictionary' || reader.word() !== 'stream') return object;
    // One line end follows; CR alone is against the rule, and met.
    const isCr = bytes[reader.at] === 13;
    const lineEnd = isCr && bytes[reader.at + 1] === 10 ? 2 : isCr || bytes[reader.at] === 10 ? 1 : 0;
    return { ...object, stream: { dictionary: value, at: offset + reader.at + lineEnd } };
  });
}

export const entryOf = (value: PdfValue | undefined, key: string): PdfValue | undefined =>
  value?.kind === 'dictionary' ? value.entries.get(key) : undefined;

export const nameOf = (value: PdfValue | undefined): string | undefined =>
  value?.kind === 'name' ? value.name : undefined;

/** A whole number that is not negative. */
export const countOf = (value: PdfValue | undefined): number | undefined =>
  value?.kind === 'number' && Number.isSafeInteger(value.value) && value.value >= 0 ? value.value : undefined;

export const itemsOf = (value: PdfValue | undefined): readonly PdfValue[] =>
  value?.kind === 'array' ? value.items : [];
