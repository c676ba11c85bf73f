import { describe, expect, it } from 'vitest';
import type { Field } from '../../../../utils/engine/fields';
import { c2pa } from '../../../../utils/engine/marks/c2pa';
import { block, bytes, decodeAll } from '../decoders/build';
import { fieldsOf, manifest, store } from './c2pa-builders';

describe('mark c2pa by reference', () => {
  const xmp = (value: string, body = `dcterms:provenance="${value}"`): readonly Field[] =>
    decodeAll(
      block(
        'xmp',
        bytes(
          `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dcterms="http://purl.org/dc/terms/" ${body}/></rdf:RDF>`,
        ),
        { place: 'JPEG APP1 XMP' },
      ),
    );

  const xmpElement = (inside: string): readonly Field[] =>
    decodeAll(
      block(
        'xmp',
        bytes(
          `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dcterms="http://purl.org/dc/terms/">${inside}</rdf:Description></rdf:RDF>`,
        ),
      ),
    );

  it('reports a manifest that lies elsewhere', () => {
    expect(c2pa.detect(xmp('https://example.com/m.c2pa')).findings).toEqual([
      {
        mark: 'c2pa',
        status: 'labelled-other',
        assurance: 'declared',
        place: 'JPEG APP1 XMP',
        codes: ['remote-manifest'],
        fields: { Provenance: 'https://example.com/m.c2pa' },
        deviations: [],
      },
    ]);
  });

  it.each(['self#jumbf=/c2pa/urn:uuid:a', 'urn:uuid:a', 'somewhere', 'https:', 'javascript:alert(1)', ''])(
    'reports none for "%s"',
    (value) => {
      expect(c2pa.detect(xmp(value)).findings).toEqual([]);
    },
  );

  it.each<[string, string]>([
    ['an element', '<dcterms:provenance>\n https://example.com/m.c2pa </dcterms:provenance>'],
    ['rdf:resource', '<dcterms:provenance rdf:resource="https://example.com/m.c2pa"/>'],
    [
      'an item of an array',
      '<dcterms:provenance><rdf:Bag><rdf:li>https://example.com/m.c2pa</rdf:li></rdf:Bag></dcterms:provenance>',
    ],
  ])('reads the address in %s', (_, inside) => {
    expect(c2pa.detect(xmpElement(inside)).findings).toMatchObject([
      { fields: { Provenance: 'https://example.com/m.c2pa' } },
    ]);
  });

  it.each<[string, string]>([
    [
      'an ingredient',
      '<q:Ingredient xmlns:q="http://q/" rdf:parseType="Resource"><dcterms:provenance>https://example.com/m.c2pa</dcterms:provenance></q:Ingredient>',
    ],
    ['a source in the same vocabulary', '<dcterms:source>https://example.com/m.c2pa</dcterms:source>'],
    [
      'the older vocabulary of the same name',
      '<dc:provenance xmlns:dc="http://purl.org/dc/elements/1.1/">https://example.com/m.c2pa</dc:provenance>',
    ],
  ])('reads none in %s', (_, inside) => {
    expect(c2pa.detect(xmpElement(inside)).findings).toEqual([]);
  });

  it('reads the link that came with the medium, and no other relation', () => {
    const link = (relation: string): Field => ({
      kind: 'link',
      place: 'HTTP Link',
      relation,
      target: 'https://example.com/m.c2pa',
    });
    const [finding] = c2pa.detect([link('next'), link('c2pa-manifest')]).findings;
    expect(finding).toMatchObject({ status: 'labelled-other', place: 'HTTP Link', codes: ['remote-manifest'] });
    expect(c2pa.detect([link('next')]).findings).toEqual([]);
    expect(c2pa.detect([link('c2pa-manifest'), ...fieldsOf(store(manifest({})))]).findings).toMatchObject([
      { place: 'PNG caBX' },
    ]);
  });

  it('reports none beside an embedded store', () => {
    const fields = [...xmp('https://example.com/m.c2pa'), ...fieldsOf(store(manifest({})))];
    expect(c2pa.detect(fields).findings.map(({ place }) => place)).toEqual(['PNG caBX']);
  });
});
