/** Brotli streams (RFC 7932), unpacked with a bound on what comes out. */
import { LIMITS } from '../limits';
import { BitReader, StreamFault } from './bit-reader';
import { DICTIONARY_BYTES, packedDictionary } from './dictionary';
import { readMetaBlock, type Stream } from './meta-block';
import { Output } from './output';

export interface Unbrotlied {
  /** What came out, also where the stream broke off. */
  readonly bytes: Uint8Array;
  readonly problem?: StreamFault['problem'];
}

/** @param limitBytes Nothing beyond comes out, and memory stays below three times as much. */
export function unbrotli(packed: Uint8Array, limitBytes: number): Unbrotlied {
  const output = new Output(limitBytes);
  try {
    const reader = new BitReader(packed);
    readStream(reader, output);
    reader.align();
    if (!reader.isAtEnd()) throw new StreamFault('malformed');
  } catch (error) {
    if (!(error instanceof StreamFault)) throw error;
    return { bytes: output.written(), problem: error.problem };
  }
  return { bytes: output.written() };
}

let dictionary: Uint8Array | undefined;
/** Unpacked when the first stream asks for a word. */
function wholeDictionary(): Uint8Array {
  dictionary ??= unbrotli(packedDictionary(), DICTIONARY_BYTES).bytes;
  return dictionary;
}

const FIRST_DISTANCES = [4, 11, 15, 16] as const;

function readStream(reader: BitReader, output: Output): void {
  const stream: Stream = {
    reader,
    output,
    farthest: 2 ** readWindowBits(reader) - 16,
    distances: FIRST_DISTANCES,
    dictionary: wholeDictionary,
  };
  for (let compressed = 0; ; ) {
    const isLast = reader.flag();
    if (isLast && reader.flag()) return;
    const nibbles = reader.bits(2) + 4;
    if (nibbles === 7) skipMetadata(reader);
    else {
      const length = readNumber(reader, nibbles, 4) + 1;
      if (!isLast && reader.flag()) copyUncompressed(reader, output, length);
      else if (++compressed > LIMITS.brotliMetaBlocks) throw new StreamFault('over-budget');
      else readMetaBlock(stream, length);
    }
    if (isLast) return;
  }
}

/** RFC 7932 9.1. */
function readWindowBits(reader: BitReader): number {
  if (!reader.flag()) return 16;
  const large = reader.bits(3);
  if (large > 0) return 17 + large;
  const small = reader.bits(3);
  if (small === 1) throw new StreamFault('malformed');
  return small === 0 ? 17 : 8 + small;
}

/** Little-endian; of more digits than the least, the last must count. */
function readNumber(reader: BitReader, digits: number, bitsEach: 4 | 8): number {
  const least = bitsEach === 4 ? 4 : 1;
  let value = 0;
  for (let digit = 0; digit < digits; digit++) {
    const read = reader.bits(bitsEach);
    if (read === 0 && digit === digits - 1 && digits > least) throw new StreamFault('malformed');
    value |= read << (bitsEach * digit);
  }
  return value;
}

function skipMetadata(reader: BitReader): void {
  if (reader.flag()) throw new StreamFault('malformed');
  const lengthBytes = reader.bits(2);
  const length = lengthBytes === 0 ? 0 : readNumber(reader, lengthBytes, 8) + 1;
  reader.align();
  if (reader.take(length).length < length) throw new StreamFault('truncated');
}

function copyUncompressed(reader: BitReader, output: Output, length: number): void {
  reader.align();
  const bytes = reader.take(length);
  output.write(bytes);
  if (bytes.length < length) throw new StreamFault('truncated');
}
