import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../../utils/engine/limits';
import { ASCII, block, bytes, decode, decodeAll, latin1, type Part, texts, tiff, zlib } from './build';

const chunk = (type: 'tEXt' | 'zTXt' | 'iTXt', ...parts: readonly Part[]) =>
  block('png-text', bytes(...parts), { place: `PNG ${type}`, variant: type, offset: 41 });

const PACKET =
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
  '<rdf:Description xmlns:n="http://n/" n:a="v"/></rdf:RDF></x:xmpmeta>';

/** ImageMagick's form: name, length, lines of 72 hexadecimal digits. */
function rawProfile(name: string, profile: Uint8Array): string {
  const hex = Array.from(profile, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `\n${name}\n${String(profile.length).padStart(8)}\n${hex.replace(/(.{72})/g, '$1\n')}\n`;
}

describe('PNG text chunks', () => {
  it.each<[string, ReturnType<typeof chunk>, string, string]>([
    ['tEXt', chunk('tEXt', 'parameters\0a cat'), 'PNG tEXt parameters', 'a cat'],
    ['tEXt that holds UTF-8', chunk('tEXt', 'prompt\0标识'), 'PNG tEXt prompt', '标识'],
    ['tEXt that is Latin-1', chunk('tEXt', 'Title\0', latin1('caf\xe9')), 'PNG tEXt Title', 'café'],
    ['tEXt without text', chunk('tEXt', 'AIGC\0'), 'PNG tEXt AIGC', ''],
    ['tEXt without its NUL', chunk('tEXt', 'AIGC'), 'PNG tEXt AIGC', ''],
    ['zTXt', chunk('zTXt', 'Comment\0\0', zlib('a cat')), 'PNG zTXt Comment', 'a cat'],
    ['zTXt that holds UTF-8', chunk('zTXt', 'TC260:AIGC\0\0', zlib('标识')), 'PNG zTXt TC260:AIGC', '标识'],
    ['iTXt', chunk('iTXt', 'Description\0\0\0zh\0描述\0标识'), 'PNG iTXt Description', '标识'],
    ['iTXt without language', chunk('iTXt', 'AIGC\0\0\0\0\0{}'), 'PNG iTXt AIGC', '{}'],
    ['compressed iTXt', chunk('iTXt', 'AIGC\0\x01\0\0\0', zlib('标识')), 'PNG iTXt AIGC', '标识'],
    ['a keyword of 255 bytes', chunk('tEXt', `${'k'.repeat(255)}\0v`), `PNG tEXt ${'k'.repeat(255)}`, 'v'],
  ])('reads %s', (_, of, place, value) => {
    const decoded = decode(of);
    expect(decoded.problem).toBeUndefined();
    expect(texts(decoded.fields)).toEqual([[place, value]]);
  });

  it('keeps the keyword as it is spelled', () => {
    expect(decode(chunk('tEXt', 'Parameters\0v')).fields).toMatchObject([{ vocabulary: 'png', key: 'Parameters' }]);
  });

  it.each<[string, ReturnType<typeof chunk>, string]>([
    ['iTXt', chunk('iTXt', 'XML:com.adobe.xmp\0\0\0\0\0', PACKET), 'PNG iTXt XMP'],
    ['compressed iTXt', chunk('iTXt', 'XML:com.adobe.xmp\0\x01\0\0\0', zlib(PACKET)), 'PNG iTXt XMP'],
    ['tEXt', chunk('tEXt', 'XML:com.adobe.xmp\0', PACKET), 'PNG tEXt XMP'],
    ['zTXt', chunk('zTXt', 'XML:com.adobe.xmp\0\0', zlib(PACKET)), 'PNG zTXt XMP'],
    [
      'a raw profile',
      chunk('zTXt', 'Raw profile type xmp\0\0', zlib(rawProfile('xmp', bytes(PACKET)))),
      'PNG zTXt XMP',
    ],
    [
      'a raw APP1 profile',
      chunk('tEXt', 'Raw profile type APP1\0', rawProfile('APP1', bytes('http://ns.adobe.com/xap/1.0/\0', PACKET))),
      'PNG tEXt XMP',
    ],
  ])('hands on XMP in %s', (_, of, place) => {
    expect(decodeAll(of)).toMatchObject([{ kind: 'xmp', place, name: 'a', value: 'v' }]);
  });

  const exif = tiff({ ifd0: [{ tag: 0x0131, type: ASCII, value: bytes('Tool 1.0\0') }] });
  const dataset = bytes([0x1c, 2, 110, 0, 3], 'abc');
  const resources = bytes('8BIM', [4, 4, 0, 0, 0, 0, 0, dataset.length], dataset);
  it.each<[string, string, Uint8Array, string, string]>([
    ['exif', 'exif', bytes('Exif\0\0', exif), 'PNG zTXt EXIF Software', 'Tool 1.0'],
    ['exif without its header', 'exif', exif, 'PNG zTXt EXIF Software', 'Tool 1.0'],
    ['APP1', 'APP1', bytes('Exif\0\0', exif), 'PNG zTXt EXIF Software', 'Tool 1.0'],
    ['iptc as datasets', 'iptc', dataset, 'PNG zTXt IPTC 2:110', 'abc'],
    ['iptc as image resources', 'iptc', resources, 'PNG zTXt IPTC 2:110', 'abc'],
    ['8bim', '8bim', resources, 'PNG zTXt IPTC 2:110', 'abc'],
  ])('opens the raw profile %s', (_, type, profile, place, value) => {
    const of = chunk('zTXt', `Raw profile type ${type}\0\0`, zlib(rawProfile(type, profile)));
    expect(texts(decodeAll(of))).toEqual([[place, value]]);
  });

  it('leaves profiles without metadata and broken ones as texts', () => {
    for (const [type, text] of [
      ['icc', rawProfile('icc', bytes('abc'))],
      ['exif', 'no profile at all'],
      ['exif', '\nexif\n  many\n00'],
    ] as const) {
      const decoded = decode(chunk('tEXt', `Raw profile type ${type}\0`, text));
      expect(decoded.blocks).toBeUndefined();
      expect(decoded.fields).toHaveLength(1);
    }
  });

  it.each<[string, ReturnType<typeof chunk>, string]>([
    ['a keyword that is too long', chunk('tEXt', `${'k'.repeat(256)}\0v`), 'malformed'],
    ['an unknown compression in zTXt', chunk('zTXt', 'a\0\x01', zlib('x')), 'malformed'],
    ['an unknown compression in iTXt', chunk('iTXt', 'a\0\x01\x01\0\0', zlib('x')), 'malformed'],
    ['iTXt without its language', chunk('iTXt', 'a\0\0\0'), 'malformed'],
    ['a stream that is no zlib', chunk('zTXt', 'a\0\0', 'no zlib'), 'malformed'],
    ['a stream that is cut', chunk('zTXt', 'a\0\0', zlib('a cat on a mat').subarray(0, 12)), 'malformed'],
    ['an empty stream', chunk('zTXt', 'a\0\0'), 'malformed'],
    ['a bomb', chunk('zTXt', 'a\0\0', zlib(new Uint8Array(2 * LIMITS.inflateFreeBytes))), 'over-budget'],
    ['a text that is too long', chunk('tEXt', 'a\0', new Uint8Array(LIMITS.textBytes + 1).fill(0x61)), 'over-budget'],
  ])('reports %s', (_, of, code) => {
    expect(decode(of).problem?.code).toBe(code);
  });

  it('lets short texts inflate beyond the ratio', () => {
    const padded = ' '.repeat(LIMITS.inflateFreeBytes / 2);
    const decoded = decode(chunk('zTXt', 'a\0\0', zlib(padded)));
    expect(decoded.problem).toBeUndefined();
    expect(texts(decoded.fields)).toEqual([['PNG zTXt a', padded]]);
  });

  it('gives no empty value for a stream that nothing came out of', () => {
    const { fields, problem } = decode(chunk('iTXt', 'AIGC\0\x01\0\0\0', 'garbage'));
    expect(fields).toEqual([]);
    expect(problem?.code).toBe('malformed');
    expect(decode(chunk('zTXt', 'AIGC\0\0', zlib(''))).fields).toHaveLength(1);
  });

  it('gives what a cut stream held before its cut', () => {
    const text = Array.from({ length: 4_000 }, (_, index) => `${index * 7919}`).join(' ');
    const packed = zlib(text);
    const [field] = decode(chunk('zTXt', 'a\0\0', packed.subarray(0, packed.length - 64))).fields;
    const value = field?.kind === 'text' ? field.value : '';
    expect(value.length).toBeGreaterThan(1_000);
    expect(text.startsWith(value)).toBe(true);
  });

  it('never throws, whatever one change does to a chunk', () => {
    const types = ['tEXt', 'zTXt', 'iTXt'] as const;
    const payload = bytes('AIGC\0\x01\0\0\0', zlib('{"Label":"1"}'));
    fc.assert(
      fc.property(fc.nat(payload.length - 1), fc.nat(255), fc.constantFrom(...types), (at, value, type) => {
        const changed = payload.slice();
        changed[at] = value;
        expect(Array.isArray(decode(chunk(type, changed)).fields)).toBe(true);
      }),
    );
  });
});
