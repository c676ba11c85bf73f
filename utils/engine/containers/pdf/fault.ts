import type { Ending } from '../../walk';

/** Ends the reading of one place of a document; caught where that place began to be read. */
export class PdfFault extends Error {
  constructor(readonly ending: Exclude<Ending, { readonly kind: 'complete' }>) {
    super(ending.message);
  }
}

export const malformedPdf = (what: string, offset: number): PdfFault =>
  new PdfFault({ kind: 'malformed', offset, message: `${what} at byte ${offset}.` });

export const cutPdf = (what: string, offset: number): PdfFault =>
  new PdfFault({
    kind: 'truncated',
    offset,
    message: `${what} at byte ${offset} goes on beyond the end of the file.`,
  });

export const largePdf = (message: string, offset: number): PdfFault =>
  new PdfFault({ kind: 'over-budget', offset, message });

export const packedPdf = (what: string, offset: number): PdfFault =>
  new PdfFault({
    kind: 'unsupported',
    offset,
    message: `${what} at byte ${offset} is packed in a way that is not read.`,
  });
