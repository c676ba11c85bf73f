/**
 * How files can be laid out where their labels are found all the same. A pattern over the file's bytes, one character
 * each, says whether a fixture is laid out so; a layout that no labelled fixture shows is a hole.
 */
import type { ContainerPlaces } from './places';

export interface Layout {
  readonly title: ContainerPlaces['title'];
  readonly layout: string;
  readonly pattern: RegExp;
}

const of =
  (title: Layout['title']) =>
  (layout: string, pattern: RegExp): Layout => ({ title, layout, pattern });
const jpeg = of('JPEG');
const png = of('PNG, APNG');
const webp = of('WebP');
const gif = of('GIF');
const tiff = of('TIFF, BigTIFF, DNG');
const heic = of('HEIF, HEIC');
const avif = of('AVIF');
const jxl = of('JPEG XL');
const svg = of('SVG, svgz');
const mp4 = of('MP4');
const mov = of('MOV');
const matroska = of('Matroska, WebM');
const wav = of('WAV, RF64');
const mp3 = of('MP3');
const ogg = of('Ogg');

const bytes = ({ raw: [source = ''] }: TemplateStringsArray): RegExp => new RegExp(source);

export const LAYOUTS: readonly Layout[] = [
  jpeg('EXIF before JFIF', bytes`^\xff\xd8\xff\xe1[\s\S]{2}Exif\0\0`),
  jpeg('two XMP packets', bytes`(?:\xff\xe1[\s\S]{2}http://ns\.adobe\.com/xap/1\.0/\0[\s\S]*){2}`),
  jpeg('a store over several APP11 segments', bytes`\xff\xeb[\s\S]{2}JP[\s\S]*\xff\xeb[\s\S]{2}JP`),
  jpeg(
    'extended XMP, its last portion first',
    bytes`xmp/extension/\0[0-9A-F]{32}[\s\S]{4}(?!\0\0\0\0)[\s\S]*xmp/extension/\0[0-9A-F]{32}[\s\S]{4}\0\0\0\0`,
  ),
  jpeg('a Multi-Picture index', bytes`\xff\xe2[\s\S]{2}MPF\0`),
  png('texts before the picture data', bytes`IHDR[\s\S]*(?:tEXt|zTXt|iTXt)[\s\S]*IDAT`),
  png('texts behind the picture data', bytes`IDAT(?![\s\S]*IDAT)[\s\S]*(?:tEXt|zTXt|iTXt)[\s\S]*IEND`),
  png('EXIF behind the picture data, with a JPEG signature', bytes`IDAT[\s\S]*eXIfExif\0\0`),
  png('a store behind the picture data', bytes`IDAT[\s\S]*caBX`),
  png('an animation', bytes`acTL[\s\S]*fcTL[\s\S]*fdAT`),
  png('a raw profile', bytes`Raw profile type`),
  webp('extended, metadata behind the picture', bytes`VP8X[\s\S]*VP8[L ][\s\S]*(?:XMP |EXIF|C2PA)`),
  webp('simple, with metadata that nothing announces', bytes`^RIFF[\s\S]{4}WEBPVP8[L ][\s\S]*XMP`),
  webp('EXIF with a JPEG signature, and other capitals', bytes`Exif[\s\S]{4}Exif\0\0`),
  webp('an animation', bytes`ANIM[\s\S]*ANMF[\s\S]*XMP `),
  gif('XMP behind the pictures', bytes`\x2c\0\0\0\0[\s\S]*XMP DataXMP`),
  gif('XMP in UTF-16', bytes`XMP DataXMP[\s\S]{0,4}<\0`),
  tiff('little-endian', bytes`^II\x2a\0`),
  tiff('big-endian', bytes`^MM\0\x2a`),
  tiff('BigTIFF', bytes`^(?:II\x2b\0|MM\0\x2b)`),
  heic('items in the file', bytes`mdat[\s\S]*`),
  heic('items in idat', bytes`meta[\s\S]*iloc[\s\S]*idat`),
  heic('items in several extents, iloc version 2', bytes`iloc\x02`),
  avif('items in idat', bytes`meta[\s\S]*iloc[\s\S]*idat`),
  avif('the low-overhead form', bytes`^[\s\S]{4}ftypmif3[\s\S]*mini`),
  avif('a sequence', bytes`^[\s\S]{4}ftypavis`),
  jxl('boxes packed by Brotli', bytes`brob`),
  jxl('box types in other capitals', bytes`XML |exif\0`),
  svg('plain', bytes`^<\?xml`),
  svg('gzip', bytes`^\x1f\x8b\x08`),
  svg('UTF-16', bytes`^\xff\xfe`),
  mp4('movie header before the media data', bytes`^[\s\S]{4}ftyp[\s\S]*moov[\s\S]*mdat`),
  mp4('movie header behind the media data', bytes`mdat[\s\S]*moov`),
  mp4('fragments', bytes`moov[\s\S]*mvex[\s\S]*moof`),
  mp4('sizes of 64 bits, and one left open', bytes`\0\0\0\x01moov[\s\S]*\0\0\0\0mdat`),
  mp4('XMP behind the media data', bytes`mdat[\s\S]*uuid\xbe\x7a\xcf\xcb`),
  mov('meta without version and flags', bytes`meta\0\0\0[\s\S]hdlr`),
  mov('meta with version and flags', bytes`meta\0\0\0\0[\s\S]{4}hdlr`),
  matroska('Tags before the clusters', bytes`\x12\x54\xc3\x67[\s\S]*\x1f\x43\xb6\x75`),
  matroska(
    'Tags behind the clusters, named by SeekHead',
    bytes`\x11\x4d\x9b\x74[\s\S]*\x1f\x43\xb6\x75[\s\S]*\x12\x54\xc3\x67`,
  ),
  matroska(
    'Tags behind the clusters, without SeekHead',
    bytes`^(?![\s\S]*\x11\x4d\x9b\x74)[\s\S]*\x1f\x43\xb6\x75[\s\S]*\x12\x54\xc3\x67`,
  ),
  matroska('segment of open size', bytes`\x18\x53\x80\x67(?:\x01\xff{7}|\xff)`),
  matroska('cluster of open size', bytes`\x1f\x43\xb6\x75(?:\x01\xff{7}|\xff)`),
  wav('RIFF', bytes`^RIFF`),
  wav('RF64', bytes`^RF64[\s\S]*ds64`),
  mp3('ID3v2.2', bytes`^ID3\x02`),
  mp3('ID3v2.3', bytes`^ID3\x03`),
  mp3('ID3v2.4', bytes`^ID3\x04`),
  mp3('an unsynchronised tag', bytes`^ID3[\x02-\x04]\0[\x80-\xff]`),
  mp3('an extended header, and a packed frame', bytes`^ID3\x04\0\x40`),
  mp3('a tag behind the frames', bytes`\xff[\xe0-\xff][\s\S]*ID3\x04`),
  mp3('a tag behind the frames, with a footer', bytes`3DI\x04\0\x10[\s\S]{4}$`),
  mp3('APEv2 before the frames', bytes`^APETAGEX`),
  mp3('APEv2 behind the frames', bytes`\xff[\xe0-\xff][\s\S]*APETAGEX`),
  ogg('Vorbis', bytes`^OggS[\s\S]{24}\x01vorbis`),
  ogg('Opus', bytes`^OggS[\s\S]{24}OpusHead`),
  ogg('FLAC', bytes`^OggS[\s\S]{24}\x7fFLAC`),
  ogg('Speex', bytes`^OggS[\s\S]{24}Speex`),
  ogg('Theora', bytes`^OggS[\s\S]{24}\x80theora`),
  ogg('comments over several pages', bytes`OpusTags[\s\S]*OggS\0\x01`),
  ogg('a second stream chained behind the first', bytes`OggS\0\x02[\s\S]*OggS\0\x04[\s\S]*OggS\0\x02`),
];
