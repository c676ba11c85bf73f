/** The forms in which XMP can hold a label of GB 45438: what counts is the namespace and the name. */
import { describe, expect, it } from 'vitest';
import { inspect } from '../../../../utils/engine/inspect';
import { bufferSource } from '../../../../utils/engine/source/buffer-source';
import { AIGC_LABEL, app1Xmp, eoi, jfif, jpeg, sos } from '../byte-builders';

const URI = 'http://www.tc260.org.cn/ns/AIGC/1.0/';
const escaped = AIGC_LABEL.replaceAll('"', '&quot;');
const description = (body: string, attributes = `xmlns:TC260="${URI}"`): string =>
  `<rdf:Description rdf:about="" ${attributes}>${body}</rdf:Description>`;
const property = (body: string, attributes = ''): string =>
  description(`<TC260:AIGC${attributes}>${body}</TC260:AIGC>`);
const few = '{&quot;Label&quot;:&quot;1&quot;,&quot;ContentProducer&quot;:&quot;picwish&quot;}';
const members = '<TC260:Label>1</TC260:Label><TC260:ContentProducer>x</TC260:ContentProducer>';

const packet = (body: string): string =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">${body}</rdf:RDF></x:xmpmeta>`;
const findingsOf = async (whole: string) => {
  const medium = jpeg([jfif(), app1Xmp(whole), sos(), eoi()]);
  const { findings } = await inspect(bufferSource(medium), { input: 'a.jpg', faults: 'throw' });
  return findings.map(({ status, deviations }) => [status, [...deviations].sort()]);
};

const LABELLED = [['ai-generated', []]];
const FORMS: readonly (readonly [form: string, body: string, expected: unknown])[] = [
  ['an element with entities', property(escaped), LABELLED],
  ['an element with plain quotes', property(AIGC_LABEL), LABELLED],
  ['an element with numeric entities', property(AIGC_LABEL.replaceAll('"', '&#x22;')), LABELLED],
  ['CDATA', property(`<![CDATA[${AIGC_LABEL}]]>`), LABELLED],
  ['an attribute', description('', `xmlns:TC260="${URI}" TC260:AIGC="${escaped}"`), LABELLED],
  ['an attribute in single quotes', description('', `xmlns:TC260='${URI}' TC260:AIGC='${AIGC_LABEL}'`), LABELLED],
  [
    'an attribute of few keys',
    description('', `xmlns:TC260="${URI}" TC260:AIGC="${few}"`),
    [['ai-generated', ['missing:ProduceID']]],
  ],
  [
    'a prefix of its own',
    description(`<n:AIGC xmlns:n="${URI}">{"Label":"2"}</n:AIGC>`, ''),
    [['possibly-ai', ['missing:ContentProducer', 'missing:ProduceID']]],
  ],
  [
    'https and no last slash',
    description(`<n:AIGC xmlns:n="https${URI.slice(4, -1)}">${escaped}</n:AIGC>`, ''),
    LABELLED,
  ],
  ['a default language', property(`<rdf:Alt><rdf:li xml:lang="x-default">${escaped}</rdf:li></rdf:Alt>`), LABELLED],
  ['a list', property(`<rdf:Seq><rdf:li>${escaped}</rdf:li></rdf:Seq>`), LABELLED],
  ['a set', property(`<rdf:Bag><rdf:li>${escaped}</rdf:li></rdf:Bag>`), LABELLED],
  ['a resource', property(members, ' rdf:parseType="Resource"'), [['ai-generated', ['missing:ProduceID']]]],
  [
    'a nested description',
    property(`<rdf:Description>${members}</rdf:Description>`),
    [['ai-generated', ['missing:ProduceID']]],
  ],
  ['members side by side', description(members), [['ai-generated', ['missing:ProduceID']]]],
  [
    'a member of other words',
    description(members.replace('>1<', '>AIGC<')),
    [['suspected-ai', ['label-value', 'missing:ProduceID']]],
  ],
  ['a layer of entities too many', property(escaped.replaceAll('&', '&amp;')), [['ai-generated', ['double-escaped']]]],
  ['a prefix that nothing declares', description(`<TC260:AIGC>${escaped}</TC260:AIGC>`, ''), LABELLED],
  ['a namespace without property', description(''), [['suspected-ai', ['empty']]]],
  ['an empty property', description('<TC260:AIGC/>'), [['suspected-ai', ['empty']]]],
  ['a blank property', property('  \n '), [['suspected-ai', ['empty']]]],
];

describe('a label in XMP', () => {
  it.each(FORMS)('is read from %s', async (_form, body, expected) => {
    expect(await findingsOf(packet(body))).toEqual(expected);
  });

  it.each([
    [
      'an XML declaration, and an opening instruction with two question marks',
      '<?xml version="1.0" encoding="UTF-8"?><?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"??>',
      '<?xpacket end="w"?>',
    ],
    ['a byte-order mark', '\uFEFF<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>', '<?xpacket end="r"?>\0\0 '],
    ['nothing', '', ''],
  ])('is read from a packet that has around it %s', async (_name, before, behind) => {
    expect(await findingsOf(`${before}${packet(property(escaped))}${behind}`)).toEqual(LABELLED);
  });

  it.each([
    [
      'the prefix of another namespace',
      description(`<TC260:AIGC>${escaped}</TC260:AIGC>`, 'xmlns:TC260="http://example.org/"'),
    ],
    ['a near namespace', description(`<n:AIGC xmlns:n="${URI}2/">${escaped}</n:AIGC>`, '')],
    ['another name of the namespace', description('<TC260:AIGCModel>m</TC260:AIGCModel>')],
    ['prose', property('AIGC art prize')],
    [
      'a title',
      description(`<dc:title xmlns:dc="http://purl.org/dc/elements/1.1/">{"AIGC":${AIGC_LABEL}}</dc:title>`, ''),
    ],
  ])('is not taken from %s', async (_name, body) => {
    expect(await findingsOf(packet(body))).toEqual([]);
  });
});
