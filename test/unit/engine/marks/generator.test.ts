import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Field } from '../../../../utils/engine/fields';
import { LIMITS } from '../../../../utils/engine/limits';
import { generator } from '../../../../utils/engine/marks/generator';

import { exif, png, text } from './field-builders';
import { detect, infotext, summary, xmp } from './generator-builders';

describe('NovelAI', () => {
  const comment = {
    prompt: 'hills',
    steps: 28,
    height: 320,
    width: 480,
    scale: 5.5,
    seed: 4294967295,
    sampler: 'k_euler',
    uc: 'text',
    request_type: 'PromptGenerateRequest',
    signed_hash: 'AAAA',
  };
  const named = [png('Software', 'NovelAI'), png('Source', 'NovelAI Diffusion V4.5 C02D4F98')];

  it('is declared while its signature is not checked', () => {
    expect(detect(...named, png('Comment', comment))).toMatchObject([
      {
        tool: 'NovelAI',
        status: 'ai-generated',
        assurance: 'declared',
        place: 'png Comment',
        model: 'NovelAI Diffusion V4.5 C02D4F98',
        fields: { Prompt: 'hills', Seed: '4294967295', Size: '480x320', Steps: '28' },
      },
    ]);
  });

  it('reads the caption of version 4', () => {
    const v4 = { steps: 28, v4_prompt: { caption: { base_caption: 'a lake' } } };
    expect(detect(png('Title', 'NovelAI generated image'), png('Comment', v4))[0]?.fields.Prompt).toBe('a lake');
  });

  it('reads the object that WebP has in UserComment', () => {
    const outer = { Comment: JSON.stringify(comment), Software: 'NovelAI', Source: 'NovelAI Diffusion V4.5' };
    expect(summary(exif('UserComment', outer))).toEqual([['NovelAI', 'ai-generated']]);
    expect(
      summary(exif('Software', 'NovelAI Diffusion V4.5 C02D4F98'), exif('UserComment', { ...outer, Software: '' })),
    ).toEqual([['NovelAI', 'ai-generated']]);
  });

  it('is an edit when it filled in', () => {
    const infill = { ...comment, request_type: 'NativeInfillingRequest' };
    expect(summary(...named, png('Comment', infill))).toEqual([['NovelAI', 'ai-edited']]);
  });

  it('is not seen by its name alone, nor in another program’s comment', () => {
    expect(detect(...named)).toEqual([]);
    expect(detect(...named, png('Comment', { seed: 1 }))).toEqual([]);
    expect(detect(png('Software', 'Other'), png('Comment', { steps: 1, seed: 2 }))).toEqual([]);
    expect(detect(exif('Software', 'NovelAI Diffusion V4.5'), exif('UserComment', 'hello'))).toEqual([]);
  });
});

describe('InvokeAI', () => {
  const metadata = {
    generation_mode: 'sdxl_txt2img',
    positive_prompt: 'hills',
    negative_prompt: 'text',
    seed: 2731293,
    cfg_scale: 7,
    steps: 30,
    scheduler: 'euler',
    width: 480,
    height: 320,
    model: { name: 'example', hash: 'blake3:0' },
    app_version: '6.10.0',
  };

  it('reads the third generation, and its graph only where the metadata is missing', () => {
    const graph = { nodes: { 'core_metadata:1': { id: 'core_metadata:1', positive_prompt: 'lake', seed: 3 } } };
    expect(detect(png('invokeai_metadata', metadata), png('invokeai_graph', graph))).toMatchObject([
      { tool: 'InvokeAI', status: 'ai-generated', model: 'example', fields: { Seed: '2731293', Version: '6.10.0' } },
    ]);
    expect(detect(png('invokeai_graph', graph))).toMatchObject([{ fields: { Prompt: 'lake', Seed: '3' } }]);
    expect(detect(png('invokeai_graph', { nodes: { a: {} } }))).toEqual([]);
  });

  it.each(['sdxl_inpaint', 'flux_outpaint'])('%s is an edit', (generation_mode) => {
    expect(summary(png('invokeai_metadata', { ...metadata, generation_mode }))).toEqual([['InvokeAI', 'ai-edited']]);
  });

  it('reads the second generation', () => {
    const value = {
      model: 'stable diffusion',
      model_weights: 'example',
      app_id: 'invoke-ai/InvokeAI',
      app_version: '2.3.5',
      image: { prompt: [{ prompt: 'hills', weight: 1 }], steps: 50, cfg_scale: 5, seed: 2980747362, sampler: 'k_lms' },
    };
    expect(detect(png('sd-metadata', value))).toMatchObject([
      { tool: 'InvokeAI', model: 'example', fields: { Prompt: 'hills', Seed: '2980747362', Sampler: 'k_lms' } },
    ]);
    expect(detect(png('sd-metadata', { card: 'sd', size: 32 }))).toEqual([]);
  });

  it.each([
    '"hills [text]" -s 50 -S 1234 -W 512 -H 768 -C 7.5 -A k_lms',
    '"hills [text]" -s50 -S1234 -W512 -H768 -C7.5 -A k_lms',
  ])('reads the first: %s', (value) => {
    expect(detect(png('Dream', value))).toMatchObject([
      {
        tool: 'InvokeAI',
        fields: { Prompt: 'hills [text]', Seed: '1234', Steps: '50', Size: '512x768', Sampler: 'k_lms' },
      },
    ]);
  });

  it('is not seen in a dream that somebody wrote down', () => {
    expect(detect(png('Dream', 'I was flying'), png('Dream', '"I was flying" - said she'))).toEqual([]);
  });
});

describe('other tools', () => {
  const job = { prompt: 'hills', negative_prompt: 'text', steps: 20, seed: 5, sampler: 'euler', guidance_scale: 4 };

  it.each([
    ['SwarmUI', 'ai-generated', [png('parameters', { sui_image_params: { prompt: 'hills', seed: '5' } })]],
    [
      'SwarmUI',
      'ai-edited',
      [exif('UserComment', { sui_image_params: { prompt: 'hills', initimage: '', maskimage: '' } })],
    ],
    [
      'Tensor.Art',
      'ai-generated',
      [png('generation_data', `${JSON.stringify({ prompt: 'hills', baseModel: { hash: 'AA' } })}\0`)],
    ],
    ['Stability Matrix', 'ai-generated', [png('parameters-json', { PositivePrompt: 'hills', Seed: 5 })]],
    [
      'Civitai',
      'ai-generated',
      [exif('UserComment', { 'resource-stack': { class_type: 'CheckpointLoaderSimple', inputs: {} } })],
    ],
    [
      'Civitai',
      'ai-generated',
      [
        exif('UserComment', {
          6: { class_type: 'KSampler', inputs: {} },
          extraMetadata: '{"prompt":"hills","seed":5}',
        }),
      ],
    ],
    [
      'Fooocus',
      'ai-generated',
      [png('fooocus_scheme', 'fooocus'), png('parameters', { prompt: 'hills', resolution: '(896, 1152)' })],
    ],
    ['Fooocus', 'ai-generated', [exif('Software', 'Fooocus v2.5.5'), exif('UserComment', infotext(''))]],
    ['RuinedFooocus', 'ai-generated', [png('parameters', { software: 'RuinedFooocus', Prompt: 'hills' })]],
    ['Fooocus', 'ai-generated', [png('Comment', { prompt: 'hills', base_model: 'm', performance: 'Speed' })]],
    [
      'Hugging Face Space',
      'ai-generated',
      [png('parameters', { prompt: 'hills', Model: 'm', resolution: '1024 x 1024', sampler: 'e', guidance_scale: 7 })],
    ],
    [
      'Easy Diffusion',
      'ai-generated',
      [png('prompt', 'hills'), png('use_stable_diffusion_model', 'm'), png('seed', '5')],
    ],
    [
      'Easy Diffusion',
      'ai-generated',
      [exif('UserComment', { Prompt: 'hills', 'Stable Diffusion model': 'm', 'Guidance Scale': 7 })],
    ],
    [
      'Draw Things',
      'ai-generated',
      [
        xmp('http://ns.adobe.com/xap/1.0/', 'CreatorTool', 'Draw Things'),
        xmp('http://ns.adobe.com/exif/1.0/', 'UserComment', '{"c":"hills","uc":"text","seed":5}'),
      ],
    ],
    [
      'Mochi Diffusion',
      'ai-generated',
      [text('iptc', '2:120', 'Include in Image: hills; Steps: 20; Seed: 5; Generator: Mochi Diffusion 5.2')],
    ],
    ['Mochi Diffusion', 'ai-generated', [text('iptc', '2:65', 'Mochi Diffusion')]],
    [
      'sd-scripts',
      'ai-generated',
      [png('prompt', 'hills'), png('seed', '5'), png('sampler', 'ddim'), png('steps', '20'), png('scale', '7.5')],
    ],
    ['unknown diffusion tool', 'ai-generated', [text('mp4', 'comment', JSON.stringify(job))]],
    [
      'unknown diffusion tool',
      'ai-generated',
      [png('Comment', { prompt: 'hills', seed: '18446744073709551615', model: { name: 'example' } })],
    ],
  ])('%s is %s', (tool, status, fields) => {
    expect(summary(...fields)).toEqual([[tool, status]]);
  });

  it('names the service before the tool that it runs', () => {
    const graph = { 1: { class_type: 'KSampler', inputs: {} } };
    expect(summary(png('prompt', graph), png('parameters', { sui_image_params: { prompt: 'hills' } }))).toEqual([
      ['SwarmUI', 'ai-generated'],
      ['ComfyUI', 'ai-generated'],
    ]);
  });

  it('keeps Civitai’s two tags as a sign only together, and only where its text is lost', () => {
    const software = exif('Software', '42adebcb-68ad-45e2-9c83-f92b6b11d852');
    expect(summary(exif('Artist', 'ai'), software)).toEqual([['Civitai', 'ai-generated']]);
    expect(detect(exif('Artist', 'ai'))).toEqual([]);
    expect(detect(software)).toEqual([]);
  });

  it('takes the number of a job at Hugging Face for a weak sign', () => {
    expect(detect(png('hf-job-id', '0F1E2D3C-4b5a-4978-8695-a4b3c2d1e0f9'))).toMatchObject([
      { tool: 'Hugging Face', status: 'suspected-ai', codes: ['weak-sign'] },
    ]);
    expect(detect(png('hf-job-id', '12'), exif('hf-job-id', '0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9'))).toEqual([]);
  });

  it.each([
    ['JSON with a prompt and one setting', [png('Comment', { prompt: 'hills', seed: 5 })]],
    ['JSON with settings and no prompt', [png('Comment', { seed: 5, steps: 20, model: 'm' })]],
    ['a chat log', [png('Comment', { prompt: '', model: 'm', seed: 1 })]],
    ['a form', [png('Comment', { prompt: 'Your name', model: 'form', steps: ['first', 'second'], seed: false })]],
    [
      'software names',
      [exif('Software', 'Adobe Photoshop 25.0'), png('Software', 'ComfyUI'), exif('Software', 'GIMP 3.0.6')],
    ],
    [
      'a caption with the word',
      [png('Description', 'AIGC, Stable Diffusion'), exif('ImageDescription', 'Midjourney style')],
    ],
    ['settings without a prompt', [png('seed', '5'), png('sampler', 'ddim'), png('steps', '20'), png('scale', '7')]],
    ['a laboratory’s texts', [png('prompt', 'C:\\>'), png('seed', '5'), png('steps', 'many')]],
    ['Draw Things by name', [exif('Software', 'Draw Things'), exif('UserComment', 'hello')]],
    ['a caption about Mochi', [text('iptc', '2:120', 'Generator of mochi: Mochi Diffusion')]],
    [
      'XMP of another asset',
      [{ ...xmp('http://ns.adobe.com/exif/1.0/', 'UserComment', JSON.stringify(job)), aboutFile: false } as Field],
    ],
  ])('%s is no label', (_name, fields) => {
    expect(detect(...fields)).toEqual([]);
  });
});

describe('limits', () => {
  it('judges the executed graph once, however many workflows stand beside it', () => {
    const nodes = Array.from({ length: 5_000 }, (_, at) => [at, { class_type: `Load Part ${at} Of It`, inputs: {} }]);
    const workflows = Array.from({ length: 1_000 }, () =>
      png('workflow', { nodes: [{ type: 'KSampler' }], links: [] }),
    );
    expect(summary(png('prompt', Object.fromEntries(nodes)), ...workflows)).toEqual([
      ['ComfyUI', 'labelled-other'],
      ['ComfyUI', 'labelled-other'],
    ]);
  });

  it('shortens a prompt, never through a character', () => {
    const [finding] = detect(png('parameters', infotext('', `${'x'.repeat(LIMITS.reportPrompt - 2)}😀😀`)));
    expect(finding?.fields.Prompt).toBe(`${'x'.repeat(LIMITS.reportPrompt - 2)}…`);
  });

  it('reports JSON that is nested deeper than is read', () => {
    const nested = (depth: number) => `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`;
    expect(generator.detect([png('prompt', nested(LIMITS.jsonDepth))]).problem?.code).toBe('over-budget');
    expect(generator.detect([png('prompt', nested(LIMITS.jsonDepth - 1))]).problem).toBeUndefined();
  });

  it('reads a text of many settings lines in one pass', () => {
    const hostile = ['Steps: 1\n', 'Steps: 1, ', 'a: {, ', 'Steps: 1, a: "', ', , , ,'].map((part) =>
      part.repeat(100_000),
    );
    for (const value of hostile) expect(detect(png('parameters', value))).toEqual([]);
  });

  it('never throws on any text', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '"',
      'Steps: 1',
      'Seed: 1',
      ',',
      ':',
      'prompt',
      '[',
      ']',
      '\n',
      '\\',
      'class_type',
      '"inputs":{}',
      'NaN',
      '-',
    );
    const key = fc.constantFrom(
      'parameters',
      'prompt',
      'workflow',
      'Comment',
      'Dream',
      'invokeai_metadata',
      'generation_data',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), key, (pieces, name) => {
        for (const finding of detect(png(name, pieces.join('')))) expect(finding.tool).toBeTruthy();
      }),
    );
  });
});
