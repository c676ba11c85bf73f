/** The history of a manifest store: of the signed fixtures as the library tells it, and of accounts that mean harm. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HISTORY_RESOURCES, historyOf, type StoreHistory } from '../../../utils/credentials/c2pa/history';
import { HISTORY_LIMITS } from '../../../utils/credentials/c2pa/history-limits';
import type { Resources } from '../../../utils/credentials/c2pa/library';
import { c2paSettings } from '../../../utils/credentials/c2pa/settings';
import { readStore } from '../../../utils/credentials/c2pa/store';
import { inspectAndCheck, inspectCheckAndTell } from '../../../utils/credentials/check-credentials';
import { LIMITS } from '../../../utils/engine/limits';
import { library } from './library';

const folder = join(import.meta.dirname, '../../fixtures/signed');
const bytesOf = (file: string): Uint8Array => new Uint8Array(readFileSync(join(folder, 'media', file)));
const settings = c2paSettings({
  official: readFileSync(join(folder, 'lists/official.pem'), 'utf8'),
  timeStamping: readFileSync(join(folder, 'lists/tsa.pem'), 'utf8'),
});

const told = async (file: string): Promise<StoreHistory> => {
  const { history } = await inspectCheckAndTell(
    bytesOf(file),
    { input: file },
    { library, settings, withHistory: true },
  );
  if (history === null) throw new Error(`${file} tells no history.`);
  return history;
};

/** A step in one line: actions with their source types, and what each ingredient is. */
const inShort = ({ steps }: StoreHistory): readonly string[] =>
  steps.map(({ assurance, actions, ingredients }) =>
    [
      assurance,
      ...actions.map(({ name, sourceType }) => (sourceType === undefined ? name : `${name} ${sourceType}`)),
      ...ingredients.map(
        ({ relationship, record }) => `${relationship} ${record.kind === 'step' ? record.index : record.kind}`,
      ),
    ].join(', '),
  );

const GENERATED = 'c2pa.created trainedAlgorithmicMedia';

describe('of signed media', () => {
  it.each([
    ['plain.jpg', [`verified, ${GENERATED}`]],
    ['plain.mp4', [`verified, ${GENERATED}`]],
    ['stranger.jpg', [`intact, ${GENERATED}`]],
    ['changed-pixels.jpg', [`broken, ${GENERATED}`]],
    ['no-actions.jpg', ['intact']],
    ['opened-generated.jpg', ['verified, c2pa.opened, c2pa.cropped, parentOf 1', `verified, ${GENERATED}`]],
    // What the active manifest's statement is worth is one thing, what each manifest is worth another.
    ['opened-stranger.jpg', ['verified, c2pa.opened, parentOf 1', `intact, ${GENERATED}`]],
    ['opened-broken.jpg', ['verified, c2pa.opened, parentOf 1', `broken, ${GENERATED}`]],
    ['placed-broken.jpg', [`verified, ${GENERATED}, c2pa.placed, componentOf 1`, `broken, ${GENERATED}`]],
    ['input-generated.jpg', ['verified, c2pa.created digitalCreation, inputTo 1', `verified, ${GENERATED}`]],
    [
      'edited-capture.jpg',
      [
        'verified, c2pa.opened, c2pa.edited compositeWithTrainedAlgorithmicMedia, parentOf 1',
        'verified, c2pa.created digitalCapture',
      ],
    ],
  ] as const)('%s', async (file, expected) => {
    expect(inShort(await told(file))).toEqual(expected);
  });

  it('says who signed, with what, and the time only where a stamp proves it', async () => {
    const { steps } = await told('stamped.jpg');
    expect(steps).toHaveLength(1);
    expect(steps[0]).toMatchObject({
      signer: 'Example Generators',
      generators: ['Example Generator 1.0'],
      title: 'example',
      actions: [{ name: 'c2pa.created', agent: 'Example Model', sourceType: 'trainedAlgorithmicMedia' }],
      leftOut: 0,
    });
    expect(steps[0]?.signedAt).toMatch(/^20\d\d-\d\d-\d\dT/);
    expect((await told('plain.jpg')).steps[0]).not.toHaveProperty('signedAt');
  });

  it('is told only where it is wanted, and changes nothing of the report', async () => {
    const options = { input: 'opened-generated.jpg' };
    const bytes = bytesOf('opened-generated.jpg');
    const quiet = await inspectCheckAndTell(bytes, options, { library, settings });
    expect(quiet.history).toBeNull();
    const { report } = await inspectCheckAndTell(bytes, options, { library, settings, withHistory: true });
    const alone = await inspectAndCheck(bytes, options, { library, settings, withHistory: true });
    for (const other of [quiet.report, alone]) expect({ ...other, elapsedMs: 0 }).toEqual({ ...report, elapsedMs: 0 });
  });

  it('has pictures from the store', async () => {
    const { steps, thumbnails } = await told('thumbnails.jpg');
    const [first] = steps;
    expect(thumbnails.get(first?.thumbnail ?? '')?.mediaType).toBe('image/jpeg');
    expect(thumbnails.get(first?.ingredients[0]?.thumbnail ?? '')?.mediaType).toBe('image/png');
  });

  it('is none of a medium without a store, or whose store cannot be decoded', async () => {
    const plain = new Uint8Array(readFileSync(join(folder, '../media/iptc-trained.jpg')));
    const tools = { library, settings, withHistory: true };
    expect((await inspectCheckAndTell(plain, { input: 'iptc-trained.jpg' }, tools)).history).toBeNull();
    const refusing = {
      ...tools,
      library: async () => ({
        ...(await library()),
        read: async () => ({ kind: 'refused', reason: 'C2pa(ClaimDecoding("x"))' }) as const,
      }),
    };
    expect((await inspectCheckAndTell(bytesOf('plain.jpg'), { input: 'plain.jpg' }, refusing)).history).toBeNull();
  });
});

type Manifest = Readonly<Record<string, unknown>>;

const accountOf = (active: string, manifests: readonly (readonly [label: string, manifest: Manifest])[]): string =>
  JSON.stringify({ active_manifest: active, manifests: Object.fromEntries(manifests), validation_results: {} });

const historyFrom = (json: string, resources: Resources = new Map()): StoreHistory => {
  const store = readStore(json);
  if (store === null) throw new Error('This is no account of a store.');
  return historyOf(store, new Map(), resources);
};

const of = (...labels: readonly string[]): Manifest => ({
  ingredients: labels.map((label) => ({ relationship: 'parentOf', active_manifest: label })),
});

describe('of stores that mean harm', () => {
  it('manifests that name each other in circles are told once', () => {
    const json = accountOf('a', [
      ['a', of('b', 'a')],
      ['b', of('c', 'a')],
      ['c', of('b')],
    ]);
    expect(inShort(historyFrom(json))).toEqual([
      'declared, parentOf 1, parentOf 0',
      'declared, parentOf 2, parentOf 0',
      'declared, parentOf 1',
    ]);
  });

  it('names of the prototype are labels like others, and what is not there is said to be missing', () => {
    const json = `{"active_manifest":"constructor","manifests":{"constructor":${JSON.stringify(of('toString', '__proto__'))},"__proto__":{}},"validation_results":{}}`;
    const history = readStore(json) === null ? { steps: [] } : historyFrom(json);
    for (const { ingredients } of history.steps) {
      for (const { record } of ingredients) expect(record.kind).toBe('missing');
    }
    const plain = accountOf('a', [['a', of('toString')]]);
    expect(historyFrom(plain).steps[0]?.ingredients[0]?.record).toEqual({ kind: 'missing' });
  });

  it('of 10,000 manifests in a row those within the depth are told, of as many side by side those that are listed', () => {
    const row = Array.from({ length: 10_000 }, (_, index) => [`m${index}`, of(`m${index + 1}`)] as const);
    const deep = historyFrom(accountOf('m0', row));
    expect(deep.steps).toHaveLength(LIMITS.c2paDepth + 1);
    expect(deep.steps.at(-1)?.ingredients[0]?.record).toEqual({ kind: 'left-out' });

    const none = row.map(([label]) => [label, {}] as const);
    const wide = historyFrom(accountOf('top', [['top', of(...row.map(([label]) => label))], ...none]));
    expect(wide.steps).toHaveLength(1 + HISTORY_LIMITS.ingredients);
    expect(wide.steps[0]?.ingredients).toHaveLength(HISTORY_LIMITS.ingredients);
    expect(wide.steps[0]?.leftOut).toBe(10_000 - HISTORY_LIMITS.ingredients);

    const tree = row.map(([label], index) => [label, of(...[1, 2, 3].map((nth) => `m${3 * index + nth}`))] as const);
    expect(historyFrom(accountOf('m0', tree)).steps).toHaveLength(LIMITS.c2paManifests);
  });

  it('actions beyond their number are counted, of one manifest and of all together', () => {
    const busy: Manifest = {
      assertions: [
        {
          label: 'c2pa.actions.v2',
          data: { actions: Array.from({ length: 1_000 }, () => ({ action: 'c2pa.edited' })) },
        },
      ],
    };
    const labels = Array.from({ length: 200 }, (_, index) => `m${index}`);
    const json = accountOf('top', [['top', of(...labels)], ...labels.map((label) => [label, busy] as const)]);
    const { steps } = historyFrom(json);
    expect(steps[1]?.actions).toHaveLength(HISTORY_LIMITS.actions);
    expect(steps[1]?.leftOut).toBe(1_000 - HISTORY_LIMITS.actions);
    const told = steps.reduce((sum, { actions, ingredients }) => sum + actions.length + ingredients.length, 0);
    expect(told).toBe(HISTORY_LIMITS.entries);
  });

  it('texts are cut and made visible, and what is no text is left out', () => {
    const json = accountOf('a', [
      [
        'a',
        {
          title: '<img src=x onerror=alert(1)>\u202egpj',
          format: ['image/jpeg'],
          claim_generator: 'x'.repeat(10_000),
          claim_generator_info: { name: 'not a list' },
          signature_info: { issuer: 7, common_name: 'Name\u0000' },
          thumbnail: 'no object',
          ingredients: ['no object', { relationship: 4 }],
          assertions: [
            null,
            { label: 'c2pa.actions', data: null },
            {
              label: 'c2pa.actions__2',
              data: { actions: [{ action: 4 }, { action: 'a.b', description: 'y'.repeat(5_000) }] },
            },
            {
              label: 'c2pa.actions.v2',
              data: {
                softwareAgents: [{ name: 'Tool', version: 2 }],
                actions: [
                  { action: 'c', softwareAgentIndex: 0 },
                  { action: 'd', softwareAgentIndex: -1 },
                ],
              },
            },
            { label: 'org.example.c2pa.actions', data: { actions: [{ action: 'not one' }] } },
          ],
        },
      ],
    ]);
    const [step] = historyFrom(json).steps;
    expect(step?.title).toBe('<img src=x onerror=alert(1)>⟨U+202E⟩gpj');
    expect(step?.signer).toBe('Name⟨U+0000⟩');
    expect(step).not.toHaveProperty('format');
    expect(step).not.toHaveProperty('thumbnail');
    expect(step?.generators[0]).toHaveLength(LIMITS.reportName);
    expect(step?.ingredients).toEqual([
      { relationship: '', record: { kind: 'none' } },
      { relationship: '', record: { kind: 'none' } },
    ]);
    expect(step?.actions.map(({ name, agent }) => [name, agent])).toEqual([
      ['', undefined],
      ['a.b', undefined],
      ['c', 'Tool'],
      ['d', undefined],
    ]);
    expect(step?.actions[1]?.description).toHaveLength(HISTORY_LIMITS.description);
  });

  it('pictures are what their bytes say, and of others than three kinds there are none', () => {
    const resources: Resources = new Map(
      Object.entries({
        jpeg: '\xff\xd8\xff\xe0',
        png: '\x89PNG\r\n\x1a\n',
        webp: 'RIFF\x10\0\0\0WEBPVP8 ',
        svg: '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        html: '<!doctype html>',
        gif: 'GIF89a',
        wave: 'RIFF\x10\0\0\0WAVEfmt ',
        empty: '',
      }).map(([name, text]) => [name, Uint8Array.from(Buffer.from(text, 'latin1'))]),
    );
    const { thumbnails } = historyFrom(accountOf('a', [['a', {}]]), resources);
    expect([...thumbnails].map(([name, { mediaType }]) => [name, mediaType])).toEqual([
      ['jpeg', 'image/jpeg'],
      ['png', 'image/png'],
      ['webp', 'image/webp'],
    ]);
  });

  it('asks for so many pictures and no more, each once', () => {
    const picture = (identifier: string) => ({ thumbnail: { format: 'image/jpeg', identifier } });
    const twice = accountOf('a', [['a', { ...picture('p'), ingredients: [picture('p'), picture('q')] }]]);
    expect(HISTORY_RESOURCES.choose(twice)).toEqual(['p', 'q']);
    const many = accountOf('a', [
      ['a', { ingredients: Array.from({ length: 5_000 }, (_, index) => picture(`p${index}`)) }],
    ]);
    expect(HISTORY_RESOURCES.choose(many)).toHaveLength(HISTORY_LIMITS.thumbnails);
    expect(HISTORY_RESOURCES.choose('no account')).toEqual([]);
  });

  it('a picture that is too long, or comes after too many bytes, is left where it is', async () => {
    const { read } = await library();
    const wanted = {
      ...HISTORY_RESOURCES,
      choose: (json: string) => [...HISTORY_RESOURCES.choose(json), 'self#jumbf=/nowhere'],
    };
    const namesUnder = async (limits: { readonly bytesEach: number; readonly bytesTogether: number }) => {
      const answer = await read('image/jpeg', bytesOf('thumbnails.jpg'), settings, { ...wanted, ...limits });
      return answer.kind === 'store' ? [...(answer.resources?.values() ?? [])].map(({ length }) => length) : [];
    };
    const all = await namesUnder({ bytesEach: 1e6, bytesTogether: 1e6 });
    expect(all).toHaveLength(2);
    const [first = 0, second = 0] = all;
    expect(await namesUnder({ bytesEach: Math.max(first, second) - 1, bytesTogether: 1e6 })).toEqual([
      Math.min(first, second),
    ]);
    expect(await namesUnder({ bytesEach: 1e6, bytesTogether: first })).toEqual([first]);
    expect(await namesUnder({ bytesEach: 1e6, bytesTogether: 0 })).toEqual([]);
  });
});
