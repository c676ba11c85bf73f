/** The picture formats that are neither JPEG, PNG nor WebP, for the properties that every container has. */
import { gzipSync } from 'fflate';
import { AIGC_LABEL, box, bytes, idat, iend, ihdr, iptcAiPacket, png, tEXt, tiff, utf8, zeros } from '../byte-builders';
import {
  exifItem,
  gif,
  gifApplication,
  gifComment,
  gifPicture,
  gifXmp,
  heifFile,
  ico,
  jxl,
  jxlCodestream,
  miniBox,
  pictureItem,
  type TiffDirectory,
  tiffFile,
  xmpItem,
} from '../image-builders';

const comment = { tag: 0x9286, type: 7, value: `ASCII\0\0\0{"AIGC":${AIGC_LABEL}}` };
const exif = tiff([], { exif: [comment] });
const xmp = utf8(iptcAiPacket());
const labelled: TiffDirectory = {
  entries: [{ tag: 0x131, type: 2, value: 'a writer\0' }],
  inner: [{ tag: 0x8769, directories: [{ entries: [comment] }] }],
};
const packet: TiffDirectory = { entries: [{ tag: 0x2bc, type: 1, value: xmp }] };
const svg = (before: string) =>
  utf8(`<svg xmlns="http://www.w3.org/2000/svg">${before}<metadata>${iptcAiPacket()}</metadata></svg>`);
const exifData = { type: 'Exif', data: exifItem(exif) };

export const SMALL_IMAGES = [
  { name: 'a.gif with XMP', medium: gif([gifPicture(), gifXmp(xmp)]) },
  { name: 'a.gif with a comment', medium: gif([gifPicture(), gifComment(`AIGC${AIGC_LABEL}`)]) },
  { name: 'a.tif', medium: tiffFile([labelled], { strips: 20 }) },
  { name: 'a.tif in the big form', medium: tiffFile([packet, labelled], { order: 'MM', big: true }) },
  { name: 'a.heic with XMP in mdat', medium: heifFile([pictureItem(), xmpItem(xmp)]) },
  { name: 'a.avif with EXIF in idat', medium: heifFile([exifData, pictureItem()], { major: 'avif', method: 1 }) },
  { name: 'a.avif in the short form', medium: bytes(box('ftyp', 'mif3', 'avif'), miniBox({ icc: 3, xmp })) },
  { name: 'a.jxl', medium: jxl([box('xml ', xmp), jxlCodestream()]) },
  { name: 'a.ico', medium: ico([zeros(40), png([ihdr(), tEXt('AIGC', AIGC_LABEL), idat(), iend()])]) },
  { name: 'a.svg', medium: svg('<g/>') },
  { name: 'a.svgz', medium: gzipSync(svg('<g/>'), { mtime: 1 }) },
] as const;

/** A GIF and an SVG have no lengths to hop by: they are not here. */
export const LARGE_IMAGES = [
  { name: 'large.tif', medium: tiffFile([labelled, packet], { strips: 200_000 }) },
  { name: 'large.heic', medium: heifFile([exifData, pictureItem(200_000), xmpItem(xmp)]) },
  { name: 'large.avif', medium: heifFile([pictureItem(200_000), xmpItem(xmp)], { major: 'avif', method: 1 }) },
  {
    name: 'large.jxl',
    medium: jxl([box('Exif', exifItem(exif)), box('jxlc', zeros(200_000)), box('xml ', xmp)]),
  },
] as const;

/** Formats that are read as a whole. */
export const WHOLE_IMAGES = [
  { name: 'large.gif', medium: gif([...Array(300).fill(gifApplication('NETSCAPE2.0', zeros(600))), gifXmp(xmp)]) },
  { name: 'large.svg', medium: svg('<g/>'.repeat(40_000)) },
] as const;
