/** The fields that can hold a label, each with the kind of its place. */
import type { Field, TextField, XmpField } from '../../fields';
import { multimap } from '../../multimap';
import { firstCharacter, type Member, trimPadding } from '../json';
import { DUBLIN_CORE, EXIF, TIFF } from '../xmp-namespaces';
import type { Deviation } from './deviations';
import { decodeEntities, type PlaceKind } from './payload';
import { isLabelNamespace, knownKey } from './vocabulary';

export interface Candidate {
  readonly place: string;
  readonly kind: PlaceKind;
  /** Deviations that the place itself means. */
  readonly deviations: readonly Deviation[];
  readonly content:
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'members'; readonly members: readonly Member[] }
    | { readonly kind: 'residue'; readonly deviation: 'empty' | 'blanked' };
}

export function candidatesOf(fields: readonly Field[]): readonly Candidate[] {
  const filledPlaces = placesWithContent(fields);
  const candidates: Candidate[] = [];
  for (const field of fields) for (const candidate of ofField(field, filledPlaces)) candidates.push(candidate);
  return [...candidates, ...ofFlatXmp(fields)];
}

function ofField(field: Field, filledPlaces: ReadonlySet<string>): readonly Candidate[] {
  switch (field.kind) {
    case 'text':
      return ofText(field);
    case 'xmp':
      return ofXmp(field, filledPlaces);
    case 'xmp-namespace':
      return isLabelNamespace(field.namespace) ? [residue(field.place, 'empty')] : [];
    case 'empty-key':
      return isLabelKey(field.key) ? [residue(field.place, 'empty')] : [];
    case 'jumbf':
    case 'link':
      return [];
  }
}

const residue = (place: string, deviation: 'empty' | 'blanked'): Candidate => ({
  place,
  kind: 'named',
  deviations: [],
  content: { kind: 'residue', deviation },
});

/**
 * Keys that are the standard's own name: as the guides write it, as ImageMagick copies it out of XMP (`TC260:AIGC`), as
 * exiftool writes it into QuickTime keys (`com.apple.quicktime.AIGC`).
 */
const LABEL_KEYS = new Set(['aigc', 'tc260:aigc', 'com.apple.quicktime.aigc', 'com.apple.itunes:aigc']);

const isLabelKey = (key: string): boolean => LABEL_KEYS.has(key.trim().toLowerCase());

/** How a label, or the markup around one, can begin where nothing but the text says that it is one. */
const BEGINNINGS: ReadonlySet<string> = new Set('"{&<Aa');

/** What one known label remover leaves: the key renamed, the value overwritten with spaces. */
const BLANKED = /^ {40,}$/;

function ofText(field: TextField): readonly Candidate[] {
  if (field.vocabulary === 'mp4' && field.key === 'free' && BLANKED.test(field.value)) {
    return [residue(field.place, 'blanked')];
  }
  const isNamed = isLabelKey(field.key);
  const text = textOf(field);
  // Most fields of a medium are names, numbers and sentences.
  if (!isNamed && !BEGINNINGS.has(firstCharacter(text))) return [];
  const inner = undeclaredProperty(text);
  if (inner !== undefined) return [{ ...placed(field, 'named'), content: { kind: 'text', text: inner } }];
  const kind = field.keyless === true ? 'keyless' : isNamed ? 'named' : 'open';
  return [{ ...placed(field, kind), content: { kind: 'text', text } }];
}

/** GB 18030 is the one encoding beside UTF-8 that writers of this label use; Latin-1 was the decoder's last resort. */
function textOf(field: TextField): string {
  if (field.encoding !== 'latin1' || field.raw === undefined) return field.value;
  try {
    return new TextDecoder('gb18030', { fatal: true }).decode(field.raw);
  } catch (error) {
    // TypeError: no such text; RangeError: a runtime without the encoding.
    if (error instanceof TypeError || error instanceof RangeError) return field.value;
    throw error;
  }
}

const placed = (field: TextField, kind: PlaceKind): Omit<Candidate, 'content'> => ({
  place: field.place,
  kind,
  deviations: [...(isGuidesPlace(field, kind) ? [] : ['place' as const]), ...trailerOf(field.place)],
});

const trailerOf = (place: string): readonly Deviation[] => (/\btrailer\b/.test(place) ? ['trailer'] : []);

/** Where the guides for audio (202510A), video (20257A) and texts (20258A) put it: the whole file's own tags, in their first form. */
const GUIDES_TAGS =
  /^(?:ID3v2 TXXX?|WAV|AVI LIST INFO|FLAC comment|Ogg comment|Matroska Tags|FLV onMetaData|PDF Info) aigc$/i;

/** Where the guides put the label: XMP, PNG text, EXIF UserComment (20259A); the `udta` key list of MP4 (20257A). */
function isGuidesPlace(field: TextField, kind: PlaceKind): boolean {
  switch (field.vocabulary) {
    case 'png':
      return true;
    case 'exif':
      return field.key === 'UserComment';
    case 'mp4':
      return kind === 'named' && field.place.includes('udta/meta/keys');
    case 'iptc':
    case 'comment':
    case 'glued':
    case 'ape':
      return false;
    case 'id3':
    case 'riff':
    case 'vorbis':
    case 'matroska':
    case 'amf':
    case 'pdf':
      return kind === 'named' && GUIDES_TAGS.test(field.place);
  }
}

/**
 * `TC260:AIGC` of an XMP fragment that lost its namespace declaration, as a text of the file. A text that is no markup
 * from its start quotes it: a caption about labels is none.
 */
function undeclaredProperty(text: string): string | undefined {
  if (!MARKUP.test(text)) return undefined;
  const element = between(text, '<TC260:AIGC>', '</TC260:AIGC>');
  if (element !== undefined) return decodeEntities(element);
  for (const quote of ['"', "'"]) {
    const attribute = between(text, `TC260:AIGC=${quote}`, quote);
    if (attribute !== undefined) return decodeEntities(attribute);
  }
  return undefined;
}

const MARKUP = /^[\s\0\ufeff]{0,64}</;

function between(text: string, open: string, close: string): string | undefined {
  const start = text.indexOf(open);
  if (start < 0) return undefined;
  const end = text.indexOf(close, start + open.length);
  return end < 0 ? undefined : text.slice(start + open.length, end);
}

/** By name. */
const OPEN_PROPERTIES: ReadonlyMap<string, string> = new Map([
  ['description', DUBLIN_CORE],
  ['UserComment', EXIF],
  ['ImageDescription', TIFF],
]);

/** Where a property can be one of those, or have lost its own namespace. */
const LOOKED_AT: ReadonlySet<string> = new Set([...OPEN_PROPERTIES.values(), '']);
const NONE: readonly Candidate[] = [];

function ofXmp(field: XmpField, filledPlaces: ReadonlySet<string>): readonly Candidate[] {
  const property = field.path[0] ?? field;
  if (!field.aboutFile) return NONE;
  const content = { kind: 'text', text: field.value } as const;
  const { namespace } = property;
  if (!LOOKED_AT.has(namespace) && !isLabelNamespace(namespace)) return NONE;
  if (OPEN_PROPERTIES.get(property.name) === namespace) {
    return [{ place: field.place, kind: 'xmp-open', deviations: [], content }];
  }
  if (!isLabelProperty(property)) return [];
  // A member of a structure is read with its siblings; an array's or structure's own value is empty, which is no residue.
  if (isLabelMember(field)) return [];
  if (trimPadding(field.value) === '' && filledPlaces.has(field.place)) return [];
  return [{ place: field.place, kind: 'named', deviations: trailerOf(field.place), content }];
}

/** Some writers forget to declare the prefix; then it is all there is to go by. */
const isLabelProperty = ({ namespace, name }: { readonly namespace: string; readonly name: string }): boolean =>
  namespace === '' ? name === 'TC260:AIGC' : name === 'AIGC' && isLabelNamespace(namespace);

const isLabelMember = (field: XmpField): boolean =>
  isLabelNamespace(field.namespace) && field.name !== 'AIGC' && knownKey(field.name) !== undefined;

/** Places whose AIGC property, or an item or member of it, says something. */
const placesWithContent = (fields: readonly Field[]): ReadonlySet<string> =>
  new Set(
    fields
      .filter(
        (field) => field.kind === 'xmp' && isLabelProperty(field.path[0] ?? field) && trimPadding(field.value) !== '',
      )
      .map((field) => field.place),
  );

/** Members of the namespace as properties of their own, or inside a structure called AIGC: one label per packet. */
function ofFlatXmp(fields: readonly Field[]): readonly Candidate[] {
  const members: (readonly [group: string, member: Member])[] = [];
  for (const field of fields) {
    if (field.kind !== 'xmp' || !field.aboutFile || !isLabelMember(field)) continue;
    const [outer] = field.path;
    if (outer !== undefined && !isLabelProperty(outer)) continue;
    const group = `${field.place}\n${outer === undefined ? 'flat' : 'structure'}`;
    members.push([group, { name: field.name, text: JSON.stringify(field.value) }]);
  }
  return [...multimap(members)].map(([group, members]) => {
    const place = group.slice(0, group.indexOf('\n'));
    return { place, kind: 'named', deviations: trailerOf(place), content: { kind: 'members', members } };
  });
}
