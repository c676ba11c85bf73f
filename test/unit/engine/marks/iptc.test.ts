import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../../utils/engine/limits';
import { iptc } from '../../../../utils/engine/marks/iptc';
import type { Finding, LabelStatus } from '../../../../utils/engine/report';
import { block, bytes, decodeAll, u16 } from '../decoders/build';

const N = 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/';
const D = 'http://cv.iptc.org/newscodes/digitalsourcetype/';
const AI = `${D}trainedAlgorithmicMedia`;

const wrap = (body: string): string =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">${body}</rdf:RDF></x:xmpmeta>`;
const attributes = (text: string): string => `<rdf:Description rdf:about="" xmlns:q="${N}" ${text}/>`;
const elements = (text: string): string =>
  `<rdf:Description rdf:about="" xmlns:q="${N}" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">${text}</rdf:Description>`;

const detect = (...bodies: readonly string[]): readonly Finding[] =>
  iptc.detect(bodies.flatMap((body) => decodeAll(block('xmp', bytes(wrap(body)), { place: 'JPEG APP1 XMP' }))))
    .findings;

describe('mark iptc', () => {
  it('makes one finding with what the property says', () => {
    expect(detect(attributes(`q:DigitalSourceType="${AI}"`))).toEqual([
      {
        mark: 'iptc',
        status: 'ai-generated',
        assurance: 'declared',
        place: 'JPEG APP1 XMP',
        fields: { DigitalSourceType: AI },
        deviations: [],
      },
    ]);
  });

  it.each<[string, string, LabelStatus]>([
    [
      'https and a slash at the end',
      attributes(`q:DigitalSourceType="${AI.replace('http', 'https')}/"`),
      'ai-generated',
    ],
    ['an element with white space', elements(`<q:DigitalSourceType>\n  ${AI}\n</q:DigitalSourceType>`), 'ai-generated'],
    ['a QCode', attributes('q:DigitalSourceType="digsrctype:compositeWithTrainedAlgorithmicMedia"'), 'ai-edited'],
    ['rdf:resource', elements(`<q:DigitalSourceType rdf:resource="${AI}"/>`), 'ai-generated'],
    [
      'a Bag',
      elements(`<q:DigitalSourceType><rdf:Bag><rdf:li>${AI}</rdf:li></rdf:Bag></q:DigitalSourceType>`),
      'ai-generated',
    ],
    [
      'entities',
      elements(`<q:DigitalSourceType>${AI.replaceAll('/', '&#x2F;')}</q:DigitalSourceType>`),
      'ai-generated',
    ],
    ['CDATA', elements(`<q:DigitalSourceType><![CDATA[${AI}]]></q:DigitalSourceType>`), 'ai-generated'],
    ['a typed node', `<q:Thing xmlns:q="${N}" rdf:about="" q:DigitalSourceType="${AI}"/>`, 'ai-generated'],
    [
      'a second Description',
      `<rdf:Description rdf:about=""/>${attributes(`q:DigitalSourceType="${AI}"`)}`,
      'ai-generated',
    ],
    ['the name of version 1.0', attributes(`q:DigitalSourcefileType="${AI}"`), 'ai-generated'],
    ['the name as a tool shows it', attributes(`q:DigitalSourceFileType="${AI}"`), 'ai-generated'],
    [
      'a value with a qualifier',
      elements(
        `<q:DigitalSourceType rdf:parseType="Resource"><rdf:value>${AI}</rdf:value><q:Note>n</q:Note></q:DigitalSourceType>`,
      ),
      'ai-generated',
    ],
    [
      'a Seq and an Alt of resources',
      elements(`<q:DigitalSourceType><rdf:Seq><rdf:li rdf:resource="${AI}"/></rdf:Seq></q:DigitalSourceType>`),
      'ai-generated',
    ],
    [
      'its element beside an attribute without declared prefix',
      `<rdf:Description rdf:about="" lost:property="x" xmlns:q="${N}" q:DigitalSourceType="${AI}"/>`,
      'ai-generated',
    ],
    [
      'its attribute beside a bare ampersand',
      `<rdf:Description rdf:about="" xmlns:q="${N}" xmlns:dc="http://purl.org/dc/elements/1.1/" dc:title="this & that" q:DigitalSourceType="${AI}"/>`,
      'ai-generated',
    ],
    [
      'the same subject on both nodes',
      `<rdf:Description rdf:about="uuid:1"/><q:Thing xmlns:q="${N}" rdf:about="uuid:1" q:DigitalSourceType="${AI}"/>`,
      'ai-generated',
    ],
    ['a value that is no term', attributes('q:DigitalSourceType="made by hand"'), 'labelled-other'],
    [
      'a term that only holds another',
      attributes(`q:DigitalSourceType="${D}algorithmicMediaOfSomeKind"`),
      'labelled-other',
    ],
    [
      'a prompt beside a capture',
      attributes(`q:DigitalSourceType="${D}digitalCapture" q:AIPromptInformation="a cat"`),
      'captured',
    ],
    ['algorithmic media', attributes(`q:DigitalSourceType="${D}algorithmicMedia"`), 'labelled-other'],
    ['a capture', attributes(`q:DigitalSourceType="${D}digitalCapture"`), 'captured'],
    ['an unknown term of trained models', attributes(`q:DigitalSourceType="${D}trainedSound"`), 'suspected-ai'],
    [
      'the strongest of several values',
      elements(
        `<q:DigitalSourceType><rdf:Seq><rdf:li>${D}digitalCapture</rdf:li><rdf:li>${AI}</rdf:li></rdf:Seq></q:DigitalSourceType>`,
      ),
      'ai-generated',
    ],
    [
      'its own value beside one inside an ingredient',
      elements(
        `<xmpMM:Pantry><rdf:Bag><rdf:li rdf:parseType="Resource"><q:DigitalSourceType>${AI}</q:DigitalSourceType></rdf:li></rdf:Bag></xmpMM:Pantry><q:DigitalSourceType>${D}digitalCapture</q:DigitalSourceType>`,
      ),
      'captured',
    ],
    ['a system alone', attributes('q:AISystemUsed="Google Gemini"'), 'ai-generated'],
    ['a prompt alone', attributes('q:AIPromptInformation="a cat"'), 'ai-generated'],
    ['a prompt writer alone', attributes('q:AIPromptWriterName="N. N."'), 'suspected-ai'],
    ['a version alone', attributes('q:AISystemVersionUsed="2"'), 'suspected-ai'],
    [
      'an editing type beside a system',
      attributes(`q:DigitalSourceType="${D}compositeSynthetic" q:AISystemUsed="S"`),
      'ai-edited',
    ],
    [
      'a capture beside a system',
      attributes(`q:DigitalSourceType="${D}digitalCapture" q:AISystemUsed="S"`),
      'suspected-ai',
    ],
    [
      'a capture beside a system that was not used',
      attributes(`q:DigitalSourceType="${D}digitalCapture" q:AISystemUsed="None"`),
      'captured',
    ],
  ])('reads %s', (_, body, status) => {
    expect(detect(body).map((finding) => finding.status)).toEqual([status]);
  });

  it.each<[string, string]>([
    [
      'the right prefix of another namespace',
      `<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://example.com/" Iptc4xmpExt:DigitalSourceType="${AI}"/>`,
    ],
    ['the right prefix without declaration', `<rdf:Description rdf:about="" Iptc4xmpExt:DigitalSourceType="${AI}"/>`],
    ['a comment', elements(`<!-- <q:DigitalSourceType>${AI}</q:DigitalSourceType> -->`)],
    [
      'an ingredient',
      elements(`<xmpMM:Ingredients><rdf:Bag><rdf:li q:DigitalSourceType="${AI}"/></rdf:Bag></xmpMM:Ingredients>`),
    ],
    [
      'an artwork in the picture',
      elements(
        `<q:ArtworkOrObject><rdf:Bag><rdf:li rdf:parseType="Resource"><q:DigitalSourceType>${AI}</q:DigitalSourceType></rdf:li></rdf:Bag></q:ArtworkOrObject>`,
      ),
    ],
    [
      'another asset',
      `<rdf:Description rdf:about=""/><rdf:Description rdf:about="http://example.com/b.jpg" xmlns:q="${N}" q:DigitalSourceType="${AI}"/>`,
    ],
    [
      'a permission for training',
      `<rdf:Description rdf:about="" xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/" plus:DataMining="http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-GENAIMLTRAINING"/>`,
    ],
    ['a permission in the extension itself', attributes('q:DataMining="DMI-PROHIBITED-AIMLTRAINING"')],
    [
      'a caption that quotes the term',
      `<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" dc:description="${AI}"/>`,
    ],
    ['an empty value', attributes('q:DigitalSourceType=""')],
    ['a job identifier alone', attributes('q:DigImageGUID="1234"')],
    ...['', 'none', 'N/A', 'no', 'False', 'unknown'].map((value): [string, string] => [
      `a system called "${value}"`,
      attributes(`q:AISystemUsed=" ${value} "`),
    ]),
  ])('makes no finding of %s', (_, body) => {
    expect(detect(body)).toEqual([]);
  });

  it('names the tool, its version and the prompt', () => {
    const body = attributes('q:AISystemUsed="Google Gemini" q:AISystemVersionUsed="3" q:AIPromptInformation="a cat"');
    expect(detect(body)).toMatchObject([
      {
        tool: 'Google Gemini',
        fields: { AISystemUsed: 'Google Gemini', AISystemVersionUsed: '3', AIPromptInformation: 'a cat' },
      },
    ]);
  });

  it('shortens the prompt, and nothing else', () => {
    const long = 'x'.repeat(2 * LIMITS.reportPrompt);
    const [finding] = detect(attributes(`q:AIPromptInformation="${long}" q:AISystemUsed="${long}"`));
    expect(finding?.fields.AIPromptInformation).toBe(`${'x'.repeat(LIMITS.reportPrompt - 1)}…`);
    expect(finding?.fields.AISystemUsed).toBe(long);
    const whole = 'x'.repeat(LIMITS.reportPrompt);
    expect(detect(attributes(`q:AIPromptInformation="${whole}"`))[0]?.fields.AIPromptInformation).toBe(whole);
  });

  it('looks for nothing in IPTC-IIM, which has no dataset for it', () => {
    const dataset = (number: number, text: string) => bytes([0x1c, 2, number], u16(text.length), text);
    const datasets = bytes(dataset(40, AI), dataset(65, 'Google Gemini'), dataset(115, AI), dataset(120, AI));
    expect(iptc.detect(decodeAll(block('iptc-iim', datasets))).findings).toEqual([]);
  });

  it('says where a suspicion rests on a weak sign only', () => {
    expect(detect(attributes('q:AIPromptWriterName="N. N."'))).toMatchObject([{ codes: ['weak-sign'] }]);
    expect(detect(attributes('q:AISystemUsed="S"'))[0]?.codes).toBeUndefined();
  });

  it('joins the packets of one place and keeps places apart', () => {
    const capture = attributes(`q:DigitalSourceType="${D}digitalCapture"`);
    const generated = attributes(`q:DigitalSourceType="${AI}"`);
    expect(detect(capture, generated)).toMatchObject([
      { status: 'ai-generated', fields: { DigitalSourceType: `${D}digitalCapture, ${AI}` } },
    ]);
    const apart = ['A', 'B'].flatMap((place) => decodeAll(block('xmp', bytes(wrap(generated)), { place })));
    expect(iptc.detect(apart).findings.map(({ place }) => place)).toEqual(['A', 'B']);
  });
});
