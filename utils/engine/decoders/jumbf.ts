/** JUMBF superboxes that are C2PA manifest stores. */
import type { Decoder } from '../blocks';
import type { JumbfField } from '../fields';
import { Pieces } from '../pieces';
import { openManifests } from './compressed-manifests';
import { readJumbf } from './jumbf-reader';

/** Description UUID of a C2PA manifest store (C2PA 2.1 11.1.4.2). */
export const C2PA_STORE_UUID = '6332706100110010800000aa00389b71';

export const jumbf: Decoder = {
  kinds: ['jumbf'],
  decode: ({ payload, further = [], place, offset, variant }) => {
    const pieces = new Pieces([payload, ...further]);
    const { superbox: packed, malformed, ...reading } = readJumbf(pieces);
    // Other JUMBF content (JPEG 360, JPEG Privacy) is no label.
    if (packed.uuid !== C2PA_STORE_UUID) return { fields: [] };
    const opened = openManifests(packed);
    const limitMet = reading.limitMet ?? opened.limitMet;
    const field: JumbfField = {
      kind: 'jumbf',
      place,
      superbox: opened.store,
      lengthBytes: pieces.length,
      offset,
      ...(variant === 'update' ? { isUpdate: true } : {}),
      ...(variant === 'disordered' ? { isDisordered: true } : {}),
      ...(malformed === undefined ? {} : { malformed }),
    };
    const fields = [field];
    return limitMet === undefined ? { fields } : { fields, problem: { code: 'over-budget', message: limitMet } };
  },
};
