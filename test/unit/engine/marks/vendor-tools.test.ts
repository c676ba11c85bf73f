import { describe, expect, it } from 'vitest';
import type { Field } from '../../../../utils/engine/fields';
import { generator } from '../../../../utils/engine/marks/generator';
import type { LabelStatus } from '../../../../utils/engine/report';
import { exif, png, text } from './field-builders';
import { detect, element, type Fields, history, sef, summary, UUID, xmp } from './vendor-builders';

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
