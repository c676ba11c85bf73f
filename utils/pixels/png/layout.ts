/** The chunks of a PNG that its pixels are made of (PNG 3 5, 11). */
import { startsWith, u32 } from '@/utils/engine/bytes';
import { crc32 } from '@/utils/engine/containers/crc32';
import { CHUNK_OVERHEAD_BYTES, IDAT, IEND } from '@/utils/engine/containers/png-chunks';
import { LIMITS } from '@/utils/engine/limits';
import {
  isProblem,
  malformedPicture,
  type PixelProblem,
  tooLargePicture,
  truncatedPicture,
  unsupportedPicture,
} from '../problem';
import { HEADER_BYTES, PALETTE, type PngHeader, readHeader } from './header';

const SIGNATURE = '\x89PNG\r\n\x1a\n';
const IHDR = 0x49484452;
const PLTE = 0x504c5445;
const TRNS = 0x74524e53;
/** Bit 5 of a type's first letter: whoever does not know the chunk may pass it over (PNG 3 5.4). */
const ANCILLARY = 0x20000000;

/** A piece of picture data: the chunk with its type, which its checksum is over, as far as it is at hand. */
export interface DataChunk {
  readonly typeAndData: Uint8Array;
  /** `undefined` where the bytes end within the chunk. */
  readonly checksum: number | undefined;
}

export interface PngLayout {
  readonly header: PngHeader;
  /** PLTE: three bytes a colour. */
  readonly palette: Uint8Array | undefined;
  /** tRNS, which means something else for each colour type. */
  readonly transparency: Uint8Array | undefined;
  /** The first run of IDAT; what comes behind other chunks is no part of the picture (5.6). */
  readonly pictureData: readonly DataChunk[];
  /** The bytes end before the picture data do, as far as can be seen: they may be a file's head. */
  readonly isCut: boolean;
}

/**
 * Finds what the pixels are made of; nothing is inflated. Checksums of IHDR, PLTE and tRNS are held to, those of the
 * picture data as they are inflated, those of other chunks never: they change no pixel.
 * @param bytes A PNG, or its head.
 */
export function readPngLayout(bytes: Uint8Array): PngLayout | PixelProblem {
  if (!startsWith(bytes, SIGNATURE)) return malformedPicture('The PNG signature is missing.');
  const kept = new Map<number, Uint8Array>();
  const pictureData: DataChunk[] = [];
  let at = SIGNATURE.length;
  let isCut = true;
  for (let count = 0; at + 8 <= bytes.length; count++) {
    if (count >= LIMITS.structures) return tooLargePicture(`The PNG has more than ${LIMITS.structures} chunks.`);
    const type = u32(bytes, at + 4);
    const end = at + CHUNK_OVERHEAD_BYTES + u32(bytes, at);
    if (type === IEND || (pictureData.length > 0 && type !== IDAT)) {
      isCut = false;
      break;
    }
    const isWhole = end <= bytes.length;
    const typeAndData = bytes.subarray(at + 4, end - 4);
    const checksum = isWhole ? u32(bytes, end - 4) : undefined;
    if (type === IDAT) {
      pictureData.push({ typeAndData, checksum });
    } else if (!isWhole) {
      break;
    } else if (type === IHDR || type === PLTE || type === TRNS) {
      const isFirst = (type === IHDR) === (count === 0);
      if (!isFirst || kept.has(type) || crc32(typeAndData) !== checksum)
        return malformedPicture(`${nameOf(bytes, at)} is damaged.`);
      kept.set(type, typeAndData.subarray(4));
    } else if ((type & ANCILLARY) === 0) {
      return unsupportedPicture(`${nameOf(bytes, at)} is not known, and the picture cannot be read without it.`);
    }
    at = end;
  }
  return layoutOf(kept, pictureData, isCut);
}

function layoutOf(
  kept: ReadonlyMap<number, Uint8Array>,
  pictureData: readonly DataChunk[],
  isCut: boolean,
): PngLayout | PixelProblem {
  const data = kept.get(IHDR);
  if (data === undefined && isCut) return truncatedPicture('The PNG ends before its IHDR chunk does.');
  if (data?.length !== HEADER_BYTES) return malformedPicture('The PNG does not begin with an IHDR chunk.');
  const header = readHeader(data);
  if (isProblem(header)) return header;
  if (pictureData.length === 0) {
    return isCut
      ? truncatedPicture('The PNG ends before its picture data.')
      : malformedPicture('The PNG has no picture data.');
  }
  const palette = kept.get(PLTE);
  if (header.colourType === PALETTE && !isPalette(palette)) return malformedPicture('The PNG has no sound PLTE chunk.');
  return { header, palette, transparency: kept.get(TRNS), pictureData, isCut };
}

/** 1 to 256 colours. */
const isPalette = (palette: Uint8Array | undefined): boolean =>
  palette !== undefined && palette.length % 3 === 0 && palette.length > 0 && palette.length <= 768;

/** Letters alone: anything else is no name. */
const nameOf = (bytes: Uint8Array, at: number): string => {
  const letters = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
  return /^[A-Za-z]{4}$/.test(letters) ? `The PNG chunk ${letters}` : 'A PNG chunk';
};
