import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../../utils/engine/limits';
import { webLinks } from '../../../../utils/engine/source/web-links';

const ADDRESS = 'https://cdn.example/media/a.jpg?w=800';
const of = (header: string | null) => webLinks(header, ADDRESS).map(({ relation, target }) => `${relation} ${target}`);

describe('links of an answer', () => {
  it.each<[string, string, readonly string[]]>([
    [
      'a quoted relation',
      '<https://m.example/1.c2pa>; rel="c2pa-manifest"',
      ['c2pa-manifest https://m.example/1.c2pa'],
    ],
    ['a relation as a token', '<https://m.example/1>;rel=c2pa-manifest', ['c2pa-manifest https://m.example/1']],
    ['another case', '<https://m.example/1>; REL="C2PA-Manifest"', ['c2pa-manifest https://m.example/1']],
    ['blanks around the sign', '< https://m.example/1 > ; rel = "next"', ['next https://m.example/1']],
    ['a path', '</m/1.c2pa>; rel=x', ['x https://cdn.example/m/1.c2pa']],
    ['a name beside the medium', '<a.c2pa>; rel=x', ['x https://cdn.example/media/a.c2pa']],
    ['an address without scheme', '<//m.example/1>; rel=x', ['x https://m.example/1']],
    [
      'several relations of one link',
      '<https://m.example/1>; rel="alternate  c2pa-manifest"',
      ['alternate https://m.example/1', 'c2pa-manifest https://m.example/1'],
    ],
    [
      'several links, parameters in any order, commas and semicolons in quotes',
      '<https://m.example/a,b>; title="x, <y>; rel=\\"z\\""; rel=one, , <https://m.example/2>; type=t; rel="two"',
      ['one https://m.example/a,b', 'two https://m.example/2'],
    ],
    ['the first of two relations', '<https://m.example/1>; rel=one; rel=two', ['one https://m.example/1']],
    ['a parameter without value', '<https://m.example/1>; crossorigin; rel=x', ['x https://m.example/1']],
    ['an anchor elsewhere', '<https://m.example/1>; rel=x; anchor="https://other.example/"', []],
    ['an anchor at a part of the medium', '<https://m.example/1>; rel=x; anchor="#page2"', []],
    ['the medium itself', '<#jumbf=c2pa>; rel=c2pa-manifest, <a.jpg?w=800>; rel=self', []],
    ['another form of the medium', '<a.jpg>; rel=x', ['x https://cdn.example/media/a.jpg']],
    ['other schemes', '<javascript:alert(1)>; rel=x, <data:,x>; rel=x, <urn:x:y>; rel=x', []],
    ['no relation', '<https://m.example/1>', []],
    ['a relation in reverse', '<https://m.example/1>; rev=c2pa-manifest', []],
    ['a target without its end', '<https://m.example/1; rel=x', []],
    ['no target', 'https://m.example/1; rel=x', []],
    ['a quotation without its end', '<https://m.example/1>; rel="x', ['x https://m.example/1']],
    ['what stands before the header breaks', '<https://m.example/1>; rel=x, y', ['x https://m.example/1']],
    ['nothing', '', []],
  ])('are read from %s', (_, header, expected) => {
    expect(of(header)).toEqual(expected);
  });

  it('are none where there is no header', () => {
    expect(of(null)).toEqual([]);
  });

  it('keep a link whose anchor is the medium', () => {
    expect(of(`<https://m.example/1>; rel=x; anchor="${ADDRESS}"`)).toEqual(['x https://m.example/1']);
    expect(of('<https://m.example/1>; rel=x; anchor="a.jpg?w=800"')).toEqual(['x https://m.example/1']);
  });

  it('are none of an address that is no web address', () => {
    expect(webLinks('<https://m.example/1>; rel=x', 'not an address')).toEqual([]);
  });

  it('end at their limit', () => {
    expect(of('<https://m.example/1>; rel=x,'.repeat(LIMITS.webLinks + 1))).toHaveLength(LIMITS.webLinks);
  });
});
