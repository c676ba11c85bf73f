import { describe, expect, it } from 'vitest';

import { exif, png, text } from './field-builders';
import { detect, infotext, summary } from './generator-builders';

describe('A1111 text', () => {
  it.each([
    [', Version: v1.10.1', 'AUTOMATIC1111'],
    [', Version: f2.0.1v1.10.1-previous-669-gdfdcbab6', 'Forge'],
    [', Version: f1.0.0v2-v1.10.1RC-latest-2498-g5120e679', 'reForge'],
    [', Version: f1.3.0-v1.10.1RC-latest-1038-g19395bf9', 'EasyReforge'],
    [', Version: classic', 'Forge Classic'],
    [', Version: neo', 'Forge Neo'],
    [', App: SD.Next, Version: bfbe018', 'SD.Next'],
    [', Version: ComfyUI', 'ComfyUI'],
    [', Version: Fooocus v2.5.5', 'Fooocus'],
    [', Civitai resources: [{"type":"checkpoint","a":1},{"b":2}], Civitai metadata: {}', 'Civitai'],
    [', Model hash: unknown', 'Krita AI Diffusion'],
    ['', 'A1111-compatible'],
    [', ControlNet Version: v1.1, ADetailer Version: v2.0', 'A1111-compatible'],
  ])('with "%s" is by %s', (settings, tool) => {
    expect(summary(png('parameters', infotext(settings)))).toEqual([[tool, 'ai-generated']]);
  });

  it('carries prompt, model, seed and settings', () => {
    const [finding] = detect(png('parameters', infotext(', Model hash: 45dee52b, Model: "a, b", Version: v1.10.1')));
    expect(finding).toMatchObject({
      model: 'a, b',
      fields: {
        Prompt: 'a cat',
        'Negative prompt': 'a dog',
        Steps: '20',
        Sampler: 'Euler a',
        'CFG scale': '7',
        Seed: '965400086',
        Size: '512x768',
        'Model hash': '45dee52b',
        Version: 'v1.10.1',
      },
    });
  });

  it.each([
    [', Mask blur: 4, Version: v1.10.1', 'ai-edited'],
    [', Inpaint area: Whole picture', 'ai-edited'],
    // Before they wrote versions, every picture made from a picture had a mask blur.
    [', Mask blur: 4', 'ai-generated'],
    [', Denoising strength: 0.5, Version: v1.10.1', 'ai-generated'],
  ])('with "%s" is %s', (settings, status) => {
    expect(summary(png('parameters', infotext(settings)))[0]?.[1]).toBe(status);
  });

  it.each([
    ['keys in free order', 'cat\nSteps: 32, Size: 512x512, Seed: 376885285, CFG scale: 3.5'],
    ['a blank line and CRLF', 'cat\r\nNegative prompt: x\r\n\r\nSteps: 20, Sampler: Euler a, CFG Scale: 7\r\n'],
    ['everything on one line', 'cat, Negative prompt: x. Steps: 24, Sampler: DPM++ 2M, CFG scale: 7, Seed: 1'],
    ['a cut last line', `${infotext(', Version: v1.6.0')}\n[truncated]`],
    ['a recipe before the settings', 'Steps: 3 eggs, Steps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1'],
  ])('is read with %s', (_name, value) => {
    expect(detect(png('parameters', value))).toHaveLength(1);
  });

  it.each([
    ['EXIF UserComment', exif('UserComment', infotext(''))],
    ['a comment of GIF or JPEG', text('comment', '', infotext(''))],
    ['an MP4 comment', text('mp4', 'comment', infotext(''))],
  ])('is read in %s', (_name, field) => {
    expect(detect(field)).toHaveLength(1);
  });

  it.each([
    ['other software’s parameters', 'alpha=0.1'],
    ['a recipe', 'Steps: 3, mix flour: 200 g'],
    ['a recipe with sizes', 'Steps: 3, Size: large, Model: oven'],
    ['a negative prompt alone', 'Negative prompt: none'],
    ['steps that are no number', 'Steps: many, Sampler: Euler a, CFG scale: 7'],
    ['hires steps alone', 'Hires Steps: many, HiresSteps: 20, Sampler: Euler a, CFG scale: 7'],
    ['settings before the steps', 'Sampler: Euler a, CFG scale: 7, Seed: 1, Steps: 20'],
  ])('is not seen in %s', (_name, value) => {
    expect(detect(png('parameters', value))).toEqual([]);
  });

  it('is not looked for in captions and keywords', () => {
    expect(
      detect(png('Description', infotext('')), exif('XPKeywords', infotext('')), text('iptc', '2:120', infotext(''))),
    ).toEqual([]);
  });

  it.each([
    ['Postprocess upscale by: 4, Postprocess upscaler: R-ESRGAN 4x+', 'labelled-other'],
    ['Postprocess upscale by: 4, Postprocess CodeFormer visibility: 1.0', 'ai-edited'],
    ['Postprocess GFPGAN visibility: 1.0', 'ai-edited'],
  ])('of the extras tab, "%s", is %s', (value, status) => {
    expect(summary(png('postprocessing', value))).toEqual([['A1111-compatible', status]]);
    expect(detect(png('postprocessing', 'sharpened by hand'))).toEqual([]);
  });
});
