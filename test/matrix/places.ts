/**
 * What must be shown: every place of every container that can hold a label, by the form of what stands there. The form
 * decides which marks can; where one of them cannot stand in a place of that form, the place says why.
 */
import { FIELD_MARKS } from '../../utils/engine/marks';
import type { MarkName } from '../../utils/engine/report';

export const MARKS: readonly MarkName[] = FIELD_MARKS.map(({ name }) => name);

/** What stands in a place. `without` says of each mark that is not to be found there why it cannot. */
export interface Form {
  readonly means: string;
  readonly without: Readonly<Partial<Record<MarkName, string>>>;
}

const XMP_ALONE = 'the Digital Source Type is a property of XMP alone';
const NO_STORE = 'a manifest store has blocks of its own, and its address stands in XMP';

export const FORMS = {
  xmp: { means: 'an XMP packet', without: {} },
  exif: { means: 'EXIF: texts of IFD0, ExifIFD and SubIFD', without: { iptc: XMP_ALONE, c2pa: NO_STORE } },
  iim: { means: 'IPTC-IIM datasets', without: { iptc: 'IIM has no dataset for it', c2pa: NO_STORE } },
  text: { means: 'texts under keys', without: { iptc: XMP_ALONE, c2pa: NO_STORE } },
  comment: {
    means: 'a text without a key',
    without: { iptc: XMP_ALONE, c2pa: NO_STORE, vendor: 'services write fields with names' },
  },
  caption: {
    means: 'a title, description or copyright line',
    without: {
      iptc: XMP_ALONE,
      c2pa: NO_STORE,
      generator: 'no generator writes its settings there',
      vendor: 'a name in a caption is no label',
    },
  },
  label: {
    means: 'the label of GB 45438 itself, or what begins with it',
    without: {
      iptc: XMP_ALONE,
      c2pa: NO_STORE,
      generator: 'the place is the label’s own',
      vendor: 'the place is the label’s own',
    },
  },
  store: {
    means: 'a C2PA manifest store',
    without: {
      gb45438: 'what a store quotes is no label of the file',
      iptc: 'source types in a store belong to `c2pa`',
      generator: 'what a store quotes is no label of the file',
      vendor: 'what a store quotes is no label of the file',
    },
  },
  service: {
    means: 'one service’s own: Samsung’s entries (SEF), a message in the video stream',
    without: {
      gb45438: 'the place is the service’s own',
      iptc: XMP_ALONE,
      generator: 'the place is the service’s own',
      c2pa: NO_STORE,
    },
  },
} as const satisfies Readonly<Record<string, Form>>;
export type FormName = keyof typeof FORMS;

export interface Place {
  /** As reports begin it: the longest stated place that a finding’s place begins with is its row. */
  readonly place: string;
  readonly form: FormName;
  /** Marks that the form allows and this place cannot hold, with the reason. */
  readonly without?: Readonly<Partial<Record<MarkName, string>>>;
}

export interface ContainerPlaces {
  readonly title: string;
  /** As reports name it. */
  readonly containers: readonly string[];
  readonly places: readonly Place[];
  /** Of a container without any place, why there is none. */
  readonly nothing?: string;
}

const at =
  (form: FormName) =>
  (place: string, without?: Place['without']): Place => ({ place, form, ...(without && { without }) });
const xmp = at('xmp');
const exif = at('exif');
const iim = at('iim');
const text = at('text');
const comment = at('comment');
const caption = at('caption');
const label = at('label');
const store = at('store');
const service = at('service');

/** Image resources, and what they hold. */
const photoshopAt = (place: string): readonly Place[] => [iim(`${place} IPTC`), xmp(`${place} XMP`)];

/** A TIFF stream, and the blocks of other formats in its tags. */
const exifAt = (place: string): readonly Place[] => [
  exif(place),
  xmp(`${place} XMP`),
  iim(`${place} IPTC`),
  ...photoshopAt(`${place} Photoshop`),
];

const NO_SERVICE = 'no service is known to write there';

const id3At = (place: string): readonly Place[] => [text(place), xmp(`${place} PRIV XMP`), store(`${place} GEOB C2PA`)];

const TAGS_BEHIND: readonly Place[] = [
  text('APEv2', { vendor: NO_SERVICE }),
  label('ID3v1', { generator: 'thirty bytes hold no settings', vendor: 'thirty bytes hold no statement of a service' }),
];

/** MP4 and its relatives share their boxes. */
const moviesAt = (title: string): readonly Place[] => [
  text(`${title} moov/udta/meta/keys`),
  text(`${title} moov/udta/meta/ilst`),
  text(`${title} moov/meta/keys`),
  text(`${title} moov/meta/ilst`),
  text(`${title} moov/udta`),
  text(`${title} moov/trak/udta`),
  text(`${title} moov/trak/udta/meta/keys`),
  xmp(`${title} moov/udta/XMP_`),
  xmp(`${title} moov/udta/meta/xml XMP`),
  xmp(`${title} moov/uuid XMP`),
  xmp(`${title} uuid XMP`),
  store(`${title} uuid C2PA`),
];

const heifAt = (title: string): readonly Place[] => [
  ...exifAt(`${title} item EXIF`),
  xmp(`${title} item XMP`),
  xmp(`${title} uuid XMP`),
  xmp(`${title} moov/udta/XMP_`),
  store(`${title} uuid C2PA`),
];

export const PLACES: readonly ContainerPlaces[] = [
  {
    title: 'JPEG',
    containers: ['jpeg'],
    places: [
      xmp('JPEG APP1 XMP'),
      xmp('JPEG APP1 extended XMP'),
      ...exifAt('JPEG APP1 EXIF'),
      ...photoshopAt('JPEG APP13'),
      store('JPEG APP11 JUMBF'),
      comment('JPEG COM'),
      label('JPEG APP9'),
      label('JPEG APP11'),
      label('JPEG trailer'),
      service('JPEG trailer SEF'),
    ],
  },
  {
    title: 'PNG, APNG',
    containers: ['png'],
    places: [
      text('PNG tEXt'),
      text('PNG zTXt'),
      text('PNG iTXt'),
      text('PNG comf', { vendor: 'the chunk is ComfyUI’s own' }),
      xmp('PNG tEXt XMP'),
      xmp('PNG zTXt XMP'),
      xmp('PNG iTXt XMP'),
      iim('PNG tEXt IPTC'),
      iim('PNG zTXt IPTC'),
      ...exifAt('PNG tEXt EXIF'),
      ...exifAt('PNG zTXt EXIF'),
      ...exifAt('PNG eXIf'),
      store('PNG caBX'),
      label('PNG aiGc'),
      label('PNG trailer'),
      service('PNG trailer SEF'),
    ],
  },
  {
    title: 'WebP',
    containers: ['webp'],
    places: [xmp('WebP XMP'), ...exifAt('WebP EXIF'), store('WebP C2PA')],
  },
  {
    title: 'GIF',
    containers: ['gif'],
    places: [xmp('GIF XMP'), comment('GIF comment'), iim('GIF MGK'), ...photoshopAt('GIF MGK'), store('GIF C2PA_GIF')],
  },
  {
    title: 'TIFF, BigTIFF, DNG',
    containers: ['tiff'],
    places: [
      ...exifAt('TIFF IFD0'),
      exif('TIFF ExifIFD', { vendor: 'makers and programs are named in IFD0' }),
      exif('TIFF SubIFD'),
      store('TIFF IFD0 C2PA'),
      store('TIFF IFD1 C2PA'),
    ],
  },
  { title: 'HEIF, HEIC', containers: ['heic', 'heif'], places: [...heifAt('HEIF'), service('HEIF sefd')] },
  { title: 'AVIF', containers: ['avif'], places: heifAt('AVIF') },
  {
    title: 'JPEG XL',
    containers: ['jxl'],
    places: [
      xmp('JXL xml'),
      ...exifAt('JXL Exif'),
      store('JXL jumb'),
      xmp('JXL brob xml'),
      ...exifAt('JXL brob Exif'),
      store('JXL brob jumb'),
    ],
  },
  {
    title: 'SVG, svgz',
    containers: ['svg'],
    places: [
      xmp('SVG metadata'),
      xmp('SVG attributes'),
      comment('SVG desc', { generator: 'no generator writes its settings there' }),
      store('SVG metadata C2PA'),
    ],
  },
  {
    title: 'ICO',
    containers: ['ico'],
    places: [
      text('ICO PNG', {
        generator: 'shown for PNG, by the same walk',
        vendor: 'shown for PNG, by the same walk',
      }),
      xmp('ICO PNG iTXt XMP'),
      ...exifAt('ICO PNG eXIf'),
      store('ICO PNG caBX'),
    ],
  },
  { title: 'BMP', containers: ['bmp'], places: [], nothing: 'The format has no place for metadata.' },
  {
    title: 'MP4',
    containers: ['mp4'],
    places: [...moviesAt('MP4'), service('MP4 udta/sefd'), service('MP4 mdat SEI')],
  },
  { title: 'MOV', containers: ['mov'], places: moviesAt('MOV') },
  { title: 'M4A', containers: ['m4a'], places: moviesAt('M4A') },
  {
    title: 'Matroska, WebM',
    containers: ['matroska', 'webm'],
    places: [text('Matroska Tags'), caption('Matroska Info')],
  },
  {
    title: 'AVI',
    containers: ['avi'],
    places: [text('AVI LIST INFO'), xmp('AVI _PMX XMP'), store('AVI C2PA')],
  },
  {
    title: 'WAV, RF64',
    containers: ['wav'],
    places: [
      label('WAV AIGC'),
      text('WAV LIST INFO'),
      caption('WAV bext'),
      caption('WAV iXML'),
      xmp('WAV _PMX XMP'),
      xmp('WAV XMP'),
      ...id3At('WAV ID3v2'),
      store('WAV C2PA'),
    ],
  },
  {
    title: 'AIFF',
    containers: ['aiff'],
    places: [
      label('AIFF AIGC'),
      ...['NAME', 'AUTH', '(c)', 'ANNO', 'COMT'].map((chunk) => caption(`AIFF ${chunk}`)),
      xmp('AIFF APPL XMP'),
      ...id3At('AIFF ID3v2'),
    ],
  },
  { title: 'FLV', containers: ['flv'], places: [text('FLV onMetaData'), xmp('FLV onXMPData XMP')] },
  {
    title: 'MP3',
    containers: ['mp3'],
    places: [...id3At('ID3v2'), store('ID3v2 GEO C2PA'), ...TAGS_BEHIND],
  },
  { title: 'AAC (ADTS)', containers: ['aac'], places: [...id3At('ID3v2'), ...TAGS_BEHIND] },
  {
    title: 'FLAC',
    containers: ['flac'],
    places: [
      text('FLAC comment'),
      label('FLAC APPLICATION riff AIGC'),
      text('FLAC APPLICATION riff LIST INFO'),
      caption('FLAC APPLICATION riff bext'),
      caption('FLAC APPLICATION riff iXML'),
      ...id3At('ID3v2'),
    ],
  },
  { title: 'Ogg', containers: ['ogg'], places: [text('Ogg comment')] },
  {
    title: 'PDF',
    containers: ['pdf'],
    places: [label('PDF Info'), xmp('PDF Metadata XMP'), store('PDF C2PA')],
  },
];
