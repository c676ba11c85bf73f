/** Manifest stores as somebody would build them who wants a reader to crash, to hang, or to say what is not so. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ascii, concat, u32be } from '../../../fixtures/write/bytes';
import { c2paStore, cborBox, manifestBox, superbox } from '../../../fixtures/write/c2pa';
import { type CborValue, cbor } from '../../../fixtures/write/cbor';
import { box } from '../../../fixtures/write/mp4';
import { chunk, withChunks } from '../../../fixtures/write/png';

const PLAIN = new Uint8Array(readFileSync(join(import.meta.dirname, '../../../fixtures/media/plain.png')));

/** A sound picture around the store. */
export const pictureWith = (store: Uint8Array): Uint8Array => withChunks(PLAIN, 'IDAT', chunk('caBX', store));

const store = (...manifests: readonly Uint8Array[]): Uint8Array => superbox('c2pa', 'c2pa', ...manifests);

const labelOf = (index: number): string => `urn:c2pa:00000000-0000-4000-8000-${index.toString(16).padStart(12, '0')}`;

const TRAINED = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';
const CREATED = { actions: [{ action: 'c2pa.created', digitalSourceType: TRAINED }] };

/** Without one the library looks at nothing else. */
const BINDING: CborValue = { exclusions: [], alg: 'sha256', hash: new Uint8Array(32), pad: new Uint8Array(8) };

const ingredient = (index: number): CborValue => ({
  relationship: 'parentOf',
  activeManifest: { url: `self#jumbf=/c2pa/${labelOf(index)}`, hash: new Uint8Array(32) },
});

const manifest = (index: number, ingredients: readonly number[], actions: CborValue = CREATED): Uint8Array =>
  manifestBox(
    'c2ma',
    labelOf(index),
    Object.fromEntries([
      ['c2pa.actions.v2', actions],
      ['c2pa.hash.data', BINDING],
      ...ingredients.map((to, at) => [`c2pa.ingredient.v3${at === 0 ? '' : `__${at}`}`, ingredient(to)]),
    ]),
    { generator: { name: 'Example' } },
  );

const range = (length: number): readonly number[] => Array.from({ length }, (_, index) => index);

/** The same manifest under other names. */
const copyOf = (made: Uint8Array): ((index: number) => Uint8Array) => {
  const name = ascii(labelOf(0));
  const places = range(made.length).filter((at) => name.every((byte, offset) => made[at + offset] === byte));
  return (index) => {
    const copy = Uint8Array.from(made);
    for (const at of places) copy.set(ascii(labelOf(index)), at);
    return copy;
  };
};

/** A store whose one actions assertion holds these bytes instead of CBOR or JSON. */
const withAssertion = (bytes: Uint8Array, type: 'cbor' | 'json' = 'cbor', label = 'c2pa.actions.v2'): Uint8Array =>
  store(
    superbox(
      'c2ma',
      labelOf(1),
      superbox(
        'c2as',
        'c2pa.assertions',
        superbox(type, label, box(type, bytes)),
        cborBox('cbor', 'c2pa.hash.data', BINDING),
      ),
      cborBox('c2cl', 'c2pa.claim.v2', {
        instanceID: 'x',
        claim_generator_info: { name: 'Example' },
        signature: `self#jumbf=/c2pa/${labelOf(1)}/c2pa.signature`,
        created_assertions: [label, 'c2pa.hash.data'].map((name) => ({
          url: `self#jumbf=c2pa.assertions/${name}`,
          hash: new Uint8Array(32),
        })),
        alg: 'sha256',
      }),
      superbox('c2cs', 'c2pa.signature', box('cbor', cbor([new Uint8Array(3), {}, null, new Uint8Array(64)]))),
    ),
  );

const withClaim = (bytes: Uint8Array): Uint8Array =>
  store(
    superbox(
      'c2ma',
      labelOf(1),
      superbox('c2as', 'c2pa.assertions'),
      superbox('c2cl', 'c2pa.claim.v2', box('cbor', bytes)),
    ),
  );

const SOUND = c2paStore({
  action: 'c2pa.created',
  digitalSourceType: 'trainedAlgorithmicMedia',
  agent: { name: 'Example', version: '1' },
  format: 'image/png',
});

/** The sound store with another length in the box that begins at `at`. */
const withLength = (at: number, length: number): Uint8Array => {
  const changed = Uint8Array.from(SOUND);
  changed.set(u32be(length), at);
  return changed;
};
const offsetOf = (type: string, from = 0): number => Buffer.from(SOUND).indexOf(ascii(type), from) - 4;

const GIB = 0x40000000;
const repeated = (byte: number, count: number): Uint8Array => new Uint8Array(count).fill(byte);
const nested = (depth: number): Uint8Array =>
  range(depth).reduce((inner) => superbox('json', 'a', inner), box('json', ascii('{}')));

const MARKUP = '"><img src=x onerror=alert(1)><script>alert(1)</script>';
const BIDI = '\u202egnp.exe\u2066\u0000\u001b[2J\u200f';
const ofStrings = (text: string): Uint8Array =>
  store(
    manifestBox(
      'c2ma',
      labelOf(1),
      {
        'c2pa.actions.v2': {
          actions: [
            { action: 'c2pa.created', digitalSourceType: TRAINED, softwareAgent: { name: text }, description: text },
          ],
        },
        'c2pa.hash.data': BINDING,
      },
      { generator: { name: text, version: text } },
    ),
  );

export const HOSTILE_STORES: Readonly<Record<string, () => Uint8Array>> = {
  '10,000 manifests': () => store(...range(10_000).map(copyOf(manifest(0, [])))),
  '500 manifests': () => store(...range(500).map(copyOf(manifest(0, [])))),
  '10,000 manifests without a byte in them': () =>
    store(...range(10_000).map((index) => superbox('c2ma', labelOf(index)))),
  '10,000 manifests of one name': () => store(...range(10_000).map(() => superbox('c2ma', labelOf(1)))),
  'a chain of 400 ingredients': () =>
    store(...range(400).map((index) => manifest(index, index === 0 ? [] : [index - 1]))),
  'a manifest that is its own ingredient': () => store(manifest(1, [1])),
  'two manifests that are each other’s ingredient': () => store(manifest(1, [2]), manifest(2, [1])),
  'twelve manifests that are all ingredients of all': () =>
    store(...range(12).map((index) => manifest(index, range(12)))),
  'forty layers, each twice an ingredient of the next': () =>
    store(...range(40).map((index) => manifest(index, index === 0 ? [] : [index - 1, index - 1]))),
  'a store that states 1 GiB': () => withLength(0, GIB),
  'a description that states 1 GiB': () => withLength(8, GIB),
  'an assertion that states 1 GiB': () => withLength(offsetOf('cbor'), GIB),
  'a signature that states 4 GiB': () => withLength(offsetOf('cbor', SOUND.length - 100), 0xffffffff),
  'a store that states 2^62 bytes': () => concat(u32be(1), ascii('jumb'), u32be(GIB), u32be(0), SOUND.subarray(8)),
  'boxes shorter than their heads': () => withLength(offsetOf('cbor'), 3),
  'boxes nested 10,000 times': () => store(nested(10_000)),
  'a store of zeros behind its description': () => concat(SOUND.subarray(0, 60), new Uint8Array(100_000)),
  'CBOR arrays nested 100,000 times': () => withAssertion(concat(repeated(0x81, 100_000), cbor(0))),
  'CBOR maps nested 50,000 times': () =>
    withAssertion(concat(...range(50_000).map(() => Uint8Array.of(0xa1, 0x60)), cbor(0))),
  'CBOR tags nested 100,000 times': () => withAssertion(concat(repeated(0xc1, 100_000), cbor(0))),
  'CBOR arrays without end nested 100,000 times': () => withAssertion(repeated(0x9f, 100_000)),
  'a CBOR array of 2^32 items': () => withAssertion(Uint8Array.of(0x9a, 0xff, 0xff, 0xff, 0xff)),
  'a CBOR array of 2^60 items': () => withAssertion(Uint8Array.of(0x9b, 0x10, 0, 0, 0, 0, 0, 0, 0)),
  'a CBOR map of 2^60 items': () => withAssertion(Uint8Array.of(0xbb, 0x10, 0, 0, 0, 0, 0, 0, 0)),
  'a CBOR text of 1 GiB': () => withAssertion(Uint8Array.of(0x7a, 0x40, 0, 0, 0)),
  'CBOR bytes of 2^63': () => withAssertion(Uint8Array.of(0x5b, 0x80, 0, 0, 0, 0, 0, 0, 0)),
  'a million CBOR items': () =>
    withAssertion(concat(Uint8Array.of(0x9a, 0, 0x0f, 0x42, 0x40), repeated(0xf6, 1_000_000))),
  'CBOR arrays nested 100,000 times in the claim': () => withClaim(concat(repeated(0x81, 100_000), cbor(0))),
  'a CBOR array of 2^60 items in the claim': () => withClaim(Uint8Array.of(0x9b, 0x10, 0, 0, 0, 0, 0, 0, 0)),
  'JSON arrays nested 100,000 times': () => withAssertion(ascii('['.repeat(100_000)), 'json', 'stds.metadata'),
  'names that are markup': () => ofStrings(MARKUP),
  'names that turn the text around': () => ofStrings(BIDI),
  'a name of a million letters': () => ofStrings('x'.repeat(1_000_000)),
  'a label that is markup': () => store(superbox('c2ma', MARKUP, superbox('c2as', 'c2pa.assertions'))),
  'labels of JavaScript’s own': () => store(superbox('c2ma', '__proto__', superbox('c2as', 'constructor'))),
};
