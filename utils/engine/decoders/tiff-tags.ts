/** TIFF and EXIF tags that can hold a label, under the names that exiftool shows. */
import type { BlockKind } from '../blocks';

/** How a tag's bytes become a value. */
export type TagMeaning =
  | { readonly form: 'text' | 'user-comment' | 'utf-16'; readonly name: string }
  /** Text only where its type says so: camera makers keep binary tables here. */
  | { readonly form: 'text-if-ascii'; readonly name: string }
  | { readonly form: 'block'; readonly name: string; readonly kind: BlockKind }
  | { readonly form: 'ifd'; readonly name: string };

const text = (name: string): TagMeaning => ({ form: 'text', name });
const utf16 = (name: string): TagMeaning => ({ form: 'utf-16', name });

export const TIFF_TAGS: ReadonlyMap<number, TagMeaning> = new Map<number, TagMeaning>([
  [0x010d, text('DocumentName')],
  [0x010e, text('ImageDescription')],
  [0x010f, text('Make')],
  [0x0110, text('Model')],
  [0x011d, text('PageName')],
  [0x0131, text('Software')],
  [0x013b, text('Artist')],
  [0x013c, text('HostComputer')],
  [0x014a, { form: 'ifd', name: 'SubIFD' }],
  [0x02bc, { form: 'block', name: 'XMP', kind: 'xmp' }],
  [0x8298, text('Copyright')],
  [0x83bb, { form: 'block', name: 'IPTC', kind: 'iptc-iim' }],
  [0x8649, { form: 'block', name: 'Photoshop', kind: 'photoshop' }],
  [0x8769, { form: 'ifd', name: 'ExifOffset' }],
  // Fooocus writes the name of its scheme here, as ASCII in IFD0.
  [0x927c, { form: 'text-if-ascii', name: 'MakerNote' }],
  [0x9286, { form: 'user-comment', name: 'UserComment' }],
  [0x9c9b, utf16('XPTitle')],
  [0x9c9c, utf16('XPComment')],
  [0x9c9d, utf16('XPAuthor')],
  [0x9c9e, utf16('XPKeywords')],
  [0x9c9f, utf16('XPSubject')],
  [0xa420, text('ImageUniqueID')],
  [0xa430, text('OwnerName')],
  [0xa433, text('LensMake')],
  [0xa434, text('LensModel')],
  // EXIF 3.0 (CIPA DC-008-2023).
  [0xa436, text('ImageTitle')],
  [0xa437, text('Photographer')],
  [0xa438, text('ImageEditor')],
  [0xa439, text('CameraFirmware')],
  [0xa43a, text('RAWDevelopingSoftware')],
  [0xa43b, text('ImageEditingSoftware')],
  [0xa43c, text('MetadataEditingSoftware')],
]);

/** Bytes per value by field type (TIFF 6.0 section 2; 13 of Adobe's supplement 1; 129 UTF-8 of EXIF 3.0). */
export const TYPE_SIZES: ReadonlyMap<number, number> = new Map([
  [1, 1],
  [2, 1],
  [3, 2],
  [4, 4],
  [5, 8],
  [6, 1],
  [7, 1],
  [8, 2],
  [9, 4],
  [10, 8],
  [11, 4],
  [12, 8],
  [13, 4],
  [129, 1],
]);
export const ASCII_TYPES: ReadonlySet<number> = new Set([2, 129]);
