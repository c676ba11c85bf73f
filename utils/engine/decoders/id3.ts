/**
 * Frames of ID3v2 tags, and ID3v1. The block of a frame begins with its header; `variant` is the version, with
 * `unsynchronised` where the whole tag is.
 */

import type { Block, Decoded, Decoder } from '../blocks';
import { latin1 } from '../bytes';
import type { TextField } from '../fields';
import { C2PA_STORE_TYPES } from '../jumbf-boxes';
import { LIMITS } from '../limits';
import { withoutUnsynchronisation } from '../unsynchronisation';
import { inflateZlib } from './inflate';
import { type DecodedText, decodeText, markedOrder, trimNuls, utf16Text } from './text-encoding';

export const id3: Decoder = {
  kinds: ['id3'],
  decode: (block) => {
    if (block.variant === '1') return decodeVersion1(block);
    const frame = openFrame(block);
    return 'problem' in frame ? { fields: [], problem: frame.problem } : decodeFrame(block, frame);
  },
};

interface Frame {
  readonly id: string;
  readonly body: Uint8Array;
}

/** Flags of a frame, in the second byte: which bytes stand before its body, and what was done to it. */
interface FrameFlags {
  readonly grouping: number;
  readonly compression: number;
  readonly encryption: number;
  readonly unsynchronisation: number;
  readonly dataLength: number;
}
const FLAGS_2_3: FrameFlags = {
  grouping: 0x20,
  compression: 0x80,
  encryption: 0x40,
  unsynchronisation: 0,
  // The length stands there whenever a frame is compressed.
  dataLength: 0x80,
};
const FLAGS_2_4: FrameFlags = {
  grouping: 0x40,
  compression: 0x08,
  encryption: 0x04,
  unsynchronisation: 0x02,
  dataLength: 0x01,
};

function openFrame({
  payload,
  variant = '',
  place,
}: Block): Frame | { readonly problem: NonNullable<Decoded['problem']> } {
  if (variant === '2.2') return { id: latin1(payload, 0, 3), body: payload.subarray(6) };
  const id = latin1(payload, 0, 4).replace(/[\0 ]+$/, '');
  const flags = variant === '2.3' ? FLAGS_2_3 : FLAGS_2_4;
  const set = payload[9] ?? 0;
  if (set & flags.encryption) {
    return { problem: { code: 'unsupported', message: `The frame ${id} in ${place} is encrypted.` } };
  }
  const before = (set & flags.grouping ? 1 : 0) + (set & flags.dataLength ? 4 : 0);
  const stored = payload.subarray(10 + before);
  const isUnsynchronised = (set & flags.unsynchronisation) !== 0 || variant.endsWith('unsynchronised');
  const body = isUnsynchronised ? withoutUnsynchronisation(stored) : stored;
  if (!(set & flags.compression)) return { id, body };
  const { bytes, problem } = inflateZlib(body);
  if (problem === undefined) return { id, body: bytes };
  return { problem: { code: problem, message: `The frame ${id} in ${place} could not be inflated to its end.` } };
}

function decodeFrame(block: Block, { id, body }: Frame): Decoded {
  switch (id) {
    case 'TXXX':
    case 'TXX':
      return described(block, id, body, 1);
    case 'COMM':
    case 'COM':
    case 'USLT':
    case 'ULT':
      // Behind the encoding, three letters name the language.
      return described(block, id, body, 4);
    case 'WXXX':
    case 'WXX': {
      const [description, address] = splitText(body.subarray(1), body[0]);
      return { fields: [field(block, id, textOf(description, body[0]).value, decodeText(address))] };
    }
    case 'GEOB':
    case 'GEO':
      return decodeObject(block, id, body);
    case 'PRIV': {
      const owner = body.indexOf(0);
      if (latin1(body, 0, owner) !== 'XMP') return { fields: [] };
      const place = `${block.place} PRIV XMP`;
      return { fields: [], blocks: [{ kind: 'xmp', place, payload: body.subarray(owner + 1), offset: block.offset }] };
    }
    default:
      return id.startsWith('W')
        ? { fields: [field(block, id, '', decodeText(body))] }
        : { fields: textsOf(body.subarray(1), body[0]).map((decoded) => field(block, id, '', decoded)) };
  }
}

function field({ place }: Block, id: string, description: string, decoded: DecodedText): TextField {
  const key = description === '' ? id : description;
  const suffix = description === '' ? '' : ` ${description}`;
  return { kind: 'text', vocabulary: 'id3', key, place: `${place} ${id}${suffix}`, ...decoded };
}

function described(block: Block, id: string, body: Uint8Array, textAt: number): Decoded {
  const [encoding] = body;
  const [description, text] = splitText(body.subarray(textAt), encoding);
  const key = textOf(description, encoding).value;
  return { fields: textsOf(text, encoding).map((decoded) => field(block, id, key, decoded)) };
}

/** A general object: a manifest store (C2PA 2.x A.3.4), or a text by its MIME type. */
function decodeObject(block: Block, id: string, body: Uint8Array): Decoded {
  const [encoding] = body;
  const [type, rest] = splitText(body.subarray(1), 0);
  const [fileName, behind] = splitText(rest, encoding);
  const [description, data] = splitText(behind, encoding);
  const mime = decodeText(type).value.trim().toLowerCase();
  const offset = block.offset + block.payload.length - data.length;
  if (C2PA_STORE_TYPES.has(mime) || latin1(data, 4, 4) === 'jumb') {
    return { fields: [], blocks: [{ kind: 'jumbf', place: `${block.place} ${id} C2PA`, payload: data, offset }] };
  }
  if (!/^(?:text\/|application\/json)/.test(mime) || data.length > LIMITS.textBytes) return { fields: [] };
  const key = textOf(description, encoding).value || textOf(fileName, encoding).value;
  return { fields: [field(block, id, key, decodeText(data))] };
}

const isWide = (encoding: number | undefined): boolean => encoding === 1 || encoding === 2;

/** A text to its terminator, and what follows; everything where there is none. */
function splitText(bytes: Uint8Array, encoding: number | undefined): readonly [Uint8Array, Uint8Array] {
  const width = isWide(encoding) ? 2 : 1;
  for (let at = 0; at + width <= bytes.length; at += width) {
    if (bytes[at] === 0 && bytes[at + width - 1] === 0) return [bytes.subarray(0, at), bytes.subarray(at + width)];
  }
  return [bytes, bytes.subarray(bytes.length)];
}

/** More values than this say nothing new. */
const VALUES = 64;

/** Version 2.4 separates several values by terminators; an empty frame has one empty value. */
function textsOf(bytes: Uint8Array, encoding: number | undefined): readonly DecodedText[] {
  const texts: DecodedText[] = [];
  let rest = bytes;
  while (rest.length > 0 && texts.length < VALUES) {
    const [first, behind] = splitText(rest, encoding);
    if (first.length > 0) texts.push(textOf(first, encoding));
    rest = behind;
  }
  return texts.length > 0 ? texts : [textOf(bytes.subarray(0, 0), encoding)];
}

/** 0 promises ISO 8859-1 and is often UTF-8 or GBK; 1 is UTF-16 with a byte-order mark, 2 without, 3 UTF-8. */
function textOf(bytes: Uint8Array, encoding: number | undefined): DecodedText {
  if (!isWide(encoding)) return decodeText(bytes);
  return utf16Text(bytes, markedOrder(bytes) ?? (encoding === 2 ? 'be' : 'le'));
}

/** ID3v1: `TAG`, then fields of fixed width, padded with NULs or spaces. */
const VERSION_1: readonly (readonly [key: string, at: number, length: number])[] = [
  ['title', 3, 30],
  ['artist', 33, 30],
  ['album', 63, 30],
  ['comment', 97, 30],
];

function decodeVersion1({ payload, place }: Block): Decoded {
  const fields = VERSION_1.flatMap(([key, at, length]): readonly TextField[] => {
    const decoded = decodeText(trimNuls(payload.subarray(at, at + length)));
    if (decoded.value.trim() === '') return [];
    return [{ kind: 'text', vocabulary: 'id3', key, place: `${place} ${key}`, ...decoded }];
  });
  return { fields };
}
