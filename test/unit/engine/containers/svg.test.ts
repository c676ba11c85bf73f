import { gzipSync, zlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { inspect } from '../../../../utils/engine/inspect';
import { LIMITS } from '../../../../utils/engine/limits';
import { recognise } from '../../../../utils/engine/recognise';
import { bufferSource } from '../../../../utils/engine/source/buffer-source';
import { bytes, c2paStore, iptcAiPacket, utf8, utf16 } from '../byte-builders';
import { shown, walkBytes } from './walk-all';

const SVG = 'xmlns="http://www.w3.org/2000/svg"';
const RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"';
const svg = (inside: string, attributes = ''): Uint8Array => utf8(`<svg ${SVG}${attributes}>${inside}</svg>`);
const findings = async (medium: Uint8Array) =>
  (await inspect(bufferSource(medium), { input: 'a.svg', faults: 'throw' })).findings.map(
    ({ mark, place }) => `${mark} ${place}`,
  );

describe('an SVG is recognised', () => {
  it.each([
    ['by its root element', svg('<g/>')],
    ['behind declaration, DOCTYPE and comment', bytes('<?xml version="1.0"?><!DOCTYPE svg><!-- <p> -->', svg(''))],
    ['behind a byte-order mark and white space', bytes([0xef, 0xbb, 0xbf], '\n ', svg(''))],
    ['in UTF-16', bytes([0xff, 0xfe], utf16(`<svg ${SVG}/>`, 'le'))],
    ['with a prefix', utf8('<a:svg xmlns:a="http://www.w3.org/2000/svg"/>')],
    ['in gzip', gzipSync(svg('<g/>'))],
  ])('%s', (_name, medium) => {
    expect(recognise(medium).name).toBe('svg');
  });

  it.each([
    ['a page that shows one', utf8('<!doctype html><html><svg></svg></html>'), 'html'],
    ['other XML', utf8('<?xml version="1.0"?><rss><svg/></rss>'), 'unknown'],
    ['a text that speaks of <svg>', utf8('How to write <svg> elements'), 'unknown'],
    ['gzip of something else', gzipSync(utf8('<p>')), 'unknown'],
    ['a zlib stream', zlibSync(svg('')), 'unknown'],
  ])('and not %s', (_name, medium, name) => {
    expect(recognise(medium).name).toBe(name);
  });
});

describe('the metadata of an SVG', () => {
  const property =
    '<rdf:Description rdf:about="" xmlns:TC="http://www.tc260.org.cn/ns/AIGC/1.0/">' +
    '<TC:AIGC>{"Label":"1","ContentProducer":"x"}</TC:AIGC></rdf:Description>';
  it.each([
    ['in an XMP packet', svg(`<metadata>${iptcAiPacket()}</metadata>`), 'iptc'],
    ['in RDF', svg(`<metadata><rdf:RDF ${RDF}>${property}</rdf:RDF></metadata>`), 'gb45438'],
    ['with namespaces of the root', svg(`<metadata><rdf:RDF>${property}</rdf:RDF></metadata>`, ` ${RDF}`), 'gb45438'],
    [
      'under any prefix',
      utf8(
        `<a:svg xmlns:a="http://www.w3.org/2000/svg"><a:metadata><r:RDF xmlns:r="${RDF.slice(11, -1)}">` +
          `${property.replaceAll('rdf:', 'r:')}</r:RDF></a:metadata></a:svg>`,
      ),
      'gb45438',
    ],
    [
      'with namespaces as entities',
      bytes(
        `<!DOCTYPE svg [ <!ENTITY ns "${RDF.slice(11, -1)}"> ]>`,
        svg(`<metadata><rdf:RDF xmlns:rdf="&ns;">${property}</rdf:RDF></metadata>`),
      ),
      'gb45438',
    ],
    ['in gzip', gzipSync(svg(`<metadata>${iptcAiPacket()}</metadata>`)), 'iptc'],
    ['in UTF-16', bytes([0xfe, 0xff], utf16(`<svg ${SVG}><metadata>${iptcAiPacket()}</metadata></svg>`, 'be')), 'iptc'],
    ['deep in it', svg(`<g><g><metadata>${iptcAiPacket()}</metadata></g></g>`), 'iptc'],
    ['in RDF outside any metadata element', svg(`<rdf:RDF ${RDF}>${property}</rdf:RDF>`), 'gb45438'],
  ])('are found %s', async (_name, medium, mark) => {
    expect(await findings(medium)).toEqual([`${mark} SVG metadata`]);
  });

  it('are no texts that people read, and no namespaces that the document uses elsewhere', async () => {
    const label = '{"AIGC":{"Label":"1","ContentProducer":"x","ProduceID":"y"}}';
    const tc260 = ' xmlns:TC260="http://www.tc260.org.cn/ns/AIGC/1.0/"';
    expect(await findings(svg(`<title>${label}</title><text>${label}</text>`))).toEqual([]);
    expect(await findings(svg(`<metadata><rdf:RDF ${RDF}/></metadata>`, tc260))).toEqual([]);
  });

  it('stand where their offset says', async () => {
    const walked = await walkBytes(svg('<desc>猫</desc><metadata>x</metadata>'));
    expect(shown(walked).slice(1)).toEqual([['xmp SVG metadata', '<metadata>x</metadata>']]);
    expect(walked.blocks[1]?.offset).toBe(utf8(`<svg ${SVG}><desc>猫</desc>`).length);
  });

  it('can be comments, and attributes of the root in namespaces of their own', async () => {
    const attributes = 'id="a" xml:lang="en" xmlns:x="http://example.org/" x:b="&lt;&quot;" version="1"';
    const walked = await walkBytes(
      utf8(`<svg ${SVG} ${attributes}><g x:c="d"/><desc>e<b>f</b><![CDATA[g]]></desc></svg>`),
    );
    expect(shown(walked)).toEqual([
      ['xmp SVG attributes', expect.stringContaining('xmlns:a0="http://example.org/" a0:b="&lt;&quot;"/>')],
      ['text SVG desc', 'eg'],
    ]);
  });

  it('can be a manifest store in base64', async () => {
    const store = c2paStore();
    const base64 = Buffer.from(store).toString('base64');
    const declared = `<c:manifest xmlns:c="http://c2pa.org/manifest">\n${base64}\n</c:manifest>`;
    const walked = await walkBytes(svg(`<metadata>${declared}</metadata>`));
    expect(walked.blocks[0]).toMatchObject({ kind: 'jumbf', place: 'SVG metadata C2PA', payload: store });
    const undeclared = svg(`<metadata><c2pa:manifest>${base64}</c2pa:manifest></metadata>`);
    expect((await walkBytes(undeclared)).blocks[0]).toMatchObject({ kind: 'jumbf', payload: store });
  });

  it.each([
    ['another namespace', '<c2pa:manifest xmlns:c2pa="http://example.org/">QUJD</c2pa:manifest>'],
    ['no base64', '<c2pa:manifest xmlns:c2pa="http://c2pa.org/manifest">?</c2pa:manifest>'],
  ])('are no store with %s', async (_name, element) => {
    const { blocks } = await walkBytes(svg(`<metadata>${element}</metadata>`));
    expect(blocks.map(({ kind }) => kind)).toEqual(['xmp']);
  });
});

describe('the end of an SVG', () => {
  it.each([
    ['', svg('<metadata><a/></metadata>')],
    [' in gzip', gzipSync(svg('<metadata><a/></metadata>'))],
  ])('lies behind its root element%s', async (_name, whole) => {
    expect((await walkBytes(whole)).ending.kind).toBe('complete');
    const cut = whole.subarray(0, whole.length - 12);
    expect((await walkBytes(cut)).ending.kind).toBe('truncated');
  });

  it('is found in spite of faults', async () => {
    expect((await walkBytes(svg('<g a=1 & b></g><x:y/>&nbsp;'))).ending.kind).toBe('complete');
  });

  it.each([
    ['too deep', svg('<g>'.repeat(LIMITS.xmlDepth) + '</g>'.repeat(LIMITS.xmlDepth))],
    ['of too many elements', svg('<g/>'.repeat(LIMITS.structures))],
    [
      'of too many attributes',
      svg(`<g ${[...Array(LIMITS.xmlAttributes + 1).keys()].map((n) => `a${n}=""`).join(' ')}/>`),
    ],
    ['of too much metadata', svg('<metadata/>'.repeat(LIMITS.textBlocks + 1))],
    [
      'of too many namespaces',
      svg(
        [0, 1]
          .map(
            (half) =>
              `<g ${[...Array(LIMITS.xmlAttributes / 2 + 1).keys()].map((n) => `xmlns:a${half}${n}="x"`).join(' ')}>`,
          )
          .join(''),
      ),
    ],
    ['too long', svg(' '.repeat(LIMITS.textBytes))],
    ['that inflates too far', gzipSync(svg(' '.repeat(LIMITS.textBytes)))],
    [
      'whose entities grow too long',
      bytes(`<!DOCTYPE svg [<!ENTITY a "${'x'.repeat(256)}">]>`, svg('&a;'.repeat(LIMITS.textBytes / 250))),
    ],
  ])('is over budget in a text %s', async (_name, medium) => {
    expect((await walkBytes(medium)).ending.kind).toBe('over-budget');
  });

  it('is found behind thousands of document types that are none', async () => {
    const comment = utf8(`<!--<!ENTITY${'<!DOCTYPE['.repeat(13_000)}-->`);
    expect((await walkBytes(bytes(svg('<g/>'), comment))).ending.kind).toBe('complete');
  });

  it('is as deep as it may be', async () => {
    const depth = LIMITS.xmlDepth - 1;
    expect((await walkBytes(svg('<g>'.repeat(depth) + '</g>'.repeat(depth)))).ending.kind).toBe('complete');
  });
});
