/** One compressed meta-block (RFC 7932 9.2, 9.3 and 10): its header, then insert-and-copy commands. */
import { type BitReader, StreamFault } from './bit-reader';
import { CONTEXT_MODES, type ContextMap, readContextMap, readCount } from './contexts';
import { wordAt } from './dictionary';
import type { Output } from './output';
import { type PrefixCode, readPrefixCode, readSymbol } from './prefix-code';
import { transformed } from './transforms';

/** What goes on from one meta-block to the next. */
export interface Stream {
  readonly reader: BitReader;
  readonly output: Output;
  readonly farthest: number;
  /** The last distances, the newest first. */
  distances: readonly [number, number, number, number];
  readonly dictionary: () => Uint8Array;
}

/** Lengths: how many further bits each code has, and what the codes begin at together. */
interface Lengths {
  readonly from: number;
  readonly bits: readonly number[];
}
const BLOCK_COUNTS: Lengths = {
  from: 1,
  bits: [2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 6, 6, 7, 8, 9, 10, 11, 12, 13, 24],
};
const INSERTS: Lengths = {
  from: 0,
  bits: [0, 0, 0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 7, 8, 9, 10, 12, 14, 24],
};
const COPIES: Lengths = {
  from: 2,
  bits: [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 7, 8, 9, 10, 24],
};

const STARTS: ReadonlyMap<Lengths, readonly number[]> = new Map(
  [BLOCK_COUNTS, INSERTS, COPIES].map((lengths) => {
    let next = lengths.from;
    return [
      lengths,
      lengths.bits.map((bits) => {
        const start = next;
        next += 2 ** bits;
        return start;
      }),
    ] as const;
  }),
);

const readLength = (reader: BitReader, lengths: Lengths, code: number): number =>
  (STARTS.get(lengths)?.[code] ?? 0) + reader.bits(lengths.bits[code] ?? 0);

/** One of the three kinds of blocks: which type is current, and for how many symbols more. */
interface Blocks {
  readonly typeCount: number;
  readonly types: PrefixCode | undefined;
  readonly counts: PrefixCode | undefined;
  type: number;
  typeBefore: number;
  left: number;
}

const ONE_BLOCK = 1 << 24;

function readBlocks(reader: BitReader): Blocks {
  const typeCount = readCount(reader);
  const current = { typeCount, type: 0, typeBefore: 1 };
  if (typeCount === 1) return { ...current, types: undefined, counts: undefined, left: ONE_BLOCK };
  const types = readPrefixCode(reader, typeCount + 2);
  const counts = readPrefixCode(reader, BLOCK_COUNTS.bits.length);
  return { ...current, types, counts, left: readLength(reader, BLOCK_COUNTS, readSymbol(reader, counts)) };
}

/** Counts one symbol; at the end of a block, reads what the next one is. @returns the type of the symbol's block. */
function nextType(reader: BitReader, blocks: Blocks): number {
  if (blocks.left === 0 && blocks.types !== undefined && blocks.counts !== undefined) {
    const code = readSymbol(reader, blocks.types);
    const type = code === 0 ? blocks.typeBefore : code === 1 ? (blocks.type + 1) % blocks.typeCount : code - 2;
    blocks.typeBefore = blocks.type;
    blocks.type = type;
    blocks.left = readLength(reader, BLOCK_COUNTS, readSymbol(reader, blocks.counts));
  }
  blocks.left -= 1;
  return blocks.type;
}

const LITERALS = 256;
const COMMANDS = 704;
const LITERAL_CONTEXTS = 64;
const DISTANCE_CONTEXTS = 4;
const RING_CODES = 16;

interface Header {
  readonly literals: Blocks;
  readonly commands: Blocks;
  readonly distances: Blocks;
  readonly postfixBits: number;
  readonly directCodes: number;
  readonly modes: readonly number[];
  readonly literalMap: ContextMap;
  readonly distanceMap: ContextMap;
  readonly literalCodes: readonly PrefixCode[];
  readonly commandCodes: readonly PrefixCode[];
  readonly distanceCodes: readonly PrefixCode[];
}

function readHeader(reader: BitReader): Header {
  const [literals, commands, distances] = [readBlocks(reader), readBlocks(reader), readBlocks(reader)];
  const postfixBits = reader.bits(2);
  const directCodes = reader.bits(4) << postfixBits;
  const modes = Array.from({ length: literals.typeCount }, () => reader.bits(2));
  const literalMap = readContextMap(reader, LITERAL_CONTEXTS * literals.typeCount);
  const distanceMap = readContextMap(reader, DISTANCE_CONTEXTS * distances.typeCount);
  const codes = (length: number, alphabetSize: number) =>
    Array.from({ length }, () => readPrefixCode(reader, alphabetSize));
  return {
    literals,
    commands,
    distances,
    postfixBits,
    directCodes,
    modes,
    literalMap,
    distanceMap,
    literalCodes: codes(literalMap.codeCount, LITERALS),
    commandCodes: codes(commands.typeCount, COMMANDS),
    distanceCodes: codes(distanceMap.codeCount, RING_CODES + directCodes + (48 << postfixBits)),
  };
}

/** By the upper bits of a command: the first codes of its insert and copy lengths (5). */
const CELLS = [
  [0, 0],
  [0, 8],
  [0, 0],
  [0, 8],
  [8, 0],
  [8, 8],
  [0, 16],
  [16, 0],
  [8, 16],
  [16, 8],
  [16, 16],
] as const;
/** Commands below this one take the last distance again. */
const FIRST_WITH_DISTANCE = 128;

export function readMetaBlock(stream: Stream, length: number): void {
  const { reader, output } = stream;
  const header = readHeader(reader);
  const end = output.length + length;
  while (output.length < end) {
    const symbol = readWith(reader, header.commandCodes, nextType(reader, header.commands));
    const [insertFrom, copyFrom] = CELLS[symbol >> 6] ?? CELLS[0];
    const insertLength = readLength(reader, INSERTS, insertFrom + ((symbol >> 3) & 7));
    const copyLength = readLength(reader, COPIES, copyFrom + (symbol & 7));
    if (insertLength > end - output.length) throw new StreamFault('malformed');
    for (let left = insertLength; left > 0; left--) output.push(readLiteral(reader, header, output));
    if (output.length === end) break;
    const code = symbol < FIRST_WITH_DISTANCE ? 0 : readDistanceCode(reader, header, copyLength);
    copy(stream, { distance: distanceOf(stream, header, code), isNew: code !== 0, length: copyLength, end });
  }
}

/** Codes are as many as their map names; a symbol of none of them cannot be. */
function readWith(reader: BitReader, codes: readonly PrefixCode[], index: number): number {
  const code = codes[index];
  if (code === undefined) throw new StreamFault('malformed');
  return readSymbol(reader, code);
}

function readLiteral(reader: BitReader, header: Header, output: Output): number {
  const type = nextType(reader, header.literals);
  const context = CONTEXT_MODES[header.modes[type] ?? 0]?.(output.byteBefore(1), output.byteBefore(2)) ?? 0;
  return readWith(reader, header.literalCodes, header.literalMap.codeOf[LITERAL_CONTEXTS * type + context] ?? 0);
}

function readDistanceCode(reader: BitReader, header: Header, copyLength: number): number {
  const context = Math.min(copyLength, 5) - 2;
  const type = nextType(reader, header.distances);
  return readWith(reader, header.distanceCodes, header.distanceMap.codeOf[DISTANCE_CONTEXTS * type + context] ?? 0);
}

/** Codes 4 … 15: the last distance, then the one before, less and more by 1, 2, 3 (4). */
const NEAR = [-1, 1, -2, 2, -3, 3] as const;

function distanceOf({ reader, distances }: Stream, { postfixBits, directCodes }: Header, code: number): number {
  if (code < 4) return distances[code] ?? 0;
  if (code < RING_CODES) return (code < 10 ? distances[0] : distances[1]) + (NEAR[(code - 4) % 6] ?? 0);
  const direct = code - RING_CODES;
  if (direct < directCodes) return direct + 1;
  const far = direct - directCodes;
  const bits = 1 + (far >> (postfixBits + 1));
  const offset = ((2 + ((far >> postfixBits) & 1)) << bits) - 4 + reader.bits(bits);
  return (offset << postfixBits) + (far & ((1 << postfixBits) - 1)) + directCodes + 1;
}

interface Copy {
  readonly distance: number;
  readonly isNew: boolean;
  readonly length: number;
  /** Where the meta-block's output ends. */
  readonly end: number;
}

function copy(stream: Stream, { distance, isNew, length, end }: Copy): void {
  const { output, distances } = stream;
  if (distance <= 0) throw new StreamFault('malformed');
  const farthest = Math.min(stream.farthest, output.length);
  if (distance <= farthest) {
    if (isNew) stream.distances = [distance, distances[0], distances[1], distances[2]];
    if (length > end - output.length) throw new StreamFault('malformed');
    output.repeat(distance, length);
    return;
  }
  const reference = wordAt(length, distance - farthest - 1);
  if (reference === undefined) throw new StreamFault('malformed');
  const { start, transform } = reference;
  const word = transformed(stream.dictionary().subarray(start, start + length), transform);
  if (word === undefined || word.length > end - output.length) throw new StreamFault('malformed');
  output.write(word);
}
