import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it, test } from 'vitest';
import { LIMITS } from '../../../../utils/engine/limits';
import { readXml, type XmlOptions, XmlStop } from '../../../../utils/engine/xml/read-xml';

const SUBJECT = { subject: 'The text' };

/** What was told, one line each: `<{uri}name attribute=…`, `"text`, `>`. */
function told(xml: string, options: XmlOptions = SUBJECT) {
  const events: string[] = [];
  const reading = readXml(
    xml,
    {
      open: ({ namespace, name, attributes }) =>
        events.push(
          `<${shown(namespace, name)}`,
          ...attributes.map((one) => attributeLine(one.namespace, one.name, one.value)),
        ),
      close: () => events.push('>'),
      text: (text) => {
        const last = events.at(-1);
        if (last?.startsWith('"')) events[events.length - 1] = last + text;
        else events.push(`"${text}`);
      },
    },
    options,
  );
  return { events, ...reading };
}

const shown = (namespace: string, name: string): string => (namespace === '' ? name : `{${namespace}}${name}`);
const attributeLine = (namespace: string, name: string, value: string): string => `${shown(namespace, name)}=${value}`;

/** The same of a strict reader, whose word counts for what is well-formed. */
function toldBySaxes(xml: string): readonly string[] {
  const events: string[] = [];
  const parser = new SaxesParser({ xmlns: true });
  let depth = 0;
  const addText = (text: string): void => {
    if (depth === 0) return;
    const last = events.at(-1);
    if (last?.startsWith('"')) events[events.length - 1] = last + text;
    else if (text !== '') events.push(`"${text}`);
  };
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ uri, local, attributes }) => {
    depth += 1;
    events.push(`<${shown(uri, local)}`);
    for (const one of Object.values(attributes)) {
      if (one.uri !== 'http://www.w3.org/2000/xmlns/') events.push(attributeLine(one.uri, one.local, one.value));
    }
  });
  parser.on('closetag', () => {
    depth -= 1;
    events.push('>');
  });
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(xml).close();
  return events;
}

/** Well-formed, with what XMP and SVG have: namespaces on every level, references, CDATA, comments, instructions. */
const content = fc.array(
  fc.oneof(
    fc.constantFrom('a', ' ', '\n', '\r\n', '\t', '识', '😀', '&amp;', '&#x8bc6;', '&#10;', '&quot;', ']', '>', "'"),
    fc.constantFrom('<!-- <a> -->', '<![CDATA[<b> & ]]>', '<?x <c> ?>'),
  ),
  { maxLength: 6 },
);
const value = fc
  .array(fc.constantFrom('v', ' ', '\n', '\r\n', '\t', '&lt;', '&#9;', '>', "'", '标'), { maxLength: 5 })
  .map((parts) => parts.join(''));
const tag = fc.record({
  prefix: fc.constantFrom('', 'p:', 'q:'),
  declared: fc.subarray(['xmlns="u:0"', 'xmlns:p="u:1"', 'xmlns:q="u:2"']),
  attributes: fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'p:b', 'q:c', 'xml:lang'), value), {
    selector: ([name]) => name,
    maxLength: 4,
  }),
});
const elementOf = (child: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(tag, content, fc.array(child, { maxLength: 3 }), fc.boolean())
    .map(([{ prefix, declared, attributes }, parts, children, isSpaced]) => {
      const written = [...declared, ...attributes.map(([name, text]) => `${name}="${text}"`)];
      const inner = parts.join('') + children.join(parts[0] ?? '');
      const name = `${prefix}e`;
      const head = [name, ...written].join(isSpaced ? '\n  ' : ' ');
      return inner === '' ? `<${head}/>` : `<${head}>${inner}</${name}>`;
    });
const element = elementOf(elementOf(elementOf(fc.constant('<leaf/>'))));
const document = element.map(
  (root) =>
    `<?xml version="1.0"?>\n<!DOCTYPE r [<!-- it's ]> --><!ENTITY x "]>">]>\n<r xmlns:p="u:p" xmlns:q="u:q">${root}</r>\n`,
);

describe('well-formed XML', () => {
  it('is read as a strict reader reads it', () => {
    fc.assert(
      fc.property(document, (xml) => {
        const { events, isWhole, limitMet } = told(xml);
        expect(events).toEqual(toldBySaxes(xml));
        expect({ isWhole, limitMet }).toEqual({ isWhole: true, limitMet: undefined });
      }),
    );
  });

  it('tells where elements begin and end', () => {
    const xml = '<?x?><a> <b c="d>"/></a >';
    const starts: number[] = [];
    const ends: number[] = [];
    readXml(xml, { open: ({ start }) => starts.push(start), close: (end) => ends.push(end), text: () => {} }, SUBJECT);
    expect(starts.map((start) => xml.slice(start, start + 2))).toEqual(['<a', '<b']);
    expect(ends.map((end) => xml.slice(0, end))).toEqual(['<?x?><a> <b c="d>"/>', xml]);
  });

  it('knows the prefixes that are assumed, and leaves unknown ones in the name', () => {
    const options = { ...SUBJECT, assumed: new Map([['r', 'u:r']]) };
    expect(told('<r:a r:b="1" s:c="2"/>', options).events).toEqual(['<{u:r}a', '{u:r}b=1', 's:c=2', '>']);
  });
});

describe('broken XML', () => {
  test.each<readonly [name: string, xml: string, events: readonly string[], isWhole: boolean]>([
    ['bare and unknown references', '<a b="& &x;">&;&#0;&#xd800;</a>', ['<a', 'b=& &x;', '"&;&#0;&#xd800;', '>'], true],
    ['angle brackets that open nothing', '<a>1 < 2<3</a>', ['<a', '"1 < 2<3', '>'], true],
    ['a value without quotes', '<a b=c/d e="f"/>', ['<a', 'b=c/d', 'e=f', '>'], true],
    ['a name without value', '<a b c="d"/>', ['<a', 'c=d', '>'], true],
    ['values without a blank between them', '<a b="1"c="2"/>', ['<a', 'b=1', 'c=2', '>'], true],
    ['an attribute that stands twice', '<a b="1" b="2"/>', ['<a', 'b=1', 'b=2', '>'], true],
    ['an end tag that fits nothing', '<a></long>b</a>', ['<a', '"b', '>'], true],
    ['an end tag with a damaged name', '<a><bc>d</b?></a>', ['<a', '<bc', '"d', '>', '>'], true],
    ['an element that is never closed', '<a><b><c></b></a>', ['<a', '<b', '<c', '>', '>', '>'], true],
    ['a second root', '<a/><b/>', ['<a', '>', '<b', '>'], true],
    ['text outside the root', 'x<a/>y', ['<a', '>'], true],
    ['a tag that is cut', '<a><b c="d', ['<a'], false],
    ['a value that is cut', '<a><b c="d e="f"/></a>', ['<a', '<b', 'c=d e=', '>', '>'], true],
    ['a comment that is cut', '<a>b<!-- c', ['<a', '"b'], false],
    ['CDATA that is cut', '<a><![CDATA[b', ['<a', '"b'], false],
    ['a declaration that is none', '<a><!b "></a>', ['<a', '"<!b ">', '>'], true],
    ['a document type that is cut', '<!DOCTYPE a [ <a>', [], false],
    ['nothing', '', [], false],
  ])('with %s is gone past', (_, xml, events, isWhole) => {
    expect(told(xml)).toEqual({ events, isWhole, limitMet: undefined });
  });

  it('is stopped at as many faults as are asked for', () => {
    expect(told('<a>< < </a>', { ...SUBJECT, faults: 2 }).limitMet).toBeUndefined();
    expect(told('<a>< < < </a>', { ...SUBJECT, faults: 2 }).limitMet).toMatch(/^The text has too many XML faults/);
  });
});

describe('limits of XML', () => {
  test.each([
    ['depth', '<a>'.repeat(LIMITS.xmlDepth), '<a>'.repeat(LIMITS.xmlDepth + 1)],
    ['attributes', manyAttributes(LIMITS.xmlAttributes), manyAttributes(LIMITS.xmlAttributes + 1)],
    ['elements', '<a/>'.repeat(LIMITS.structures), '<a/>'.repeat(LIMITS.structures + 1)],
  ])('%s: read up to it, stopped beyond', (_, within, beyond) => {
    expect(told(within).limitMet).toBeUndefined();
    expect(told(beyond).limitMet).toMatch(/^The text /);
  });

  it('stops where a handler says so', () => {
    const stop = (): never => {
      throw new XmlStop('enough');
    };
    expect(readXml('<a/>', { open: stop, close: stop, text: stop }, SUBJECT)).toEqual({
      isWhole: false,
      limitMet: 'enough',
    });
  });
});

function manyAttributes(count: number): string {
  return `<a ${Array.from({ length: count }, (_, index) => `b${index}=""`).join(' ')}/>`;
}
