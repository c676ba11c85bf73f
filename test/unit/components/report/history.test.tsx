import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { History } from '@/components/report/history';
import { actionName, recordName, relationName, sourceTypeName } from '@/components/report/history-text';
import type { HistoryStep, StoreHistory } from '@/utils/credentials/c2pa/history';
import { all, clear, draw, one, root } from '../drawn';
import { speak } from '../words';

const step = (patch: Partial<HistoryStep> = {}): HistoryStep => ({
  label: 'urn:c2pa:1',
  assurance: 'verified',
  generators: [],
  actions: [],
  ingredients: [],
  leftOut: 0,
  ...patch,
});

const show = (history: Partial<StoreHistory>, statement?: string): void =>
  draw(<History history={{ steps: [], thumbnails: new Map(), ...history }} statement={statement} />);

beforeEach(async () => {
  await speak('en');
  vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:picture');
});
afterEach(() => {
  clear();
  vi.restoreAllMocks();
});

describe('words', () => {
  it.each([
    [{ name: 'c2pa.created' }, 'Created'],
    [{ name: 'c2pa.created', sourceType: 'trainedAlgorithmicMedia' }, 'Created with AI'],
    [{ name: 'c2pa.created', sourceType: 'digitalCapture' }, 'Captured by a camera'],
    // A source type without AI changes nothing.
    [{ name: 'c2pa.created', sourceType: 'digitalCreation' }, 'Created'],
    [{ name: 'c2pa.edited', sourceType: 'compositeWithTrainedAlgorithmicMedia' }, 'Edited with AI'],
    // A mechanical step stays what it is.
    [{ name: 'c2pa.converted', sourceType: 'trainedAlgorithmicMedia' }, 'Converted to another format'],
    [{ name: 'c2pa.watermarked.unbound' }, 'Watermark added'],
    [{ name: 'c2pa.unknown' }, 'A step that is not named'],
    [{ name: '' }, 'A step that is not named'],
    [{ name: 'org.example.dreamt' }, 'Other step: \u2068org.example.dreamt\u2069'],
    [{ name: 'constructor' }, 'Other step: \u2068constructor\u2069'],
    [{ name: 'toString', sourceType: '__proto__' }, 'Other step: \u2068toString\u2069'],
  ])('of the action %o: %s', (action, words) => {
    expect(actionName(action)).toBe(words);
  });

  it.each([
    [() => sourceTypeName('trainedAlgorithmicMedia'), 'made by a generative AI model'],
    [() => sourceTypeName('newTerm'), '\u2068newTerm\u2069'],
    [() => relationName('parentOf'), 'Earlier version'],
    [() => relationName('besideOf'), '\u2068besideOf\u2069'],
    [() => relationName(''), '\u2068not stated\u2069'],
    [() => recordName({ kind: 'none' }), 'without a signed record'],
    [() => recordName({ kind: 'left-out' }), 'its signed record is not shown: there are too many'],
  ])('%s is “%s”', (say, words) => {
    expect(say()).toBe(words);
  });
});

describe('the history', () => {
  it('says who signed, when a stamp proves it, and otherwise that none does', () => {
    show({
      steps: [
        step({ signer: 'Example', signedAt: '2026-11-20T14:02:00Z', generators: ['Tool 1.0'] }),
        step({ label: 'b', signer: 'Stranger', assurance: 'intact' }),
      ],
    });
    const [first = '', second = ''] = all('.history__step').map(({ textContent }) => textContent ?? '');
    expect(first).toContain('Signed byExample');
    expect(first).toMatch(/Nov 2[01], 2026, /);
    // Nobody vouches for this name.
    expect(second).toContain('Calls itselfStranger');
    expect(second).toContain('no time stamp proves when');
  });

  it('marks the manifest that the label rests on: the named one, else the active one', () => {
    const steps = [step({ label: 'a' }), step({ label: 'b' })];
    const marked = () => all('.history__step').map((item) => item.querySelector('.history__rests') !== null);
    show({ steps }, 'b');
    expect(marked()).toEqual([false, true]);
    show({ steps });
    expect(marked()).toEqual([true, false]);
    show({ steps }, 'nowhere');
    expect(marked()).toEqual([true, false]);
  });

  it('leads from an ingredient to its manifest, and says where there is none', () => {
    const ingredient = { relationship: 'parentOf', title: 'a.jpg' };
    show({
      steps: [
        step({
          ingredients: [
            { ...ingredient, record: { kind: 'step', index: 1 } },
            { ...ingredient, record: { kind: 'missing' } },
          ],
          leftOut: 3,
        }),
        step({ label: 'b' }),
      ],
    });
    const target = one('.history__ingredient a').getAttribute('href') ?? '';
    expect(all(target)).toEqual([all('.history__step')[1]]);
    expect(root.textContent).toContain('its signed record is missing');
    expect(root.textContent).toContain('3 more entries are not shown.');
  });

  it('draws markup of a record as text, and only pictures that it holds', () => {
    const hostile = '<img src=x onerror=alert(1)>';
    show({
      steps: [
        step({
          signer: hostile,
          title: hostile,
          thumbnail: 'https://evil.example/a.png',
          generators: [hostile],
          actions: [{ name: hostile, agent: hostile, description: hostile, when: hostile, sourceType: hostile }],
          ingredients: [{ relationship: hostile, title: hostile, record: { kind: 'none' }, thumbnail: 'javascript:1' }],
        }),
      ],
    });
    expect(all('img, script')).toEqual([]);
    expect((root.textContent ?? '').split(hostile).length - 1).toBeGreaterThanOrEqual(9);
  });

  it('shows the pictures that it holds from memory', () => {
    const thumbnails = new Map([['a', { mediaType: 'image/png', bytes: new Uint8Array([1]) } as const]]);
    show({ steps: [step({ thumbnail: 'a' }), step({ label: 'b', thumbnail: 'b' })], thumbnails });
    expect(all('img').map((image) => image.getAttribute('src'))).toEqual(['blob:picture']);
  });
});
