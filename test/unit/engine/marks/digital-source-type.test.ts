import { describe, expect, it } from 'vitest';
import { sourceTypeOf, sourceTypeOfUri } from '../../../../utils/engine/marks/digital-source-type';
import type { LabelStatus } from '../../../../utils/engine/report';

const D = 'http://cv.iptc.org/newscodes/digitalsourcetype/';

const TERMS: readonly (readonly [term: string, status: LabelStatus])[] = [
  ['trainedAlgorithmicMedia', 'ai-generated'],
  ['compositeWithTrainedAlgorithmicMedia', 'ai-edited'],
  ['compositeSynthetic', 'ai-edited'],
  ['algorithmicMedia', 'labelled-other'],
  ['algorithmicallyEnhanced', 'labelled-other'],
  ['dataDrivenMedia', 'labelled-other'],
  ['virtualRecording', 'labelled-other'],
  ['screenCapture', 'labelled-other'],
  ['composite', 'labelled-other'],
  ['compositeCapture', 'labelled-other'],
  ['humanEdits', 'labelled-other'],
  ['minorHumanEdits', 'labelled-other'],
  ['digitalCreation', 'labelled-other'],
  ['digitalArt', 'labelled-other'],
  ['softwareImage', 'labelled-other'],
  ['digitalCapture', 'captured'],
  ['computationalCapture', 'captured'],
  ['negativeFilm', 'captured'],
  ['positiveFilm', 'captured'],
  ['print', 'labelled-other'],
];

describe('digital source types', () => {
  it.each(TERMS)('judges %s as %s', (term, status) => {
    expect(sourceTypeOf(D + term)).toEqual({ term, status });
    expect(sourceTypeOfUri(D + term)).toEqual({ term, status });
    expect(sourceTypeOf(term.toUpperCase())).toEqual({ term, status });
  });

  it.each<[string, string, LabelStatus]>([
    ['https', `https://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia`, 'ai-generated'],
    ['a slash at the end', `${D}trainedAlgorithmicMedia/`, 'ai-generated'],
    ['a hash at the end', `${D}trainedAlgorithmicMedia#`, 'ai-generated'],
    ['www', 'http://www.cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia', 'ai-generated'],
    ['no scheme', 'cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia', 'ai-generated'],
    ['other case', `${D.toUpperCase()}TRAINEDALGORITHMICMEDIA`, 'ai-generated'],
    ['white space around', `\n  ${D}trainedAlgorithmicMedia \t`, 'ai-generated'],
    ['quotes around', `"${D}trainedAlgorithmicMedia"`, 'ai-generated'],
    ['a QCode', 'digsrctype:compositeWithTrainedAlgorithmicMedia', 'ai-edited'],
    ['a bare term', 'trainedAlgorithmicMedia', 'ai-generated'],
    ['C2PA data', 'http://c2pa.org/digitalsourcetype/trainedAlgorithmicData', 'ai-generated'],
    ['C2PA empty', 'http://c2pa.org/digitalsourcetype/empty', 'labelled-other'],
    ['schema.org address', 'https://schema.org/TrainedAlgorithmicMediaDigitalSource', 'ai-generated'],
    ['schema.org name', 'CompositeSyntheticDigitalSource', 'ai-edited'],
    ['schema.org multi-frame', 'MultiFrameComputationalCaptureDigitalSource', 'captured'],
    ['the words of a label', 'CompositeIncludingSyntheticElements', 'ai-edited'],
    ['an unknown term', `${D}holographicCapture`, 'labelled-other'],
    ['free text', 'made with trained care', 'labelled-other'],
    ['another vocabulary', 'http://example.com/trainedAlgorithmicMedia', 'labelled-other'],
    ['a very long text', 'a'.repeat(10_000), 'labelled-other'],
  ])('reads %s', (_, value, status) => {
    expect(sourceTypeOf(value)?.status).toBe(status);
  });

  it('suspects AI behind an unknown term of trained models, as a weak sign', () => {
    expect(sourceTypeOf(`${D}trainedHolographicMedia`)).toEqual({
      term: 'trainedHolographicMedia',
      status: 'suspected-ai',
      isWeak: true,
    });
  });

  it.each(['', '  ', '""'])('reads nothing in "%s"', (value) => {
    expect(sourceTypeOf(value)).toBeNull();
  });

  it.each<[string, LabelStatus | undefined]>([
    ['trainedAlgorithmicMedia', 'ai-generated'],
    ['http://example.com/trainedAlgorithmicMedia/', 'ai-generated'],
    ['digsrctype:digitalCapture', 'captured'],
    [' http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture', 'captured'],
    ['https://schema.org/TrainedAlgorithmicMediaDigitalSource', 'ai-generated'],
    ['CompositeSyntheticDigitalSource', 'ai-edited'],
    ['DigitalSource', 'labelled-other'],
    ['/', undefined],
    ['', undefined],
  ])('compares only the last segment in C2PA: "%s"', (uri, status) => {
    expect(sourceTypeOfUri(uri)?.status).toBe(status);
  });
});
