/**
 * Fields: decoded keys and values with their place. Marks ask for these and know no container.
 */
import type { JumbfSuperbox } from './jumbf-boxes';

interface FieldBase {
  /** The whole place, key included where the design spells it so: `PNG tEXt parameters`, `JPEG APP1 EXIF UserComment`. */
  readonly place: string;
  /** The bytes that `value` was decoded from (inflated, charset prefix cut), for a mark that decodes them again. */
  readonly raw?: Uint8Array;
}

/** A text under a key in the file's own spelling. */
export interface TextField extends FieldBase {
  readonly kind: 'text';
  /**
   * Which vocabulary the key belongs to:
   * `png` (chunk keyword) · `exif` (tag name as exiftool spells it) · `iptc` (`2:120`) · `mp4` (`mdta` key, `©cmt`,
   * `----` name, `XMP_`…) · `comment` (JPEG COM, GIF comment: key `''`) · `glued` (a segment, chunk or trailer that begins
   * with its label: key `''`, or the name of the trailer's entry) ·
   * `id3` (a frame's description where it has one, else its identifier; ID3v1: `title` …) · `vorbis` (field name) ·
   * `riff` (chunk identifier, name of a `bext` field) · `matroska` (TagName) · `amf` (property) · `ape` (item key) ·
   * `pdf` (key of the document information dictionary).
   */
  readonly vocabulary:
    | 'png'
    | 'exif'
    | 'iptc'
    | 'mp4'
    | 'comment'
    | 'glued'
    | 'id3'
    | 'vorbis'
    | 'riff'
    | 'matroska'
    | 'amf'
    | 'ape'
    | 'pdf';
  readonly key: string;
  readonly value: string;
  /** How the text was decoded; `latin1` means that UTF-8 failed, and a mark may try others from `raw`. */
  readonly encoding: 'utf-8' | 'utf-16' | 'latin1' | 'ascii';
  /** A list item without any key (MP4 `mdir` lists): `key` is empty. */
  readonly keyless?: true;
}

/** One XMP property. Nested values carry the way to them. */
export interface XmpField extends FieldBase {
  readonly kind: 'xmp';
  /**
   * Namespace URI and local name decide, never the prefix. A prefix that the packet never declared has no URI:
   * then `namespace` is `''` and `name` keeps the prefix (`TC260:AIGC`).
   */
  readonly namespace: string;
  readonly name: string;
  /** Text of the property, of its `rdf:resource`, or of one array item; `''` for a structure. */
  readonly value: string;
  /** The property is a structure; its members follow, with this property at the end of their `path`. */
  readonly isStructure?: true;
  /** Enclosing properties, outermost first, as `{namespace, name}`; empty for a property of the file itself. */
  readonly path: readonly { readonly namespace: string; readonly name: string }[];
  /** False where the subject is another asset (`rdf:about` names something else). */
  readonly aboutFile: boolean;
}

/** A namespace that a packet declares and never uses (the residue of a removed property). */
export interface XmpNamespaceField extends FieldBase {
  readonly kind: 'xmp-namespace';
  readonly namespace: string;
  readonly prefix: string;
}

/** A C2PA manifest store as a box tree. */
export interface JumbfField extends FieldBase {
  readonly kind: 'jumbf';
  readonly superbox: JumbfSuperbox;
  /** The store's own size in bytes. */
  readonly lengthBytes: number;
  readonly offset: number;
  /** It goes on from the store before it, in a box of its own (C2PA 2.x A.5.1, purpose `update`). */
  readonly isUpdate?: true;
  /** Its container holds it in parts that could be joined otherwise, too. */
  readonly isDisordered?: true;
  /** Where the box structure broke, in one sentence; `superbox` then holds what could be read. */
  readonly malformed?: string;
}

/** A metadata key that stands without a value (MP4 `keys` entry without item). */
export interface EmptyKeyField extends FieldBase {
  readonly kind: 'empty-key';
  readonly vocabulary: TextField['vocabulary'];
  readonly key: string;
}

/** A link that was sent along with the medium (HTTP `Link`). */
export interface LinkField extends FieldBase {
  readonly kind: 'link';
  /** One relation type, in lower case. */
  readonly relation: string;
  /** Absolute address of http or https. */
  readonly target: string;
}

export type Field = TextField | XmpField | XmpNamespaceField | JumbfField | EmptyKeyField | LinkField;
