/** Labels of GB 45438, the fields that hold them, and what the mark says of them. */
import type { Field, TextField, XmpField } from '../../../../utils/engine/fields';
import { gb45438 } from '../../../../utils/engine/marks/gb45438';
import { text as textField } from './field-builders';

const PRODUCER = '001191110102MACQD9K64010000';
export const full = (label: string, more: Record<string, string> = {}): string =>
  JSON.stringify({
    Label: label,
    ContentProducer: PRODUCER,
    ProduceID: 't-0001',
    ReservedCode1: '',
    ContentPropagator: '',
    PropagateID: '',
    ReservedCode2: '',
    ...more,
  });
export const small = '{"Label":"1","ContentProducer":"x","ProduceID":"y"}';

/** Of PNG, unless the place says otherwise. */
export const text = (...[vocabulary, key, value, place = `PNG tEXt ${key}`]: Parameters<typeof textField>): TextField =>
  textField(vocabulary, key, value, place);

export const PLACES = {
  named: (value: string): Field => text('png', 'AIGC', value),
  open: (value: string): Field => text('exif', 'UserComment', value, 'JPEG APP1 EXIF UserComment'),
  keyless: (value: string): Field => ({
    ...text('mp4', '', value, 'MP4 moov/udta/meta/ilst'),
    keyless: true,
  }),
};

export const NAMESPACE = 'http://www.tc260.org.cn/ns/AIGC/1.0/';
export const xmp = (name: string, value: string, more: Partial<XmpField> = {}): XmpField => ({
  kind: 'xmp',
  place: 'JPEG APP1 XMP',
  namespace: NAMESPACE,
  name,
  value,
  path: [],
  aboutFile: true,
  ...more,
});

export const detect = (...fields: Field[]) => gb45438.detect(fields).findings;
/** Status and deviations of each finding, as a table row says them. */
export const summary = (...fields: Field[]) => detect(...fields).map((f) => [f.status, [...f.deviations].sort()]);
