/** The fields in which a tool or service says by one value that AI was used: a new one is one row. */
import type { LabelStatus } from '../../report';
import type { ToolRule } from '../generator/rule';
import { a1111 } from '../generator/tools/a1111';
import { civitai } from '../generator/tools/civitai';
import { drawThings } from '../generator/tools/draw-things';
import { fooocus } from '../generator/tools/fooocus';
import { mochiDiffusion } from '../generator/tools/mochi-diffusion';
import { novelai } from '../generator/tools/novelai';
import { DUBLIN_CORE, TIFF, XMP_BASIC } from '../xmp-namespaces';
import { type Address, keyed, xmp } from './texts';

export interface FieldRule {
  readonly where: readonly Address[];
  /** Texts: equal to one of them, whatever the case. Patterns are anchored. Both see the text as `plain` makes it. */
  readonly value: string | readonly string[] | RegExp;
  /** Texts that fit the pattern and say something else. */
  readonly except?: RegExp;
  readonly status: LabelStatus;
  /** `first group`: what the pattern's first group holds. Left out where nothing tells whose field it is. */
  readonly tool?: string | { readonly group: 1 };
  /** Whole rules of generators: where one of them hits, this field is only a part of what it read. */
  readonly unless?: ToolRule;
}

const PHOTOSHOP = 'http://ns.adobe.com/photoshop/1.0/';
const CAMERA_RAW = 'http://ns.adobe.com/camera-raw-settings/1.0/';
const MEDIA_MANAGEMENT = 'http://ns.adobe.com/xap/1.0/mm/';
const RESOURCE_EVENT = 'http://ns.adobe.com/xap/1.0/sType/ResourceEvent#';

/** IPTC's Credit: the only place of credit lines. */
const CREDIT = [xmp([PHOTOSHOP, 'Credit']), keyed('iptc', '2:110')];
/** Source and creator: where a credit line is a weak sign. */
const BESIDE_CREDIT = [
  xmp([PHOTOSHOP, 'Source']),
  xmp([DUBLIN_CORE, 'creator']),
  keyed('iptc', '2:115'),
  keyed('iptc', '2:80'),
];
const MAKE = [keyed('exif', 'Make'), xmp([TIFF, 'Make']), keyed('mp4', '©mak')];
const SOFTWARE = [
  keyed('exif', 'Software'),
  xmp([TIFF, 'Software']),
  keyed('png', 'Software'),
  ...['©too', '©swr', 'com.apple.quicktime.software'].map((key) => keyed('mp4', key)),
  // ID3v2.2 has names of three letters.
  ...['TSSE', 'TENC', 'TSS', 'TEN'].map((key) => keyed('id3', key)),
  keyed('riff', 'ISFT'),
];
const CREATOR_TOOL = [xmp([XMP_BASIC, 'CreatorTool'])];
/** What a film or a piece of music was encoded with, under the names that FFmpeg gives the tag `encoder`. */
const ENCODER = [
  ...['encoder', '©too'].map((key) => keyed('mp4', key)),
  keyed('matroska', 'encoder'),
  keyed('vorbis', 'encoder'),
  ...['encoder', 'TSSE'].map((key) => keyed('id3', key)),
  keyed('riff', 'ISFT'),
  keyed('amf', 'encoder'),
];

const CREDITS: readonly Pick<FieldRule, 'value' | 'status' | 'tool'>[] = [
  { value: ['Made with Google AI', 'Made by Google AI'], status: 'ai-generated', tool: 'Google AI' },
  { value: 'Edited with Google AI', status: 'ai-edited', tool: 'Google AI' },
  {
    value: ['AI-Generated with Google Photos', 'AI-Generated with Google'],
    status: 'ai-generated',
    tool: 'Google Photos',
  },
  { value: 'Apple Photos Clean Up', status: 'ai-edited', tool: 'Apple Photos' },
  // Values that were reported, and that no file was seen with.
  {
    value: /^(Shutterstock AI Generator|Getty Images\/Generative AI by iStock|Adobe Firefly)$/i,
    status: 'suspected-ai',
    tool: { group: 1 },
  },
];

/**
 * Every field rule; of those that stand at one address, the first that fits speaks.
 *
 * Source: the credit lines and tool fields that services are known to write, with what is known of each: a value that
 * was seen in files or in the writer's source has its own status, one that was only reported is a weak sign. General
 * programs (Photoshop, Canva, GIMP …) have no row: their names say nothing about AI.
 */
export const FIELD_RULES: readonly FieldRule[] = [
  ...CREDITS.map((credit) => ({ ...credit, where: CREDIT })),
  ...CREDITS.map((credit): FieldRule => ({ ...credit, where: BESIDE_CREDIT, status: 'suspected-ai' })),
  {
    where: CREDIT,
    value: /^(?:made|created|edited|generated|imagined) (?:with|by|using) (?:\S+ ){0,3}AI(?: \S+)?$/i,
    // "Made by Ai Weiwei", "Created by Tanaka Ai": names. "Made with no AI": the opposite.
    except: / [Aa][Ii] \p{Lu}\S*$| by (?:\S+ ){0,3}Ai$| (?:[Nn][Oo][Tt]?|[Zz]ero|[Ww]ithout) (?:\S+ )?[Aa][Ii](?: |$)/u,
    status: 'suspected-ai',
  },

  { where: MAKE, value: 'Ideogram AI', status: 'ai-generated', tool: 'Ideogram' },
  { where: [...SOFTWARE, ...CREATOR_TOOL], value: 'reve.com', status: 'ai-generated', tool: 'Reve' },
  { where: [...MAKE, ...SOFTWARE], value: 'Aphrodite AI', status: 'ai-generated', tool: 'Aphrodite AI' },

  { where: SOFTWARE, value: /^Fooocus v\d/i, status: 'suspected-ai', tool: 'Fooocus', unless: fooocus },
  { where: SOFTWARE, value: /^NovelAI/i, status: 'suspected-ai', tool: 'NovelAI', unless: novelai },
  {
    where: [...CREATOR_TOOL, ...SOFTWARE],
    value: /^Draw Things\b/i,
    status: 'suspected-ai',
    tool: 'Draw Things',
    unless: drawThings,
  },
  {
    where: [keyed('iptc', '2:65')],
    value: 'Mochi Diffusion',
    status: 'suspected-ai',
    tool: 'Mochi Diffusion',
    unless: mochiDiffusion,
  },
  { where: ENCODER, value: 'SD.Next', status: 'suspected-ai', tool: 'SD.Next', unless: a1111 },
  // As Civitai writes it: `Ai` and `AI` are names and initials of people.
  { where: [keyed('exif', 'Artist')], value: /^ai$/, status: 'suspected-ai', tool: 'Civitai', unless: civitai },

  // A message in the first picture of a film, named by its UUID.
  {
    where: [keyed('glued', '91ca60614aee385486142d5f73f4ae2e')],
    value: /^kling-ai(?:\0|$)/,
    status: 'ai-generated',
    tool: 'Kling (可灵)',
  },

  { where: [...CREATOR_TOOL, ...SOFTWARE], value: /^Adobe Firefly\b/i, status: 'suspected-ai', tool: 'Adobe Firefly' },
  {
    where: [...CREATOR_TOOL, ...SOFTWARE],
    value:
      /^(DALL[·.-]?E|Midjourney|Stable Diffusion|ComfyUI|InvokeAI|DreamStudio|Leonardo\.?Ai|NightCafe|Bing Image Creator|ChatGPT|Sora|Imagine with Meta AI|Grok)(?: |$|\d|v\d)/i,
    status: 'suspected-ai',
    tool: { group: 1 },
  },
  {
    where: [xmp([MEDIA_MANAGEMENT, 'History'], [RESOURCE_EVENT, 'softwareAgent'])],
    value: /^Adobe Firefly\b/i,
    status: 'suspected-ai',
    tool: 'Adobe Firefly',
  },

  // AI that sharpens, enlarges and removes noise: labels, but none that says "made by AI".
  {
    where: SOFTWARE,
    value: /^(?:Topaz (?:Photo|Gigapixel|Sharpen|DeNoise|Video)(?: AI)?\b|Gigapixel)/i,
    status: 'labelled-other',
    tool: 'Topaz',
  },
  {
    where: [keyed('mp4', 'videoai'), keyed('matroska', 'videoai')],
    value: /\bEnhanced using\b/i,
    status: 'labelled-other',
    tool: 'Topaz Video AI',
  },
  {
    where: ['EnhanceDenoiseAlreadyApplied', 'EnhanceDetailsAlreadyApplied', 'EnhanceSuperResolutionAlreadyApplied'].map(
      (name) => xmp([CAMERA_RAW, name]),
    ),
    value: 'True',
    status: 'labelled-other',
    tool: 'Adobe Camera Raw',
  },
];
