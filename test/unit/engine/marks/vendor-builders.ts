/** Fields as vendors write them, and what mark vendor says of them. */
import type { Field, TextField } from '../../../../utils/engine/fields';
import { vendor } from '../../../../utils/engine/marks/vendor-fields';
import { block, bytes, decodeAll } from '../decoders/build';
import { text } from './field-builders';

export const sef = (key: string, value: unknown): TextField => text('glued', key, value);

/** The fields of a packet whose one description has this content. */
export const xmp = (content: string): readonly Field[] =>
  decodeAll(
    block(
      'xmp',
      bytes(
        `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
          xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/"
          xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
          xmlns:tiff="http://ns.adobe.com/tiff/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
          xmlns:stEvt="http://ns.adobe.com/xap/1.0/sType/ResourceEvent#"
          xmlns:ext="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
          ><rdf:Description rdf:about="">${content}</rdf:Description></rdf:RDF></x:xmpmeta>`,
      ),
      { place: 'XMP' },
    ),
  );
export const element = (name: string, value: string): readonly Field[] => xmp(`<${name}>${value}</${name}>`);
export const history = (agent: string): readonly Field[] =>
  xmp(
    `<xmpMM:History><rdf:Seq><rdf:li rdf:parseType="Resource"><stEvt:action>saved</stEvt:action
      ><stEvt:softwareAgent>${agent}</stEvt:softwareAgent></rdf:li></rdf:Seq></xmpMM:History>`,
  );

export type Fields = Field | readonly Field[];
const flat = (fields: readonly Fields[]): readonly Field[] => fields.flat() as readonly Field[];
export const detect = (...fields: readonly Fields[]) => vendor.detect(flat(fields)).findings;
export const summary = (...fields: readonly Fields[]) => detect(...fields).map(({ tool, status }) => [tool, status]);

export const UUID = '0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9';
export const OTHER_UUID = '11111111-2222-4333-8444-555555555555';
