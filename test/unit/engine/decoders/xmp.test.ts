import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../../utils/engine/limits';
import { block, bytes, decode, utf16 } from './build';

const N = 'http://example.com/n/';
const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';

const wrap = (body: string): string =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="${RDF}">${body}</rdf:RDF></x:xmpmeta>`;
const description = (content: string): string =>
  wrap(`<rdf:Description rdf:about="" xmlns:n="${N}">${content}</rdf:Description>`);

/** Every property as `path/name=value`; structures end in a slash, other assets' properties begin with `!`. */
function properties(packet: string | Uint8Array, kind: 'xmp' | 'extended-xmp' = 'xmp'): readonly string[] {
  const payload = typeof packet === 'string' ? bytes(packet) : packet;
  return decode(block(kind, payload)).fields.flatMap((field) => {
    if (field.kind !== 'xmp') return [];
    const path = [...field.path, field].map(({ name }) => name).join('/');
    return [`${field.aboutFile ? '' : '!'}${path}${field.isStructure ? '/' : `=${field.value}`}`];
  });
}

const namespaces = (packet: string): readonly string[] =>
  decode(block('xmp', bytes(packet))).fields.flatMap((field) =>
    field.kind === 'xmp-namespace' ? [`${field.prefix}=${field.namespace}`] : [],
  );

describe('XMP reader', () => {
  it.each<[string, string, readonly string[]]>([
    ['an attribute', wrap(`<rdf:Description xmlns:n="${N}" n:a="v"/>`), ['a=v']],
    ['an attribute in single quotes', wrap(`<rdf:Description xmlns:n='${N}' n:a='"v"'/>`), ['a="v"']],
    ['an element', description('<n:a>v</n:a>'), ['a=v']],
    ['an empty element', description('<n:a/>'), ['a=']],
    ['rdf:resource', description('<n:a rdf:resource="v"/>'), ['a=v']],
    ['a Bag', description('<n:a><rdf:Bag><rdf:li>1</rdf:li><rdf:li>2</rdf:li></rdf:Bag></n:a>'), ['a=1', 'a=2']],
    ['a Seq', description('<n:a><rdf:Seq><rdf:li>1</rdf:li></rdf:Seq></n:a>'), ['a=1']],
    [
      'an Alt with languages',
      description('<n:a><rdf:Alt><rdf:li xml:lang="x-default">1</rdf:li></rdf:Alt></n:a>'),
      ['a=1'],
    ],
    ['an empty array', description('<n:a><rdf:Bag/></n:a>'), ['a=']],
    ['an item without its array', description('<n:a><rdf:li>1</rdf:li></n:a>'), ['a=1']],
    ['resources as items', description('<n:a><rdf:Bag><rdf:li rdf:resource="v"/></rdf:Bag></n:a>'), ['a=v']],
    ['CDATA', description('<n:a><![CDATA[{"x":"<y> & z"}]]></n:a>'), ['a={"x":"<y> & z"}']],
    ['entities', description('<n:a>&lt;&#x2F;&#47;&quot;&amp;amp;</n:a>'), ['a=<//"&amp;']],
    ['parseType Resource', description('<n:a rdf:parseType="Resource"><n:b>v</n:b></n:a>'), ['a/', 'a/b=v']],
    [
      'a nested Description',
      description('<n:a><rdf:Description n:b="1"><n:c>2</n:c></rdf:Description></n:a>'),
      ['a/', 'a/b=1', 'a/c=2'],
    ],
    ['a structure in attributes', description('<n:a n:b="v"/>'), ['a/', 'a/b=v']],
    ['a structure without parseType', description('<n:a><n:b>v</n:b></n:a>'), ['a/', 'a/b=v']],
    [
      'structures in an array',
      description('<n:a><rdf:Bag><rdf:li rdf:parseType="Resource"><n:b>v</n:b></rdf:li></rdf:Bag></n:a>'),
      ['a/', 'a/b=v'],
    ],
    [
      'a value with qualifiers',
      description('<n:a rdf:parseType="Resource"><rdf:value>v</rdf:value><n:q>w</n:q></n:a>'),
      ['a/', 'a=v', 'a/q=w'],
    ],
    ['a typed node', wrap(`<n:Thing xmlns:n="${N}" rdf:about="" n:a="v"/>`), ['a=v']],
    [
      'several Descriptions',
      wrap(`<rdf:Description xmlns:n="${N}" n:a="1"/><rdf:Description xmlns:m="${N}" m:b="2"/>`),
      ['a=1', 'b=2'],
    ],
    ['repeated properties in order', description('<n:a>2</n:a><n:a>1</n:a>'), ['a=2', 'a=1']],
    ['no xmpmeta', `<rdf:RDF xmlns:rdf="${RDF}"><rdf:Description xmlns:n="${N}" n:a="v"/></rdf:RDF>`, ['a=v']],
    ['x:xapmeta', description('<n:a>v</n:a>').replaceAll('x:xmpmeta', 'x:xapmeta'), ['a=v']],
    ['xpacket, padding and NULs', `<?xpacket begin="\ufeff" id="W"?>${description('<n:a>v</n:a>')}  \0\0`, ['a=v']],
    ['a DOCTYPE that is ignored', `<!DOCTYPE x [<!ENTITY e "w">]>${description('<n:a>v</n:a>')}`, ['a=v']],
    ['a bare ampersand in a text', description('<n:a>v & w</n:a>'), ['a=v & w']],
    ['a bare ampersand in an attribute', wrap(`<rdf:Description xmlns:n="${N}" n:a="v & w &lt;"/>`), ['a=v & w <']],
    [
      'a bare ampersand beside CDATA',
      description('<n:a>v & w</n:a><n:b><![CDATA[1 & 2]]></n:b>'),
      ['a=v & w', 'b=1 & 2'],
    ],
    [
      'a bare ampersand before CDATA that never ends',
      description('<n:a>v & w</n:a><n:b><![CDATA[1'),
      ['a=v & w', 'b=1</rdf:Description></rdf:RDF></x:xmpmeta>'],
    ],
    ['a packet cut inside a tag', description('<n:a>v</n:a><n:b x="').split(' x=')[0] ?? '', ['a=v']],
    ['a packet cut inside a text', description('<n:a>v|</n:a>').split('|')[0] ?? '', ['a=v']],
    ['undeclared prefixes by their prefix', description('<q:a>v</q:a>'), ['q:a=v']],
    ['undeclared prefixes of attributes', wrap('<rdf:Description q:a="v"/>'), ['q:a=v']],
    ['an undeclared property outside any packet', '<q:a>v</q:a>', ['q:a=v']],
    ['rdf: without declaration', `<rdf:RDF><rdf:Description xmlns:n="${N}" n:a="v"/></rdf:RDF>`, ['a=v']],
    [
      'other white space than the text',
      description('<n:a>\n  <rdf:Bag>\n <rdf:li> v </rdf:li>\n</rdf:Bag>\n</n:a>'),
      ['a= v '],
    ],
  ])('reads %s', (_, packet, expected) => {
    expect(properties(packet)).toEqual(expected);
  });

  it.each<[string, string]>([
    ['a comment', description('<!-- <n:a>v</n:a> -->')],
    ['attributes without namespace', wrap('<rdf:Description about="" a="v"/>')],
    ['language and syntax attributes', wrap('<rdf:Description rdf:about="" xml:lang="en" rdf:ID="i"/>')],
    ['plain text', 'TC260 AIGC'],
    ['nothing', ''],
    ['foreign XML', '<svg xmlns="http://www.w3.org/2000/svg"><title>a</title></svg>'],
  ])('makes no property of %s', (_, packet) => {
    expect(properties(packet)).toEqual([]);
  });

  it('decides by namespace, not by prefix', () => {
    const fields = decode(block('xmp', bytes(wrap('<rdf:Description xmlns:dc="http://other/" dc:title="v"/>')))).fields;
    expect(fields).toEqual([
      { kind: 'xmp', place: 'P', namespace: 'http://other/', name: 'title', value: 'v', path: [], aboutFile: true },
    ]);
  });

  it.each<[string, string, readonly string[]]>([
    ['one address on all nodes names the file', '<r about="uuid:1"/><r about="uuid:1"/>', ['a=0', 'a=1']],
    ['an empty and an absent address name the file', '<r about=""/><r/>', ['a=0', 'a=1']],
    ['an address beside an empty one is another asset', '<r about=""/><r about="http://o/b.jpg"/>', ['a=0', '!a=1']],
    ['the uuid of older writers beside an empty one is the file', '<r about=""/><r about="uuid:1"/>', ['a=0', 'a=1']],
    ['a second address is another asset', '<r about="uuid:1"/><r about="uuid:2"/>', ['a=0', '!a=1']],
    ['a blank node is another asset', '<r about=""/><r nodeID="b"/>', ['a=0', '!a=1']],
  ])('tells subjects apart: %s', (_, nodes, expected) => {
    let index = 0;
    const body = nodes.replace(/<r( (\w+)=("[^"]*"))?\/>/g, (_match, attribute, name, value) => {
      const subject = attribute === undefined ? '' : `rdf:${name}=${value}`;
      return `<rdf:Description xmlns:n="${N}" ${subject} n:a="${index++}"/>`;
    });
    expect(properties(wrap(body))).toEqual(expected);
  });

  it.each<[string, (text: string) => Uint8Array]>([
    ['UTF-8', (text) => bytes(text)],
    ['UTF-8 with a byte-order mark', (text) => bytes([0xef, 0xbb, 0xbf], text)],
    ['UTF-16LE', (text) => utf16(text, 'le')],
    ['UTF-16BE', (text) => utf16(text, 'be')],
    ['UTF-16LE with a byte-order mark', (text) => utf16(`\ufeff${text}`, 'le')],
    ['UTF-16BE with a byte-order mark', (text) => utf16(`\ufeff${text}`, 'be')],
    ['UTF-32BE', (text) => utf32(text, false)],
    ['UTF-32LE', (text) => utf32(text, true)],
    ['UTF-32LE with a byte-order mark', (text) => utf32(`\ufeff${text}`, true)],
  ])('reads packets in %s', (_, encode) => {
    expect(properties(encode(description('<n:a>标识 v 😀</n:a>')))).toEqual(['a=标识 v 😀']);
  });

  it('keeps what is sound of a packet with broken UTF-8', () => {
    const [before = '', after = ''] = description('<n:a>1|</n:a><n:b>2</n:b>').split('|');
    expect(properties(bytes(before, [0xff], after))).toEqual(['a=1\ufffd', 'b=2']);
  });

  it('reads extended XMP the same way', () => {
    expect(properties(description('<n:a>v</n:a>'), 'extended-xmp')).toEqual(['a=v']);
  });

  it('reports namespaces that are declared and never used', () => {
    const packet = wrap(`<rdf:Description xmlns:n="${N}" xmlns:u="http://u/" n:a="v"/>`);
    expect(namespaces(packet)).toEqual(['u=http://u/']);
  });

  it('reports no namespace of a packet that was cut, for its property may be in the rest', () => {
    const packet = wrap(`<rdf:Description xmlns:u="http://u/"><n:a>`);
    expect(namespaces(packet.slice(0, packet.indexOf('<n:a>')))).toEqual([]);
  });

  it('stops at its depth limit and keeps what came before', () => {
    const deep = `<rdf:Description xmlns:n="${N}"><n:a>v</n:a>${'<n:b>'.repeat(LIMITS.xmlDepth)}`;
    const decoded = decode(block('xmp', bytes(wrap(deep))));
    expect(decoded.problem?.code).toBe('over-budget');
    expect(decoded.fields[0]).toMatchObject({ name: 'a', value: 'v' });
  });

  it('stops at its attribute limit', () => {
    const attributes = Array.from({ length: LIMITS.xmlAttributes + 1 }, (_, index) => `n:a${index}=""`).join(' ');
    const decoded = decode(block('xmp', bytes(wrap(`<rdf:Description xmlns:n="${N}" ${attributes}/>`))));
    expect(decoded.problem?.code).toBe('over-budget');
  });

  it.each([
    ['bare ampersands, which stay as they are', '<n:a>& &nbsp; &#0; &amp;</n:a>', '& &nbsp; &#0; &'],
    ['angle brackets that open nothing', '<n:a>1 < 2 <3</n:a>', '1 < 2 <3'],
    ['end tags that nothing opened', '</n:x></b><n:a>v</n:a>', 'v'],
    ['an element that is never closed', '<n:b><n:c></n:b><n:a>v</n:a>', 'v'],
    ['thousands of faults', `${'</1>'.repeat(5_000)}<n:a>v</n:a>`, 'v'],
    ['an attribute without value, and one without quotes', '<n:b n:c n:d=x/><n:a>v</n:a>', 'v'],
  ])('goes past %s', (_, xml, value) => {
    const decoded = decode(block('xmp', bytes(description(xml))));
    expect(decoded.problem).toBeUndefined();
    expect(decoded.fields).toContainEqual(expect.objectContaining({ name: 'a', value }));
  });

  it('reads as many attributes as the limit allows', () => {
    const attributes = Array.from({ length: LIMITS.xmlAttributes - 1 }, (_, index) => `n:a${index}=""`).join(' ');
    const decoded = decode(block('xmp', bytes(wrap(`<rdf:Description xmlns:n="${N}" ${attributes}/>`))));
    expect(decoded.problem).toBeUndefined();
    expect(decoded.fields).toHaveLength(LIMITS.xmlAttributes - 1);
  });

  it('reads the head of a packet that is too long, and says so', () => {
    const packet = bytes(description('<n:a>v</n:a>'), new Uint8Array(LIMITS.xmpBytes).fill(0x20));
    const decoded = decode(block('xmp', packet));
    expect(decoded.problem?.code).toBe('over-budget');
    expect(decoded.fields[0]).toMatchObject({ name: 'a', value: 'v' });
  });

  it('never throws, whatever one change does to a packet', () => {
    const packet = bytes(description('<n:a><rdf:Bag><rdf:li n:q="1">v &amp; w</rdf:li></rdf:Bag></n:a><n:b/>'));
    fc.assert(
      fc.property(fc.nat(packet.length - 1), fc.nat(255), (at, value) => {
        const changed = packet.slice();
        changed[at] = value;
        expect(Array.isArray(decode(block('xmp', changed)).fields)).toBe(true);
      }),
    );
  });

  it('finds in a prefix nothing that the whole packet does not have', () => {
    const packet = description('<n:a>one</n:a><n:b><rdf:Bag><rdf:li>two</rdf:li></rdf:Bag></n:b>');
    const whole = properties(packet);
    for (let length = 0; length < packet.length; length += 1) {
      for (const property of properties(packet.slice(0, length))) {
        const isKnown = whole.some((known) => known.startsWith(property));
        expect(isKnown, `${property} at ${length}`).toBe(true);
      }
    }
  });
});

function utf32(text: string, littleEndian: boolean): Uint8Array {
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
  const view = new DataView(new ArrayBuffer(4 * codes.length));
  for (const [index, code] of codes.entries()) view.setUint32(4 * index, code, littleEndian);
  return new Uint8Array(view.buffer);
}
