import { describe, expect, it } from 'vitest';
import type { Field, TextField } from '../../../../utils/engine/fields';
import { generator } from '../../../../utils/engine/marks/generator';
import { vendor } from '../../../../utils/engine/marks/vendor-fields';
import type { LabelStatus } from '../../../../utils/engine/report';
import { block, bytes, decodeAll } from '../decoders/build';

const text = (vocabulary: TextField['vocabulary'], key: string, value: unknown): TextField => ({
  kind: 'text',
  vocabulary,
  key,
  value: typeof value === 'string' ? value : JSON.stringify(value),
  place: `${vocabulary} ${key}`,
  encoding: 'utf-8',
});
const png = (key: string, value: unknown): TextField => text('png', key, value);
const exif = (key: string, value: unknown): TextField => text('exif', key, value);
const sef = (key: string, value: unknown): TextField => text('glued', key, value);

/** The fields of a packet whose one description has this content. */
const xmp = (content: string): readonly Field[] =>
  decodeAll(
    block(
      'xmp',
      bytes(
        `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
          xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/"
          xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
          xmlns:tiff="http://ns.adobe.com/tiff/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
          xmlns:stEvt="http://ns.adobe.com/xap/1.0/sType/ResourceEvent#"
          xmlns:ext="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
          ><rdf:Description rdf:about="">${content}</rdf:Description></rdf:RDF></x:xmpmeta>`,
      ),
      { place: 'XMP' },
    ),
  );
const element = (name: string, value: string): readonly Field[] => xmp(`<${name}>${value}</${name}>`);
const history = (agent: string): readonly Field[] =>
  xmp(
    `<xmpMM:History><rdf:Seq><rdf:li rdf:parseType="Resource"><stEvt:action>saved</stEvt:action
      ><stEvt:softwareAgent>${agent}</stEvt:softwareAgent></rdf:li></rdf:Seq></xmpMM:History>`,
  );

type Fields = Field | readonly Field[];
const flat = (fields: readonly Fields[]): readonly Field[] => fields.flat() as readonly Field[];
const detect = (...fields: readonly Fields[]) => vendor.detect(flat(fields)).findings;
const summary = (...fields: readonly Fields[]) => detect(...fields).map(({ tool, status }) => [tool, status]);

const UUID = '0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9';
const OTHER_UUID = '11111111-2222-4333-8444-555555555555';

describe('a credit line', () => {
  const CREDITS: readonly [string, string | undefined, LabelStatus][] = [
    ['Made with Google AI', 'Google AI', 'ai-generated'],
    ['Made by Google AI', 'Google AI', 'ai-generated'],
    ['Edited with Google AI', 'Google AI', 'ai-edited'],
    ['AI-Generated with Google Photos', 'Google Photos', 'ai-generated'],
    ['AI-Generated with Google', 'Google Photos', 'ai-generated'],
    ['Apple Photos Clean Up', 'Apple Photos', 'ai-edited'],
    ['  made WITH\n google   ai ', 'Google AI', 'ai-generated'],
    ['Shutterstock AI Generator', 'Shutterstock AI Generator', 'suspected-ai'],
    ['Getty Images/Generative AI by iStock', 'Getty Images/Generative AI by iStock', 'suspected-ai'],
    ['Adobe Firefly', 'Adobe Firefly', 'suspected-ai'],
    ['Made with AI', undefined, 'suspected-ai'],
    ['Created using Example Studio AI', undefined, 'suspected-ai'],
    ['Edited with Example AI tools', undefined, 'suspected-ai'],
    ['Imagined by Example ai', undefined, 'suspected-ai'],
  ];

  it.each(CREDITS)('"%s" of %s is %s, in XMP and in IIM', (value, tool, status) => {
    expect(summary(element('photoshop:Credit', value))).toEqual([[tool, status]]);
    expect(summary(text('iptc', '2:110', value))).toEqual([[tool, status]]);
  });

  it.each([
    'Made with Google AI by A. Person',
    'Photo: Made with Google AI',
    'Made with Google',
    'Edited with Google Photos',
    'Adobe Firefly Contributor',
    'Made by Ai Weiwei',
    'Made by AI Example',
    'Created by Tanaka Ai',
    'Created with no AI',
    'Made by humans not AI',
    'Edited using zero generative AI',
    'Made in AI',
    'Created by one two three four AI',
    'Made with AI for all',
    'Made with HAI',
    'A. Person/Example Agency',
  ])('is not "%s"', (value) => {
    expect(detect(element('photoshop:Credit', value), text('iptc', '2:110', value))).toEqual([]);
  });

  it('shows the text, at the packet or the dataset that holds it', () => {
    expect(
      detect(element('photoshop:Credit', 'Made with Google AI'), text('iptc', '2:110', 'Made with Google AI')),
    ).toEqual([
      {
        mark: 'vendor',
        status: 'ai-generated',
        assurance: 'declared',
        place: 'XMP',
        tool: 'Google AI',
        fields: { Credit: 'Made with Google AI' },
        deviations: [],
      },
      expect.objectContaining({ place: 'iptc 2:110', fields: { '2:110': 'Made with Google AI' } }),
    ]);
  });

  it('is a weak sign as source or creator, and none in captions and keywords', () => {
    const value = 'Made with Google AI';
    for (const field of [
      element('photoshop:Source', value),
      element('dc:creator', `<rdf:Seq><rdf:li>${value}</rdf:li></rdf:Seq>`),
      text('iptc', '2:115', value),
      text('iptc', '2:80', value),
    ]) {
      expect(detect(field)).toMatchObject([{ status: 'suspected-ai', codes: ['weak-sign'], tool: 'Google AI' }]);
    }
    expect(
      detect(
        element('dc:description', value),
        element('dc:rights', value),
        element('photoshop:Headline', value),
        text('iptc', '2:120', value),
        text('iptc', '2:25', value),
        exif('ImageDescription', value),
        exif('Artist', value),
        png('Description', value),
      ),
    ).toEqual([]);
  });

  it('in the source that fits only the general pattern says nothing', () => {
    expect(detect(element('photoshop:Source', 'Made with Example AI'))).toEqual([]);
  });

  it('of another asset is none', () => {
    const nested = xmp(
      `<xmpMM:Pantry><rdf:Bag><rdf:li rdf:parseType="Resource"><photoshop:Credit>Made with Google AI</photoshop:Credit
        ></rdf:li></rdf:Bag></xmpMM:Pantry>`,
    );
    expect(detect(nested)).toEqual([]);
  });
});

describe('a tool field', () => {
  it.each<[string, Fields, string, LabelStatus]>([
    ['Make of EXIF', exif('Make', 'Ideogram AI'), 'Ideogram', 'ai-generated'],
    ['Make of XMP', element('tiff:Make', 'ideogram ai'), 'Ideogram', 'ai-generated'],
    ['Make of QuickTime', text('mp4', '©mak', 'Ideogram AI'), 'Ideogram', 'ai-generated'],
    ['Software of EXIF', exif('Software', 'reve.com'), 'Reve', 'ai-generated'],
    ['CreatorTool', element('xmp:CreatorTool', 'Reve.com'), 'Reve', 'ai-generated'],
    ['Software of PNG', png('Software', 'Aphrodite AI'), 'Aphrodite AI', 'ai-generated'],
    ['Software of XMP', element('tiff:Software', 'Aphrodite AI'), 'Aphrodite AI', 'ai-generated'],
    ['the encoding tool of MP4', text('mp4', '©too', 'reve.com'), 'Reve', 'ai-generated'],
    ['the software of QuickTime', text('mp4', 'com.apple.quicktime.software', 'Sora'), 'Sora', 'suspected-ai'],
    ['TSSE of ID3', text('id3', 'TSSE', 'ChatGPT 4'), 'ChatGPT', 'suspected-ai'],
    ['TEN of ID3v2.2', text('id3', 'TEN', 'ChatGPT'), 'ChatGPT', 'suspected-ai'],
    ['ISFT of RIFF', text('riff', 'ISFT', 'Stable Diffusion 3'), 'Stable Diffusion', 'suspected-ai'],
    ['Firefly', exif('Software', 'Adobe Firefly 3'), 'Adobe Firefly', 'suspected-ai'],
    ['Firefly in the history', history('Adobe Firefly 2.0'), 'Adobe Firefly', 'suspected-ai'],
    ['DALL·E with a dot', exif('Software', 'DALL·E 3'), 'DALL·E', 'suspected-ai'],
    ['DALL-E with a hyphen', element('xmp:CreatorTool', 'DALL-E'), 'DALL-E', 'suspected-ai'],
    ['a version without a blank', exif('Software', 'Midjourneyv6'), 'Midjourney', 'suspected-ai'],
    ['a message of Kling', sef('91ca60614aee385486142d5f73f4ae2e', 'kling-ai\0'), 'Kling (可灵)', 'ai-generated'],
    ['Topaz', exif('Software', 'Topaz Photo AI 3.0.1'), 'Topaz', 'labelled-other'],
    ['Gigapixel', exif('Software', 'Gigapixel 7'), 'Topaz', 'labelled-other'],
    ['Topaz in MP4', text('mp4', 'videoai', 'Enhanced using iris-2; mode: auto'), 'Topaz Video AI', 'labelled-other'],
    ['Topaz in Matroska', text('matroska', 'VIDEOAI', 'Enhanced using prob-3'), 'Topaz Video AI', 'labelled-other'],
    ['denoising', element('crs:EnhanceDenoiseAlreadyApplied', 'True'), 'Adobe Camera Raw', 'labelled-other'],
    ['details', element('crs:EnhanceDetailsAlreadyApplied', 'true'), 'Adobe Camera Raw', 'labelled-other'],
    ['enlarging', element('crs:EnhanceSuperResolutionAlreadyApplied', 'True'), 'Adobe Camera Raw', 'labelled-other'],
  ])('%s speaks', (_name, field, tool, status) => {
    expect(summary(field)).toEqual([[tool, status]]);
    expect(detect(field)[0]?.codes).toEqual(status === 'suspected-ai' ? ['weak-sign'] : undefined);
  });

  it.each<[string, Fields]>([
    ['a longer make', exif('Make', 'Ideogram AI Cameras')],
    ['the make as a model', exif('Model', 'Ideogram AI')],
    ['the make as software', exif('Software', 'Ideogram AI')],
    ['another site', exif('Software', 'reve.com.example')],
    ['the site in a text', exif('Software', 'made on reve.com')],
    ['the tool in a caption', exif('ImageDescription', 'Midjourney')],
    ['the tool in keywords', element('dc:subject', '<rdf:Bag><rdf:li>Midjourney</rdf:li></rdf:Bag>')],
    ['the tool in a title', png('Title', 'Stable Diffusion')],
    ['the tool as artist', exif('Artist', 'Midjourney')],
    ['the tool behind another word', exif('Software', 'Not Midjourney')],
    ['a word that begins like a tool', exif('Software', 'Soraya Photo')],
    ['a word with a version’s letter', exif('Software', 'Soravia')],
    ['a number of a job, which is a generator’s', png('hf-job-id', UUID)],
    ['sharpening without AI', element('crs:EnhanceDenoiseAlreadyApplied', 'False')],
    ['the name in another namespace', element('xmp:EnhanceDenoiseAlreadyApplied', 'True')],
    ['a film without enhancement', text('mp4', 'videoai', 'none')],
    ['the history of an editor', history('Adobe Photoshop 26.0')],
    ['Firefly as the action’s neighbour', element('stEvt:softwareAgent', 'Adobe Firefly')],
    ['another message of Kling', sef('91ca60614aee385486142d5f73f4ae2e', 'kling-ai-player')],
    ['the message under another UUID', sef('dc45e9bde6d948b7962cd820d923eeef', 'kling-ai')],
    ['another Topaz', exif('Software', 'Topaz Studio')],
    ['the renderer of HyperFrames', text('mp4', 'hyperframes_renderer', 'hyperframes')],
  ])('%s says nothing', (_name, field) => {
    expect(detect(field)).toEqual([]);
  });

  it.each([
    ...['Adobe Photoshop 26.0', 'Adobe Photoshop Lightroom Classic 14.0', 'Adobe Express', 'GIMP 3.0.6', 'Canva'],
    ...['Picsart', 'Figma', 'Krita', 'Procreate', 'Snapseed 2.0', 'CapCut', 'Google', 'Lavf61.7.100', 'PicMonkey'],
    ...['ImageMagick 6.9', 'Picasa', 'Luminar Neo', 'ON1 Photo RAW', 'DxO PhotoLab 8', 'Remini', 'FaceApp', 'Meitu'],
    ...['flux', 'imagen', 'leonardo', 'firefly', 'gemini', 'luma', 'bing', 'designer', 'runway', 'pika', 'aurora'],
    ...['dream', 'gnome-screenshot', 'Created with GIMP', 'AI', 'Adobe Fireflyer'],
  ])('with the name "%s" says nothing', (name) => {
    expect(
      detect(
        exif('Software', name),
        exif('Make', name),
        png('Software', name),
        png('Source', name),
        png('Comment', name),
        element('xmp:CreatorTool', name),
        text('mp4', '©too', name),
        text('id3', 'TSSE', name),
        text('riff', 'ISFT', name),
        text('iptc', '2:65', name),
      ),
    ).toEqual([]);
  });

  it('makes one finding with others of its packet, the strongest first', () => {
    const packet = xmp(
      '<xmp:CreatorTool>Grok 2</xmp:CreatorTool><photoshop:Credit>Edited with Google AI</photoshop:Credit>',
    );
    expect(detect(packet)).toEqual([
      expect.objectContaining({
        status: 'ai-edited',
        tool: 'Google AI',
        fields: { Credit: 'Edited with Google AI', CreatorTool: 'Grok 2' },
      }),
    ]);
    expect(detect(packet)[0]).not.toHaveProperty('codes');
  });
});

describe('the tool field of a generator', () => {
  const infotext = 'a cat\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, App: SD.Next, Version: bfbe018';

  it.each<[string, Field, Field]>([
    [
      'Fooocus',
      exif('Software', 'Fooocus v2.5.5'),
      exif('UserComment', { prompt: 'a cat', version: 'Fooocus v2.5.5' }),
    ],
    ['NovelAI', png('Software', 'NovelAI'), png('Comment', { prompt: 'a cat', steps: 28 })],
    [
      'Draw Things',
      element('xmp:CreatorTool', 'Draw Things')[0] as Field,
      exif('UserComment', { c: 'a cat', steps: 8 }),
    ],
    ['SD.Next', text('matroska', 'ENCODER', 'SD.Next'), text('matroska', 'COMMENT', infotext)],
    ['Civitai', exif('Artist', 'ai'), exif('Software', UUID)],
    [
      'Mochi Diffusion',
      text('iptc', '2:65', 'mochi diffusion'),
      text('iptc', '2:120', 'Seed: 1; Generator: Mochi Diffusion 5.2'),
    ],
  ])('%s is a weak sign alone, and silent beside the whole', (tool, field, rest) => {
    expect(summary(field)).toEqual([[tool, 'suspected-ai']]);
    expect(summary(field, rest)).toEqual([]);
    expect(generator.detect([field, rest]).findings).toMatchObject([{ tool, status: 'ai-generated' }]);
  });

  it('asks for the whole rule once, however many fields there are', () => {
    const encoders = Array.from({ length: 5_000 }, () => text('matroska', 'ENCODER', 'SD.Next'));
    expect(summary(encoders)).toEqual([['SD.Next', 'suspected-ai']]);
  });

  it.each([
    ['Fooocus without a version', exif('Software', 'Fooocus')],
    ['an encoder that is called so in part', text('matroska', 'ENCODER', 'SD.Next player')],
    ['a person called Ai', exif('Artist', 'Ai Example')],
    ['initials', exif('Artist', 'AI')],
    ['an artist of another vocabulary', text('id3', 'artist', 'ai')],
  ])('is not %s', (_name, field) => {
    expect(detect(field)).toEqual([]);
  });
});

describe('Midjourney', () => {
  const description = `hills at dusk --ar 4:3 --v 5.2 Job ID: ${UUID}`;
  const bare = `hills at dusk Job ID: ${UUID}`;

  it('is told by the job in the description', () => {
    expect(detect(png('Description', description), png('Author', 'example'))).toEqual([
      expect.objectContaining({
        status: 'ai-generated',
        tool: 'Midjourney',
        place: 'png Description',
        fields: { Prompt: 'hills at dusk --ar 4:3 --v 5.2', 'Job ID': UUID, Version: '5.2' },
      }),
    ]);
    expect(detect(png('Description', `hills --niji 6 Job ID: ${UUID}`))[0]?.fields.Version).toBe('niji 6');
  });

  it.each<[string, Fields]>([
    ['an author', png('Author', 'example')],
    ['the same number in XMP', element('ext:DigImageGUID', UUID)],
  ])('is confirmed by %s', (_name, field) => {
    expect(summary(png('Description', bare), field)).toEqual([['Midjourney', 'ai-generated']]);
  });

  it.each<[string, Fields]>([
    ['nothing', []],
    ['an empty author', png('Author', ' ')],
    ['another number in XMP', element('ext:DigImageGUID', OTHER_UUID)],
  ])('is a weak sign beside %s', (_name, field) => {
    expect(detect(png('Description', bare), field)).toMatchObject([{ status: 'suspected-ai', codes: ['weak-sign'] }]);
  });

  it('looks once for what confirms it, however many descriptions there are', () => {
    const descriptions = Array.from({ length: 2_000 }, () => png('Description', bare));
    const blanks = png('Author', ' '.repeat(4_000_000));
    expect(summary(descriptions, blanks)).toEqual([['Midjourney', 'suspected-ai']]);
  });

  it.each([
    ['text behind the job', png('Description', `${description} and more`)],
    ['a job that is no UUID', png('Description', 'hills --v 5 Job ID: 1234')],
    ['a job without a prompt', png('Description', `Job ID: ${UUID}`)],
    ['flags without a job', png('Description', 'hills --ar 4:3 --v 5.2')],
    ['a text longer than any prompt', png('Description', `${'hills '.repeat(3_000)}${description}`)],
    ['the same text in a caption', exif('ImageDescription', description)],
    ['the same text as a comment', png('Comment', description)],
  ])('is not told by %s', (_name, field) => {
    expect(detect(field, png('Author', 'example'))).toEqual([]);
  });
});

describe('Grok', () => {
  const signature = `Signature: ${'AbC+/012'.repeat(37)}abc=`;

  it('signs description and comment, and names the picture as artist: one finding', () => {
    expect(detect(exif('ImageDescription', signature), exif('Artist', UUID), exif('UserComment', signature))).toEqual([
      expect.objectContaining({
        status: 'ai-generated',
        tool: 'xAI Grok',
        place: 'exif ImageDescription',
        fields: { ImageDescription: signature, Artist: UUID },
      }),
    ]);
    expect(detect(exif('UserComment', signature), exif('Artist', UUID))).toMatchObject([{ place: 'exif UserComment' }]);
  });

  it.each<[string, readonly Field[]]>([
    ['a signature without an artist', [exif('ImageDescription', signature)]],
    ['an artist with a name', [exif('ImageDescription', signature), exif('Artist', 'A. Person')]],
    ['an artist’s number alone', [exif('Artist', UUID)]],
    ['a short signature', [exif('ImageDescription', 'Signature: AbCd=='), exif('Artist', UUID)]],
    ['a signature in a sentence', [exif('ImageDescription', `My ${signature}`), exif('Artist', UUID)]],
    ['a signature of words', [exif('ImageDescription', `Signature: ${'a person '.repeat(20)}`), exif('Artist', UUID)]],
    ['a text of megabytes', [exif('ImageDescription', `Signature: ${'A'.repeat(3_000_000)}`), exif('Artist', UUID)]],
  ])('is not told by %s', (_name, fields) => {
    expect(detect(fields)).toEqual([]);
  });
});

describe('Luma', () => {
  const comment = 'Generated by Luma AI’s Uni-1 model (https://lumalabs.ai)';

  it.each<[string, readonly Field[], string]>([
    ['source and comment', [png('Source', 'Luma AI'), png('Comment', comment)], 'png Source'],
    ['the source', [png('Source', 'luma ai')], 'png Source'],
    ['the comment', [png('Comment', comment)], 'png Comment'],
  ])('is told by %s', (_name, fields, place) => {
    expect(detect(fields)).toMatchObject([{ status: 'ai-generated', tool: 'Luma AI', place }]);
  });

  it.each([
    ['a luma key', png('Source', 'luma')],
    ['a longer source', png('Source', 'Luma AI forum')],
    ['a longer name', png('Comment', 'Generated by Luma AIR')],
    ['the words in a sentence', png('Comment', `Not ${comment}`)],
    ['the source as software', png('Software', 'Luma AI')],
    ['the comment as a description', png('Description', comment)],
  ])('is not told by %s', (_name, field) => {
    expect(detect(field)).toEqual([]);
  });
});

describe('an export of ByteDance', () => {
  it.each<[string, Field, string, LabelStatus]>([
    [
      'a generation of Dreamina beside a label type of 0',
      exif('UserComment', {
        aigc_info: { aigc_label_type: 0, source_info: 'dreamina' },
        data: { os: 'web', product: 'dreamina', exportType: 'generation', pictureId: '0' },
      }),
      'Dreamina (即梦)',
      'ai-generated',
    ],
    [
      'JSON in strings',
      exif('ImageDescription', {
        data: JSON.stringify({ product: 'dreamina_oversea', exportType: 'generation' }),
      }),
      'Dreamina (即梦)',
      'ai-generated',
    ],
    [
      'a label type',
      exif('UserComment', { product: 'capcut', aigc_info: JSON.stringify({ aigc_label_type: 2 }) }),
      'CapCut',
      'ai-generated',
    ],
    ['a key of MP4', text('mp4', 'aigc_info', { aigc_label_type: 1 }), 'ByteDance', 'ai-generated'],
    [
      'a comment of MP4',
      text('mp4', 'comment', { product: 'aweme', aigc_info: { aigc_type: 1 } }),
      'Douyin (抖音)',
      'ai-generated',
    ],
    [
      'a comment of QuickTime',
      text('mp4', 'com.apple.quicktime.comment', { aigc_info: { aigc_label_type: 1 } }),
      'ByteDance',
      'ai-generated',
    ],
    ['a generator’s name', exif('UserComment', { product: 'doubao' }), 'Doubao (豆包)', 'labelled-other'],
    [
      'another export of Dreamina',
      exif('UserComment', { product: 'dreamina', exportType: 'export', aigc_info: { aigc_label_type: 0 } }),
      'Dreamina (即梦)',
      'labelled-other',
    ],
    ['a second generator', exif('UserComment', { data: { product: 'xinghui' } }), 'Xinghui (星绘)', 'labelled-other'],
  ])('is told by %s', (_name, field, tool, status) => {
    expect(summary(field)).toEqual([[tool, status]]);
  });

  it('shows no text in the place of a type', () => {
    const [found] = detect(exif('UserComment', { product: 'doubao', aigc_info: { aigc_label_type: 'user 1' } }));
    expect(found?.fields).toEqual({ product: 'doubao' });
  });

  it.each<[string, Field]>([
    ['an editor', exif('UserComment', { product: 'lv', exportType: 'export' })],
    ['an editor’s generation', exif('UserComment', { product: 'capcut', exportType: 'generation' })],
    ['another editor', exif('UserComment', { data: { product: 'retouch' } })],
    ['Douyin alone', exif('UserComment', { product: 'aweme', aigc_info: { aigc_type: 0 } })],
    ['a type of another product', exif('UserComment', { product: 'lv', aigc_info: { aigc_type: 1 } })],
    ['a label type of 0', text('mp4', 'aigc_info', { aigc_label_type: 0 })],
    ['a label type of true', text('mp4', 'aigc_info', { aigc_label_type: true })],
    ['a label type outside its object', exif('UserComment', { product: 'lv', aigc_label_type: 1 })],
    ['an unknown product', exif('UserComment', { product: 'dreamina camera', exportType: 'generation' })],
    ['the JSON of a camera', exif('UserComment', { mirror: false, sensor_type: 'rear', product: 'phone' })],
    ['text that is no JSON', exif('UserComment', 'product dreamina exportType generation')],
    ['the number of a film', text('mp4', 'comment', 'vid:v0example')],
    ['the object in another place', png('Comment', { product: 'dreamina', exportType: 'generation' })],
  ])('is not told by %s', (_name, field) => {
    expect(detect(field)).toEqual([]);
  });

  it('shows no number of a person or work', () => {
    const [finding] = detect(exif('UserComment', { product: 'doubao', uid: '123', originItemId: '456' }));
    expect(finding?.fields).toEqual({ product: 'doubao' });
  });

  it('nested beyond the limit is no “nothing there”', () => {
    const deep = `{"product":${'['.repeat(400)}${']'.repeat(400)}}`;
    expect(vendor.detect([exif('UserComment', deep)])).toMatchObject({
      findings: [],
      problem: { code: 'over-budget' },
    });
  });
});

describe('Suno', () => {
  const comment = `made with suno; created=2026-01-02T03:04:05Z; id=${UUID}`;

  it.each([
    text('id3', 'COMM', comment),
    text('id3', 'comment', comment),
    text('mp4', 'com.apple.quicktime.comment', comment),
    text('riff', 'ICMT', comment),
    text('vorbis', 'DESCRIPTION', comment),
    text('vorbis', 'comment', comment),
  ])('is told by its comment in $place', (field) => {
    expect(detect(field)).toEqual([
      expect.objectContaining({
        status: 'ai-generated',
        tool: 'Suno',
        place: field.place,
        fields: { created: '2026-01-02T03:04:05Z', id: UUID },
      }),
    ]);
  });

  it('is told by the page of a song', () => {
    const page = text('id3', 'WOAS', `https://suno.com/song/${UUID}`);
    expect(detect(page)).toMatchObject([{ status: 'ai-generated', tool: 'Suno', place: 'id3 WOAS' }]);
    expect(detect(text('id3', 'COMM', comment), page)).toMatchObject([
      { place: 'id3 COMM', fields: { id: UUID, WOAS: page.value } },
    ]);
  });

  it('has a studio', () => {
    expect(summary(text('riff', 'ICMT', `Made with Suno Studio; id=${UUID}`))).toEqual([
      ['Suno Studio', 'ai-generated'],
    ]);
  });

  it.each([
    ['a comment without a number', text('id3', 'COMM', 'made with suno; created=2026')],
    ['a number that is none', text('id3', 'COMM', 'made with suno; id=1')],
    ['words behind the name', text('id3', 'COMM', `made with suno and love; id=${UUID}`)],
    ['words before it', text('id3', 'COMM', `not ${comment}`)],
    ['the artist', text('id3', 'TPE1', 'Suno')],
    ['the field of a downloader', text('id3', 'SUNO_PROMPT', 'a song')],
    ['another page at Suno', text('id3', 'WOAS', 'https://suno.com/about')],
    ['another host', text('id3', 'WOAS', `https://suno.com.example/song/${UUID}`)],
    ['the page elsewhere', text('id3', 'WOAF', `https://suno.com/song/${UUID}`)],
    ['a title', text('id3', 'TIT2', comment)],
  ])('is not told by %s', (_name, field) => {
    expect(detect(field)).toEqual([]);
  });
});

describe('Samsung', () => {
  it.each<[string, Field, LabelStatus]>([
    ['a type', sef('PEg_Info', { genImageVersion: 'v1', connectorType: 'srvg', genAIType: 8 }), 'ai-edited'],
    ['a type of the editor', sef('PhotoEditor_Re_Edit_Data', { originalPath: '/x', genAIType: 2 }), 'ai-edited'],
    ['a version without a type', sef('PEg_Info', { genImageVersion: 'v1' }), 'suspected-ai'],
    ['enlarging', sef('PhotoEditor_Re_Edit_Data', { isScaleAI: true }), 'labelled-other'],
    ['a filter', sef('PhotoEditor_Re_Edit_Data', { isAIFilterReEditOnly: true, genAIType: 0 }), 'labelled-other'],
    ['the name of an eraser', sef('Object_Eraser_Info', 'x'), 'suspected-ai'],
    ['an edit by its name', sef('Generative_Edit', 'x'), 'suspected-ai'],
  ])('is told by %s', (_name, field, status) => {
    expect(summary(field)).toEqual([['Samsung Galaxy AI', status]]);
  });

  it.each<[string, Field]>([
    ['a type of 0', sef('PEg_Info', { genImageVersion: 'v1', genAIType: 0 })],
    ['a type that is no whole number', sef('PEg_Info', { genAIType: 'yes' })],
    ['an empty version', sef('PEg_Info', { genImageVersion: '' })],
    ['a crop', sef('PhotoEditor_Re_Edit_Data', { originalPath: '/x', cropX: 1, isScaleAI: false })],
    ['another entry', sef('Image_UTC_Data', { genAIType: 8 })],
    ['the JSON in another place', exif('UserComment', { genAIType: 8, genImageVersion: 'v1' })],
    ['text that is no JSON', sef('PEg_Info', 'genAIType: 8')],
  ])('is not told by %s', (_name, field) => {
    expect(detect(field)).toEqual([]);
  });

  it('shows no path in the place of a version', () => {
    const [found] = detect(sef('PEg_Info', { genAIType: 2, genImageVersion: '/storage/emulated/0/example.jpg' }));
    expect(found?.fields).toEqual({ genAIType: '2' });
  });

  it('makes one finding of its entries, and shows no path', () => {
    expect(
      detect(
        sef('PhotoEditor_Re_Edit_Data', { originalPath: '/storage/emulated/0/DCIM/example.jpg', isScaleAI: true }),
        sef('PEg_Info', { genImageVersion: 'v1', genAIType: 8, connectorType: 'srvg' }),
      ),
    ).toEqual([
      expect.objectContaining({
        status: 'ai-edited',
        place: 'glued PEg_Info',
        fields: { genAIType: '8', genImageVersion: 'v1', isScaleAI: 'true' },
      }),
    ]);
  });
});
