import type { ErrorCode } from '../report';

/** What a byte source throws: I/O and budget, in the report's closed set of codes. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  constructor(
    readonly code: ErrorCode,
    message: string,
  ) {
    super(message);
  }
}
