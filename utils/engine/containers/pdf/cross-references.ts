/** Where objects stand (ISO 32000-2 7.5.4, 7.5.8): sections of tables and streams, the newest first. */
import { unsigned } from '../../bytes';
import { LIMITS } from '../../limits';
import type { Walk } from '../../walk';
import { isBeyond } from '../media-size';
import { countOf, entryOf, itemsOf, nameOf, type PdfDocument, readAt, readObjectAt } from './document';
import { cutPdf, largePdf, malformedPdf } from './fault';
import { type PdfDictionary, SyntaxFault } from './syntax';
import { unpackStream } from './unpack';

export type Location =
  | { readonly kind: 'free' }
  | { readonly kind: 'at'; readonly offset: number }
  | { readonly kind: 'inside'; readonly stream: number; readonly index: number };

interface Range {
  readonly first: number;
  readonly count: number;
}

type Section =
  | { readonly kind: 'table'; readonly ranges: readonly (Range & { readonly at: number })[] }
  | {
      readonly kind: 'stream';
      readonly ranges: readonly Range[];
      readonly widths: readonly [number, number, number];
      readonly rows: Uint8Array;
    };

export interface CrossReferences {
  readonly sections: readonly Section[];
  /** Of the newest section. */
  readonly trailer: PdfDictionary;
}

/** @param from What `startxref` says. @throws PdfFault */
export function* readCrossReferences(document: PdfDocument, from: number): Walk<CrossReferences> {
  const sections: Section[] = [];
  const visited = new Set<number>();
  let newest: PdfDictionary | undefined;
  for (let next: number | undefined = from; next !== undefined; ) {
    if (visited.has(next)) throw malformedPdf('Cross-reference sections that name one another', next);
    if (visited.size >= LIMITS.pdfRevisions) {
      throw largePdf(`The document was changed more than ${LIMITS.pdfRevisions} times.`, next);
    }
    visited.add(next);
    const { section, trailer } = yield* readSection(document, next);
    // Of a hybrid file (7.5.8.4), what its stream lists is hidden in its table.
    const hybrid = countOf(entryOf(trailer, 'XRefStm'));
    if (hybrid !== undefined) sections.push((yield* readSection(document, hybrid)).section);
    sections.push(section);
    newest ??= trailer;
    next = countOf(entryOf(trailer, 'Prev'));
  }
  if (newest === undefined) throw malformedPdf('No cross-reference section', from);
  return { sections, trailer: newest };
}

interface ReadSection {
  readonly section: Section;
  readonly trailer: PdfDictionary;
}

function* readSection(document: PdfDocument, offset: number): Walk<ReadSection> {
  const at = offset + document.shift;
  const tableAt = yield* readAt(document, at, (reader) => {
    reader.skipSpace();
    const start = reader.at;
    return reader.word() === 'xref' ? at + reader.at : at - start;
  });
  return tableAt > at ? yield* readTable(document, tableAt) : yield* readStream(document, at);
}

const ENTRY_BYTES = 20;

/** Entries are hopped over by their fixed length, so that a table costs what is asked of it. */
function* readTable(document: PdfDocument, from: number): Walk<ReadSection> {
  const ranges: (Range & { readonly at: number })[] = [];
  for (let at = from; ; ) {
    if (ranges.length >= LIMITS.structures) throw largePdf('The cross-reference table has too many parts.', at);
    const part = yield* readAt(document, at, (reader) => {
      const word = reader.word();
      if (word === 'trailer') return reader.value();
      const count = reader.word();
      if (!/^\d{1,15}$/.test(word) || !/^\d{1,15}$/.test(count)) throw new SyntaxFault('malformed');
      reader.skipSpace();
      return { first: Number(word), count: Number(count), at: at + reader.at };
    });
    if ('first' in part) {
      ranges.push(part);
      at = part.at + ENTRY_BYTES * part.count;
      if (isBeyond(document.context, at)) throw cutPdf('The cross-reference table', part.at);
      continue;
    }
    if (part.kind !== 'dictionary') throw malformedPdf('No trailer dictionary', at);
    return { section: { kind: 'table', ranges }, trailer: part };
  }
}

const WIDEST_FIELD_BYTES = 6;

function* readStream(document: PdfDocument, at: number): Walk<ReadSection> {
  const { stream } = yield* readObjectAt(document, at);
  if (stream === undefined || nameOf(entryOf(stream.dictionary, 'Type')) !== 'XRef') {
    throw malformedPdf('No cross-reference section', at);
  }
  const { dictionary } = stream;
  const [type, second, third] = itemsOf(entryOf(dictionary, 'W')).map(countOf);
  const size = countOf(entryOf(dictionary, 'Size'));
  if (type === undefined || second === undefined || third === undefined || size === undefined) {
    throw malformedPdf('A cross-reference stream without its form', at);
  }
  if (Math.max(type, second, third) > WIDEST_FIELD_BYTES)
    throw malformedPdf('A cross-reference stream of wide fields', at);
  const index = itemsOf(entryOf(dictionary, 'Index')).map((item) => countOf(item) ?? 0);
  const ranges: Range[] = index.length === 0 ? [{ first: 0, count: size }] : [];
  for (let pair = 0; pair + 1 < index.length; pair += 2) {
    ranges.push({ first: index[pair] ?? 0, count: index[pair + 1] ?? 0 });
  }
  const length = countOf(entryOf(dictionary, 'Length'));
  // Cross-reference streams are never encrypted (7.5.8.2).
  const rows = yield* unpackStream(document, stream, { length, limitBytes: LIMITS.textBytes, isOpen: true });
  return { section: { kind: 'stream', ranges, widths: [type, second, third], rows }, trailer: dictionary };
}

/** Where an object stands now: the newest section that lists it decides. */
export function* locate(document: PdfDocument, { sections }: CrossReferences, number: number): Walk<Location> {
  for (const section of sections) {
    const location =
      section.kind === 'table' ? yield* inTable(document, section.ranges, number) : inStream(section, number);
    if (location !== undefined) return location;
  }
  return { kind: 'free' };
}

function* inTable(
  document: PdfDocument,
  ranges: readonly (Range & { readonly at: number })[],
  number: number,
): Walk<Location | undefined> {
  const range = ranges.find(({ first, count }) => number >= first && number < first + count);
  if (range === undefined) return undefined;
  const at = range.at + ENTRY_BYTES * (number - range.first);
  yield* document.window.load(at, ENTRY_BYTES);
  const entry = /^(\d{10}) \d{5} ([nf])/.exec(document.window.text(at, ENTRY_BYTES));
  if (entry === null) throw malformedPdf('A cross-reference entry of no sound form', at);
  return entry[2] === 'f' ? { kind: 'free' } : { kind: 'at', offset: Number(entry[1]) + document.shift };
}

function inStream(section: Section & { readonly kind: 'stream' }, number: number): Location | undefined {
  const { ranges, rows } = section;
  const [typeBytes, secondBytes, thirdBytes] = section.widths;
  let row = 0;
  for (const { first, count } of ranges) {
    if (number < first || number >= first + count) {
      row += count;
      continue;
    }
    const rowBytes = typeBytes + secondBytes + thirdBytes;
    const at = (row + number - first) * rowBytes;
    if (at + rowBytes > rows.length) return undefined;
    const fields = rows.subarray(at, at + rowBytes);
    const type = typeBytes === 0 ? 1 : unsigned(fields.subarray(0, typeBytes));
    const second = unsigned(fields.subarray(typeBytes, typeBytes + secondBytes));
    const third = unsigned(fields.subarray(typeBytes + secondBytes));
    if (type === 1) return { kind: 'at', offset: second };
    return type === 2 ? { kind: 'inside', stream: second, index: third } : { kind: 'free' };
  }
  return undefined;
}
