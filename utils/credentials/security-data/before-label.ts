/**
 * The file before the label was put in, which is what a content hash is over. How a producer puts its label in is known
 * for two containers: into an EXIF segment of its own in JPEG, as one more frame of an ID3v2.4 tag in MP3.
 */
import type { Block } from '@/utils/engine/blocks';
import { startsWith, u16, u32 } from '@/utils/engine/bytes';
import { syncsafe } from '@/utils/engine/containers/id3-tag';
import { jpeg } from '@/utils/engine/containers/jpeg';
import { mp3 } from '@/utils/engine/containers/mp3';
import { decodeBlocks } from '@/utils/engine/decode-blocks';
import { drive } from '@/utils/engine/drive';
import type { ContainerName } from '@/utils/engine/report';
import { stopOf } from '@/utils/engine/stop';
import type { ByteRange, Container } from '@/utils/engine/walk';
import { isCutMp3 } from './cut-mp3';
import { SECURITY_LIMITS } from './limits';
import type { WholeMedium } from './medium';

/** A stretch of the medium, or bytes that stood in the place of others. */
export type Part = ByteRange | Uint8Array;

export interface InsertionRule {
  readonly container: ContainerName;
  readonly place: RegExp;
  readonly walker: Container;
  /** Whether a block of this kind may hold the label. */
  readonly admits: (block: Block) => boolean;
  /** `undefined` where the label was not put in as the rule says. */
  readonly without: (block: Block, medium: WholeMedium) => Promise<readonly Part[] | undefined>;
  /** Whether the end of the medium is missing, where the walk does not tell. */
  readonly isCut?: (medium: WholeMedium) => Promise<boolean>;
}

export interface BeforeLabel {
  readonly parts: readonly Part[];
  /** A part never fits the hash of the whole, and nobody changed it. */
  readonly isCut: () => Promise<boolean>;
}

const RULES: readonly InsertionRule[] = [
  {
    container: 'jpeg',
    place: /^JPEG APP1 EXIF /,
    walker: jpeg,
    admits: ({ kind, place }) => kind === 'tiff' && place === 'JPEG APP1 EXIF',
    without: withoutSegment,
  },
  {
    container: 'mp3',
    place: /^ID3v2 TXXX /,
    walker: mp3,
    admits: ({ kind, variant, place }) => kind === 'id3' && variant === '2.4' && place === 'ID3v2',
    without: withoutFrame,
    isCut: isCutMp3,
  },
];

/** @param place Of the label's finding. */
export const insertionRule = (container: ContainerName, place: string): InsertionRule | undefined =>
  RULES.find((rule) => rule.container === container && rule.place.test(place));

/**
 * @param token A text that the label alone holds.
 * @returns `undefined` where the medium is not whole, or not one block of it holds the label.
 * @throws SourceError what the source throws.
 */
export async function beforeLabel(
  rule: InsertionRule,
  medium: WholeMedium,
  token: string,
  signal?: AbortSignal,
): Promise<BeforeLabel | undefined> {
  const blocks: Block[] = [];
  let endsEarly = false;
  const walk = rule.walker.walk(
    {
      size: () => medium.size,
      isLocal: true,
      options: { jpegTrailer: false },
      emit: (block) => {
        if (blocks.length < SECURITY_LIMITS.blocks && rule.admits(block)) blocks.push(block);
      },
      note: (note) => {
        if (note === 'ends-early') endsEarly = true;
      },
    },
    rule.container,
  );
  const ending = await drive(walk, medium.source, stopOf({ signal }));
  const [holder, second] = blocks.filter((block) => holds(block, token));
  if (ending.kind !== 'complete' || holder === undefined || second !== undefined) return undefined;
  const parts = await rule.without(holder, medium);
  return parts && { parts, isCut: async () => endsEarly || (await rule.isCut?.(medium)) === true };
}

const holds = (block: Block, token: string): boolean =>
  decodeBlocks([block], 'report').fields.some((field) => field.kind === 'text' && field.value.includes(token));

const APP1_HEAD_BYTES = 4;
const EXIF_HEAD = 'Exif\0\0';

/** The whole APP1 segment goes: marker, length, payload. */
async function withoutSegment(block: Block, { source, size }: WholeMedium): Promise<readonly Part[] | undefined> {
  const start = block.offset - EXIF_HEAD.length - APP1_HEAD_BYTES;
  const head = await source.read(start, APP1_HEAD_BYTES + EXIF_HEAD.length);
  if (u16(head, 0) !== 0xffe1 || !startsWith(head.subarray(APP1_HEAD_BYTES), EXIF_HEAD)) return undefined;
  return around(start, start + 2 + u16(head, 2), size);
}

const ID3_HEAD_BYTES = 10;

/** The frame goes, and the tag's size is what it was. A tag that held nothing else may not have been there at all. */
async function withoutFrame(block: Block, { source, size }: WholeMedium): Promise<readonly Part[] | undefined> {
  const head = await source.read(0, ID3_HEAD_BYTES);
  const tagBytes = syncsafe(u32(head, 6));
  if (!startsWith(head, 'ID3\x04') || head[5] !== 0 || tagBytes === undefined) return undefined;
  const end = block.offset + block.payload.length;
  const tagEnd = ID3_HEAD_BYTES + tagBytes;
  if (end > tagEnd) return undefined;
  const isLast = end === tagEnd || (await source.read(end, 1))[0] === 0;
  if (block.offset === ID3_HEAD_BYTES && isLast) return undefined;
  const [before, ...behind] = around(block.offset, end, size);
  const rest = { offset: ID3_HEAD_BYTES, length: (before?.length ?? 0) - ID3_HEAD_BYTES };
  return [{ offset: 0, length: 6 }, toSyncsafe(tagBytes - block.payload.length), rest, ...behind];
}

const around = (start: number, end: number, size: number): readonly ByteRange[] => [
  { offset: 0, length: start },
  { offset: end, length: size - end },
];

/** Four bytes of seven bits (ID3v2.4 6.2). */
const toSyncsafe = (value: number): Uint8Array =>
  Uint8Array.of((value >> 21) & 0x7f, (value >> 14) & 0x7f, (value >> 7) & 0x7f, value & 0x7f);
