import { describe, expect, it } from 'vitest';

import { exif, png, text } from './field-builders';
import { detect, summary } from './generator-builders';

describe('ComfyUI', () => {
  const node = (class_type: string, inputs: Record<string, unknown> = {}) => ({ class_type, inputs });
  const graph = {
    Loader_Base: node('CheckpointLoaderSimple', { ckpt_name: 'example.safetensors' }),
    '5:0': node('EmptyLatentImage', { width: 480, height: 320 }),
    '6': node('CLIPTextEncode', { text: ['9', 0], clip: ['Loader_Base', 1] }),
    '7': node('CLIPTextEncode', { text: 'frame', clip: ['Loader_Base', 1] }),
    '9': node('Text Multiline', { text: 'hills at dusk' }),
    '3': node('KSampler', {
      seed: 42,
      steps: 20,
      cfg: 8,
      sampler_name: 'euler',
      scheduler: 'karras',
      positive: ['6', 0],
      negative: ['7', 0],
    }),
  };
  const seeded = JSON.stringify(graph).replace('"seed":42', '"seed":18446744073709551615');
  const workflow = { last_node_id: 9, links: [], nodes: [{ id: 3, type: 'KSampler' }] };

  it('reads the executed graph, its 64-bit seed digit by digit', () => {
    expect(detect(png('prompt', seeded))).toMatchObject([
      {
        tool: 'ComfyUI',
        status: 'ai-generated',
        model: 'example.safetensors',
        fields: {
          Prompt: 'hills at dusk',
          'Negative prompt': 'frame',
          Steps: '20',
          'CFG scale': '8',
          Sampler: 'euler',
          'Schedule type': 'karras',
          Seed: '18446744073709551615',
          Size: '480x320',
        },
      },
    ]);
  });

  it('follows the parts of a custom sampler', () => {
    const custom = {
      1: node('SamplerCustomAdvanced', { noise: ['2', 0], guider: ['3', 0], sampler: ['4', 0], sigmas: ['5', 0] }),
      2: node('RandomNoise', { noise_seed: 7 }),
      3: node('BasicGuider', { conditioning: ['6', 0] }),
      4: node('KSamplerSelect', { sampler_name: 'euler' }),
      5: node('BasicScheduler', { scheduler: 'simple', steps: 4 }),
      6: node('CLIPTextEncode', { text: 'a lake' }),
      7: node('UNETLoader', { unet_name: 'example-unet' }),
    };
    expect(detect(png('prompt', custom))[0]).toMatchObject({
      model: 'example-unet',
      fields: { Prompt: 'a lake', Seed: '7', Steps: '4', Sampler: 'euler', 'Schedule type': 'simple' },
    });
  });

  it('ends on a graph that links in circles', () => {
    const circle = { 1: node('KSampler', { seed: 1, positive: ['2', 0] }), 2: node('A', { x: ['1', 0], y: ['2', 0] }) };
    expect(detect(png('prompt', circle))[0]?.fields).toEqual({ Seed: '1' });
  });

  it.each([
    ['NaN and infinities of Python', png('prompt', seeded.replace('"cfg":8', '"cfg":NaN,"x":-Infinity'))],
    ['a NUL at its end', png('prompt', `${seeded}\0`)],
    ['JSON in a string', png('prompt', JSON.stringify(JSON.stringify(seeded)))],
    ['a tag prefix', exif('Model', `prompt:${seeded}`)],
    ['a capital tag prefix', exif('Make', `Prompt: ${seeded}`)],
    ['UserComment of both graphs', exif('UserComment', { prompt: graph, workflow })],
    ['an MP4 key', text('mp4', 'prompt', seeded)],
    [
      'an MP4 comment with strings',
      text('mp4', '©cmt', JSON.stringify({ prompt: seeded, workflow: JSON.stringify(workflow) })),
    ],
  ])('is read with %s', (_name, field) => {
    expect(summary(field)).toEqual([['ComfyUI', 'ai-generated']]);
  });

  it('gives one finding for each of the two graphs, and lets the executed one decide', () => {
    const upscale = { 1: node('LoadImage'), 2: node('UpscaleModelLoader'), 3: node('ImageUpscaleWithModel') };
    expect(summary(png('prompt', upscale), png('workflow', workflow))).toEqual([
      ['ComfyUI', 'labelled-other'],
      ['ComfyUI', 'labelled-other'],
    ]);
    expect(summary(png('workflow', workflow))).toEqual([['ComfyUI', 'ai-generated']]);
  });

  it.each([
    [['KSamplerAdvanced'], 'ai-generated'],
    [['WanVideoSampler'], 'ai-generated'],
    [['LTXVImgToVideo'], 'ai-generated'],
    [['OpenAIDalle3'], 'ai-generated'],
    [['OpenAIGPTImage1'], 'ai-generated'],
    [['KlingTextToVideoNode'], 'ai-generated'],
    [['CLIPTextEncode', 'VAEDecode'], 'ai-generated'],
    [['LoadImage', 'KSampler', 'VAEEncodeForInpaint'], 'ai-edited'],
    [['LoadImage', 'KSampler'], 'ai-generated'],
    [['KSampler', 'SetLatentNoiseMask'], 'ai-generated'],
    [['LoadImage', 'FaceDetailer'], 'ai-edited'],
    [['LoadImage', 'UpscaleModelLoader', 'ImageUpscaleWithModel', 'SaveImage'], 'labelled-other'],
    [['LoadImage', 'RemoveObject'], 'suspected-ai'],
    [['ImageNormalize', 'SaveImage'], 'suspected-ai'],
    [['ImageResampler'], 'suspected-ai'],
  ])('with nodes %j is %s', (types, status) => {
    const nodes = Object.fromEntries(types.map((type, id) => [id, node(type)]));
    expect(summary(png('prompt', nodes))).toEqual([['ComfyUI', status]]);
  });

  it('takes a custom node with a seed for a generating one, and says when a sign is weak', () => {
    expect(summary(png('prompt', { 1: node('Magic', { seed: 1 }) }))).toEqual([['ComfyUI', 'ai-generated']]);
    expect(detect(png('prompt', { 1: node('Magic') }))[0]?.codes).toEqual(['weak-sign']);
  });

  it.each([
    ['plain text under its key', png('prompt', 'a cat')],
    ['other JSON under its key', png('prompt', { a: 1, b: { class_type: 3, inputs: {} } })],
    ['another editor’s workflow', png('workflow', { steps: [{ type: 'crop' }] })],
    ['nodes without the editor’s members', png('workflow', { nodes: [{ type: 'KSampler' }] })],
    ['an editor’s graph under another key', png('Comment', workflow)],
    ['a camera model', exif('Model', 'prompt: fast camera')],
  ])('is not seen in %s', (_name, field) => {
    expect(detect(field)).toEqual([]);
  });
});
