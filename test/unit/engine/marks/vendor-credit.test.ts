import { describe, expect, it } from 'vitest';
import type { LabelStatus } from '../../../../utils/engine/report';
import { exif, png, text } from './field-builders';
import { detect, element, summary, xmp } from './vendor-builders';

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
