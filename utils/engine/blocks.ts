/**
 * Blocks: the pieces of a container that can hold metadata. A container emits them with their payload; a decoder
 * turns each into fields. Kinds name the payload's own format, so one decoder serves every container.
 */
import type { Field } from './fields';

export type BlockKind =
  /** An XMP packet, any encoding, padding allowed. */
  | 'xmp'
  /** Extended XMP, joined by GUID (ISO 16684-3 1.1.3.1); decoded like a packet. */
  | 'extended-xmp'
  /** A TIFF stream that begins with its byte-order mark (`Exif\0\0` cut off). */
  | 'tiff'
  /** One value of a TIFF directory: tag name as `key`, byte order and field type as `variant` (`II 2`). */
  | 'tiff-value'
  /** Photoshop image resources (`8BIM` …). */
  | 'photoshop'
  /** IPTC-IIM datasets (`1C` …). */
  | 'iptc-iim'
  /** One PNG text chunk, whole payload: `tEXt`, `zTXt` or `iTXt` by `variant`. */
  | 'png-text'
  /**
   * A JUMBF superbox that is a C2PA manifest store. By `variant`: `update`, it goes on from the store before it;
   * `disordered`, its parts could be joined otherwise, too.
   */
  | 'jumbf'
  /** `moov/udta`, `moov/udta/meta`, `moov/meta` …: the payload of one metadata box, named by `variant`. */
  | 'mp4-metadata'
  /** A frame of an ID3v2 tag with its header (`variant`: the version), or an ID3v1 tag (`variant` `1`). */
  | 'id3'
  /** Items of an APEv2 tag. */
  | 'apev2'
  /** Vorbis comments, behind the signature of their packet. */
  | 'vorbis-comment'
  /** Texts of RIFF and AIFF: `list` (LIST INFO), `chunk` (one text under `key`), `bext`, `comments` by `variant`. */
  | 'riff-info'
  /** FLV script data. */
  | 'amf0'
  /** Payload of Matroska `Tags` or `Info`, by `variant`. */
  | 'matroska-tags'
  /** A text string of a PDF under its `key`. */
  | 'pdf-text'
  /** A block of the kind `variant`, packed by Brotli as JPEG XL does it. */
  | 'brotli'
  /** A zlib, gzip or raw DEFLATE stream; the kind of what is inside by `variant`. */
  | 'deflate'
  /** Text with a key of its own (`key` set) or none (JPEG COM, GIF comment, glued `AIGC{…}` segments). */
  | 'text';

export interface Block {
  readonly kind: BlockKind;
  /** Container and block, as the design spells places: `JPEG APP1 XMP`, `PNG iTXt`, `MP4 moov/udta/meta`. */
  readonly place: string;
  readonly payload: Uint8Array;
  /** Of `jumbf` alone: what follows the payload, where the container holds a store in pieces. */
  readonly further?: readonly Uint8Array[];
  /** Where the payload begins in the medium; of a joined or inflated payload, where its first part began. */
  readonly offset: number;
  /** Sub-form of the kind: the chunk type of a PNG text, the path of an MP4 box. */
  readonly variant?: string;
  readonly key?: string;
}

/** What a decoder makes of a block: fields, and blocks that lay inside it (XMP in TIFF tag 700, IIM in 8BIM). */
export interface Decoded {
  readonly fields: readonly Field[];
  readonly blocks?: readonly Block[];
  /** Set when a limit stopped the reading, or the block is packed in a way that cannot be opened. */
  readonly problem?: { readonly code: 'over-budget' | 'unsupported' | 'malformed'; readonly message: string };
}

export interface Decoder {
  readonly kinds: readonly BlockKind[];
  readonly decode: (block: Block) => Decoded;
}
