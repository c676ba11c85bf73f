const NEWLINE = 0x0a;
const RETURN = 0x0d;
/** Longer than any path; bounds what one line without end can make the reader keep. */
const MAX_LINE_BYTES = 1024 * 1024;

/**
 * The lines of a stream as bytes, for paths need not be UTF-8; empty ones are left out. Each is handed on as soon as
 * it has come.
 */
export async function* linesOf(stream: AsyncIterable<Buffer | string>): AsyncGenerator<Buffer | 'too-long'> {
  let pieces: Buffer[] = [];
  let length = 0;
  const flush = (): Buffer | 'too-long' | undefined => {
    const line = length > MAX_LINE_BYTES ? 'too-long' : withoutReturn(Buffer.concat(pieces));
    pieces = [];
    length = 0;
    return line.length === 0 ? undefined : line;
  };
  const keep = (piece: Buffer): void => {
    length += piece.length;
    if (length <= MAX_LINE_BYTES) pieces.push(piece);
    else pieces = [];
  };
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
      keep(bytes.subarray(start, end));
      const line = flush();
      if (line !== undefined) yield line;
      start = end + 1;
    }
    if (start < bytes.length) keep(bytes.subarray(start));
  }
  const last = flush();
  if (last !== undefined) yield last;
}

const withoutReturn = (line: Buffer): Buffer => (line.at(-1) === RETURN ? line.subarray(0, -1) : line);
