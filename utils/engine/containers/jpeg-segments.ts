import type { Block } from '../blocks';
import { includesWord, join, startsWith, u16, u16le, u32, u32le } from '../bytes';
import { LIMITS } from '../limits';
import { ExtendedXmp } from './extended-xmp';
import { beginsAsLabel } from './glued-label';
import { JpegJumbf } from './jpeg-jumbf';

const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP11 = 0xeb;
const APP13 = 0xed;
const APP15 = 0xef;
const COM = 0xfe;

const EXTENDED_XMP = 'http://ns.adobe.com/xmp/extension/\0';
const PHOTOSHOP = ['Photoshop 3.0\0', 'Adobe_Photoshop2.5:'] as const;
/** What APP1 segments begin with, longest first; writers forget the NUL, or the whole signature. */
const APP1_SIGNATURES: readonly { readonly signature: string; readonly kind: 'xmp' | 'tiff'; readonly cut: number }[] =
  [
    { signature: 'http://ns.adobe.com/xap/1.0/\0', kind: 'xmp', cut: 29 },
    { signature: 'http://ns.adobe.com/xap/1.0/', kind: 'xmp', cut: 28 },
    { signature: 'XMP\0', kind: 'xmp', cut: 4 },
    { signature: '<?xpacket', kind: 'xmp', cut: 0 },
    { signature: '<x:xmpmeta', kind: 'xmp', cut: 0 },
    { signature: 'Exif\0', kind: 'tiff', cut: 6 },
  ];

/** Collects what the segments of one JPEG hold. Parts of one thing are joined before they are emitted. */
export class JpegSegments {
  /** Why the end of the file is worth a look: a Samsung camera writes its trailer there … */
  isSamsung = false;
  /** … and MPF further pictures. */
  hasFurtherPictures = false;
  readonly #emit: (block: Block) => void;
  readonly #mainPackets: Uint8Array[] = [];
  readonly #extendedXmp = new ExtendedXmp();
  readonly #jumbf = new JpegJumbf();
  readonly #photoshop: { readonly payload: Uint8Array; readonly offset: number }[] = [];

  constructor(emit: (block: Block) => void) {
    this.#emit = emit;
  }

  /** Whether the whole payload is wanted. @param peek Its first bytes. */
  wants(marker: number, peek: Uint8Array): boolean {
    if (marker === COM || marker === APP1) return true;
    if (marker < APP0 || marker > APP15) return false;
    if (marker === APP2 && startsWith(peek, 'MPF\0')) this.hasFurtherPictures = true;
    if (beginsAsLabel(peek)) return true;
    if (marker === APP11) return startsWith(peek, 'JP');
    return marker === APP13 && PHOTOSHOP.some((signature) => startsWith(peek, signature));
  }

  /** Bytes from the segment's start that the store which begins in it needs, its further segments included. */
  lookAhead(marker: number, peek: Uint8Array): number {
    return marker === APP11 ? this.#jumbf.lookAhead(peek) : 0;
  }

  /** @param offset Where the payload begins in the medium. */
  add(marker: number, payload: Uint8Array, offset: number): void {
    if (marker === COM) {
      this.#emit({ kind: 'text', variant: 'comment', place: 'JPEG COM', payload, offset });
    } else if (beginsAsLabel(payload)) {
      this.#emit({ kind: 'text', variant: 'glued', place: `JPEG APP${marker - APP0}`, payload, offset });
    } else if (marker === APP1) {
      this.#addApp1(payload, offset);
    } else if (marker === APP11) {
      this.#jumbf.add(payload, offset);
    } else {
      const cut = PHOTOSHOP.find((signature) => startsWith(payload, signature))?.length ?? 0;
      this.#photoshop.push({ payload: payload.subarray(cut), offset: offset + cut });
    }
  }

  /** Emits what was joined. @param isComplete Whether all segments were seen: a part of a store says nothing. */
  flush(isComplete: boolean): void {
    const [first] = this.#photoshop;
    if (first) {
      const payload = join(this.#photoshop.map((part) => part.payload));
      this.#emit({ kind: 'photoshop', place: 'JPEG APP13', payload, offset: first.offset });
    }
    for (const block of this.#extendedXmp.join(this.#mainPackets)) this.#emit(block);
    for (const block of this.#jumbf.join(isComplete)) this.#emit(block);
  }

  #addApp1(payload: Uint8Array, offset: number): void {
    if (startsWith(payload, EXTENDED_XMP)) {
      this.#extendedXmp.add(payload.subarray(EXTENDED_XMP.length), offset + EXTENDED_XMP.length);
      return;
    }
    const known = APP1_SIGNATURES.find(({ signature }) => startsWith(payload, signature));
    if (known === undefined) return;
    const content = { payload: payload.subarray(known.cut), offset: offset + known.cut };
    if (known.kind === 'xmp') {
      this.#mainPackets.push(content.payload);
      this.#emit({ kind: 'xmp', place: 'JPEG APP1 XMP', ...content });
    } else {
      this.isSamsung ||= namesSamsung(content.payload);
      this.#emit({ kind: 'tiff', place: 'JPEG APP1 EXIF', ...content });
    }
  }
}

const ASCII = 2;
const ENTRY_BYTES = 12;
/** Of one value: names are short. */
const NAME_BYTES = 64;

/**
 * Whether a text of the first directory (Make, Model, Software …) has the maker's name; what else EXIF says is the
 * decoder's business. Looked for value by value: the tables and thumbnails behind them cost a quarter of a walk.
 */
function namesSamsung(tiff: Uint8Array): boolean {
  const [short, long] = tiff[0] === 0x49 ? [u16le, u32le] : [u16, u32];
  const directory = long(tiff, 4);
  const count = Math.min(short(tiff, directory), LIMITS.ifdEntries);
  for (let index = 0; index < count; index += 1) {
    const at = directory + 2 + index * ENTRY_BYTES;
    if (short(tiff, at + 2) !== ASCII) continue;
    const start = long(tiff, at + 8);
    const length = Math.min(long(tiff, at + 4), NAME_BYTES);
    if (includesWord(tiff.subarray(start, start + length), 'samsung')) return true;
  }
  return false;
}
