/** The bytes of a stream, unpacked (ISO 32000-2 7.4). */
import { inflateZlib } from '../../decoders/inflate';
import { LIMITS } from '../../limits';
import type { Walk } from '../../walk';
import { countOf, entryOf, itemsOf, nameOf, type PdfDocument, type PdfStream } from './document';
import { cutPdf, largePdf, malformedPdf, packedPdf } from './fault';
import type { PdfValue } from './syntax';

export interface StreamLimits {
  /** Its length as stated; a reference is resolved by the caller. */
  readonly length: number | undefined;
  readonly limitBytes: number;
  /** Whether streams of this kind are as they were before encryption; an `Identity` filter of their own makes it so. */
  readonly isOpen: boolean;
}

/** @throws PdfFault */
export function* unpackStream(
  document: PdfDocument,
  { dictionary, at }: PdfStream,
  limits: StreamLimits,
): Walk<Uint8Array> {
  const filters = filtersOf(dictionary);
  const isIdentity = filters.some(({ name, settings }) => name === 'Crypt' && cryptName(settings) === 'Identity');
  if (!limits.isOpen && !isIdentity) throw packedPdf('An encrypted stream', at);
  const { length, limitBytes } = limits;
  if (length === undefined) throw malformedPdf('A PDF stream without its length', at);
  if (length > limitBytes) throw largePdf(`The PDF stream at byte ${at} is larger than ${limitBytes} bytes.`, at);
  const available = yield* document.window.load(at, length + END_BYTES);
  if (available < length) throw cutPdf('A PDF stream', at);
  if (!/^\s*endstream/.test(document.window.text(at + length, Math.min(END_BYTES, available - length)))) {
    throw malformedPdf('A PDF stream of another length than it says', at);
  }
  let bytes = document.window.slice(at, length);
  for (const filter of filters) {
    if (filter.name === 'Crypt') continue;
    if (!FLATE.has(filter.name)) throw packedPdf(`A stream of the filter ${filter.name}`, at);
    bytes = withoutPredictor(inflated(document, bytes, at), filter.settings, at);
  }
  return bytes;
}

/** Enough for a line end and `endstream`. */
const END_BYTES = 16;
const FLATE: ReadonlySet<string> = new Set(['FlateDecode', 'Fl']);

interface Filter {
  readonly name: string;
  readonly settings: PdfValue | undefined;
}

function filtersOf(dictionary: PdfValue): readonly Filter[] {
  const filter = entryOf(dictionary, 'Filter');
  const settings = entryOf(dictionary, 'DecodeParms');
  if (filter?.kind === 'name') return [{ name: filter.name, settings: itemsOf(settings)[0] ?? settings }];
  return itemsOf(filter).map((name, index) => ({ name: nameOf(name) ?? '?', settings: itemsOf(settings)[index] }));
}

const cryptName = (settings: PdfValue | undefined): string => nameOf(entryOf(settings, 'Name')) ?? 'Identity';

function inflated(document: PdfDocument, packed: Uint8Array, at: number): Uint8Array {
  const { bytes, problem } = inflateZlib(packed);
  document.unpackedBytes += bytes.length;
  if (problem === 'over-budget' || document.unpackedBytes > LIMITS.decodedBytes) {
    throw largePdf(`The PDF stream at byte ${at} unpacks to more than is read.`, at);
  }
  if (problem === 'malformed') throw malformedPdf('A PDF stream that cannot be inflated', at);
  return bytes;
}

/** PNG predictors (7.4.4.4): what cross-reference streams are packed with. */
function withoutPredictor(bytes: Uint8Array, settings: PdfValue | undefined, at: number): Uint8Array {
  const predictor = countOf(entryOf(settings, 'Predictor')) ?? 1;
  if (predictor === 1) return bytes;
  if (predictor < 10) throw packedPdf('A stream of the TIFF predictor', at);
  const number = (key: string, otherwise: number) => countOf(entryOf(settings, key)) ?? otherwise;
  const pixelBits = number('Colors', 1) * number('BitsPerComponent', 8);
  const rowBytes = Math.ceil((pixelBits * number('Columns', 1)) / 8);
  const pixelBytes = Math.max(1, Math.ceil(pixelBits / 8));
  if (rowBytes < 1 || rowBytes > bytes.length) throw malformedPdf('A PDF stream of impossible rows', at);
  const rows = Math.ceil(bytes.length / (rowBytes + 1));
  const whole = new Uint8Array(rows * rowBytes);
  for (let row = 0; row < rows; row++) {
    const from = row * (rowBytes + 1);
    unfilterRow(whole.subarray(Math.max(0, row - 1) * rowBytes, (row + 1) * rowBytes), {
      filter: bytes[from] ?? 0,
      filtered: bytes.subarray(from + 1, from + 1 + rowBytes),
      rowBytes,
      pixelBytes,
    });
  }
  return whole;
}

interface FilteredRow {
  readonly filter: number;
  readonly filtered: Uint8Array;
  readonly rowBytes: number;
  readonly pixelBytes: number;
}

/** @param rows The row before, where there is one, and room for this one behind it. */
function unfilterRow(rows: Uint8Array, { filter, filtered, rowBytes, pixelBytes }: FilteredRow): void {
  const start = rows.length - rowBytes;
  for (let index = 0; index < filtered.length; index++) {
    const at = start + index;
    const left = index >= pixelBytes ? (rows[at - pixelBytes] ?? 0) : 0;
    const up = start > 0 ? (rows[at - rowBytes] ?? 0) : 0;
    const upLeft = start > 0 && index >= pixelBytes ? (rows[at - rowBytes - pixelBytes] ?? 0) : 0;
    rows[at] = (filtered[index] ?? 0) + predicted(filter, left, up, upLeft);
  }
}

function predicted(filter: number, left: number, up: number, upLeft: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4: {
      const toLeft = Math.abs(up - upLeft);
      const toUp = Math.abs(left - upLeft);
      const toUpLeft = Math.abs(left + up - 2 * upLeft);
      if (toLeft <= toUp && toLeft <= toUpLeft) return left;
      return toUp <= toUpLeft ? up : upLeft;
    }
    default:
      return 0;
  }
}
