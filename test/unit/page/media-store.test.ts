import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LabelReport } from '@/utils/engine/report';
import { createMediaStore } from '@/utils/page/media-store';
import type { MediumElement } from '@/utils/page/medium';
import { report, unreadable } from '../components/reports';

const NEAR = { displayed: { width: 300, height: 200 }, near: true };
const FAR = { ...NEAR, near: false };

const image = (address: string, isLoaded = true): HTMLImageElement & MediumElement => {
  const element = document.createElement('img');
  setFacts(element, address, isLoaded);
  document.body.append(element);
  return element;
};
const setFacts = (element: HTMLImageElement, address: string, isLoaded: boolean) => {
  Object.defineProperties(element, {
    currentSrc: { value: address, configurable: true },
    complete: { value: isLoaded, configurable: true },
    naturalWidth: { value: isLoaded ? 600 : 0, configurable: true },
    naturalHeight: { value: isLoaded ? 400 : 0, configurable: true },
  });
};

const start = () => {
  const told: string[] = [];
  const wanted: number[] = [];
  const gone: number[] = [];
  const store = createMediaStore({
    onChanged: ({ id, address, loaded }) => told.push(`${id} ${new URL(address).pathname} ${loaded}`),
    onGone: (id) => gone.push(id),
    onWanted: (id) => wanted.push(id),
  });
  return { store, told, wanted, gone };
};
const of = (address: string, patch: Partial<LabelReport> = {}): LabelReport => report([], { input: address, ...patch });

const A = 'https://cdn.example/a.png';
const B = 'https://cdn.example/b.png';

beforeEach(() => document.body.replaceChildren());

describe('a medium is asked about', () => {
  it('once, when it is near and has loaded', () => {
    const { store, told, wanted } = start();
    const element = image(A);
    store.look(element, FAR);
    expect(wanted).toEqual([]);
    store.look(element, NEAR);
    store.look(element, NEAR);
    expect({ told, wanted }).toEqual({ told: ['1 /a.png true'], wanted: [1] });
  });

  it('when it loads, if it was near before', () => {
    const { store, told, wanted } = start();
    const element = image(A, false);
    store.look(element, NEAR);
    expect(wanted).toEqual([]);
    setFacts(element, A, true);
    store.look(element);
    expect({ told, wanted }).toEqual({ told: ['1 /a.png false', '1 /a.png true'], wanted: [1] });
  });

  it('when somebody points at it, near or not', () => {
    const { store, wanted } = start();
    store.look(image(A), FAR);
    store.force(1);
    expect(wanted).toEqual([1]);
  });

  it('anew under the same id when its address changes', () => {
    const { store, told, wanted } = start();
    const element = image(A);
    store.look(element, NEAR);
    store.report({ id: 1, report: of(A) });
    setFacts(element, B, true);
    store.look(element);
    expect(store.stateById(1)).toMatchObject({ phase: 'checking', report: null });
    expect({ told, wanted }).toEqual({ told: ['1 /a.png true', '1 /b.png true'], wanted: [1, 1] });
  });

  it('again when it was refused as not loaded, and then loads', () => {
    const { store, wanted } = start();
    const element = image(A, false);
    store.look(element, NEAR);
    store.force(1);
    store.report({ id: 1, report: unreadable('blocked') });
    setFacts(element, A, true);
    store.look(element);
    expect(wanted).toEqual([1, 1]);
  });

  it('again on request when it could not be read, and not when it could', () => {
    const { store, wanted } = start();
    store.look(image(A), NEAR);
    store.report({ id: 1, report: unreadable('timeout') });
    store.force(1);
    expect(wanted).toEqual([1, 1]);
    store.report({ id: 1, report: of(A) });
    store.force(1);
    expect(wanted).toEqual([1, 1]);
  });

  it('again after its request was lost, unless the answer came', () => {
    const { store, wanted } = start();
    store.look(image(A), NEAR);
    store.look(image(B), NEAR);
    store.report({ id: 2, report: of(B) });
    store.askAgain([1, 2]);
    expect(wanted).toEqual([1, 2, 1]);
  });
});

describe('looking at pixels', () => {
  it('is known with its report, and goes with it', () => {
    const { store } = start();
    store.look(image(A), NEAR);
    store.startLook(1);
    expect(store.stateById(1)).not.toHaveProperty('pixels');
    store.report({ id: 1, report: of(A), pixels: 'off' });
    expect(store.stateById(1)?.pixels).toBe('off');
    store.startLook(1);
    expect(store.stateById(1)?.pixels).toBe('waiting');
    store.report({ id: 1, report: of(A) });
    expect(store.stateById(1)).not.toHaveProperty('pixels');
  });

  it.each(['waiting', 'running'] as const)(
    'that was %s when its background died is asked about again, or given up',
    (pixels) => {
      const { store, wanted } = start();
      store.look(image(A), NEAR);
      store.report({ id: 1, report: of(A), pixels });
      store.askAgain([1]);
      expect(wanted).toEqual([1, 1]);
      store.giveUp([1]);
      expect(store.stateById(1)).toMatchObject({ phase: 'done', pixels: 'not-made' });
    },
  );
});

describe('a check', () => {
  const checkOf = (store: ReturnType<typeof start>['store']) => store.stateById(1)?.check;

  it('is known with its report, and goes with it', () => {
    const { store } = start();
    store.look(image(A), NEAR);
    store.report({ id: 1, report: of(A), check: 'on-pointing' });
    expect(checkOf(store)).toBe('on-pointing');
    store.startCheck(1);
    expect(checkOf(store)).toBe('running');
    store.report({ id: 1, report: of(A) });
    expect(checkOf(store)).toBeUndefined();
    store.report({ id: 1, report: of(A), check: 'made' });
    store.forgetReports();
    expect(store.stateById(1)).not.toHaveProperty('check');
  });

  it('that was lost is asked for again while its report stands', () => {
    const { store, wanted } = start();
    store.look(image(A), NEAR);
    store.report({ id: 1, report: of(A), check: 'running' });
    store.askAgain([1]);
    expect(wanted).toEqual([1, 1]);
    expect(store.stateById(1)).toMatchObject({ phase: 'done', report: { input: A }, check: 'running' });
  });

  it('that was given up was not made', () => {
    const { store } = start();
    store.look(image(A), NEAR);
    store.report({ id: 1, report: of(A), check: 'running' });
    store.giveUp([1]);
    expect(checkOf(store)).toBe('not-made');
  });

  it('is not begun where there is no report', () => {
    const { store } = start();
    store.look(image(A), NEAR);
    store.startCheck(1);
    expect(checkOf(store)).toBeUndefined();
  });
});

describe('a report', () => {
  it('of the address before is not taken for the present one', () => {
    const { store } = start();
    const element = image(A);
    store.look(element, NEAR);
    setFacts(element, B, true);
    store.look(element);
    store.report({ id: 1, report: of(A) });
    expect(store.stateById(1)?.report).toBeNull();
    store.report({ id: 1, report: of(B) });
    expect(store.stateById(1)?.report?.input).toBe(B);
  });

  it('of a medium that went is dropped', () => {
    const { store } = start();
    store.report({ id: 7, report: of(A) });
    expect([...store.states()]).toEqual([]);
  });
});

describe('the list', () => {
  it('says what went, and takes it back under its old id', () => {
    const { store, gone, told } = start();
    const element = image(A);
    store.look(element, NEAR);
    element.remove();
    store.sweep();
    expect({ gone, size: store.size() }).toEqual({ gone: [1], size: 0 });
    document.body.append(element);
    store.look(element);
    expect(told).toEqual(['1 /a.png true', '1 /a.png true']);
  });

  it('does not hold what is too small, until it is not', () => {
    const { store } = start();
    const element = image(A);
    store.look(element, { displayed: { width: 16, height: 16 }, near: true });
    expect(store.isListed(element)).toBe(false);
    store.look(element, NEAR);
    expect(store.isListed(element)).toBe(true);
  });

  it('holds nothing whose box has not been seen yet', () => {
    const { store, told } = start();
    const element = image(A);
    store.look(element);
    expect(told).toEqual([]);
    store.look(element, FAR);
    expect(told).toEqual(['1 /a.png true']);
  });

  it('keeps what a page hides later', () => {
    const { store } = start();
    const element = image(A);
    store.look(element, NEAR);
    store.look(element, { displayed: { width: 0, height: 0 }, near: false });
    expect(store.isListed(element)).toBe(true);
  });

  it('holds no more media than a frame may tell of', () => {
    const { store } = start();
    const page = document.createDocumentFragment();
    const elements = Array.from({ length: 2_005 }, (_, index) => {
      const element = document.createElement('img');
      setFacts(element, `https://cdn.example/${index}.png`, true);
      page.append(element);
      return element;
    });
    document.body.append(page);
    for (const element of elements) store.look(element, FAR);
    expect(store.size()).toBe(2_000);
  });
});

describe('a picture that moves', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is checked when its address rests, not at each change', () => {
    const { store, wanted } = start();
    const element = image('https://cdn.example/0');
    for (let frame = 0; frame < 100; frame += 1) {
      setFacts(element, `https://cdn.example/${frame}`, true);
      store.look(element, NEAR);
      vi.advanceTimersByTime(16);
    }
    expect(wanted.length).toBeLessThanOrEqual(2);
    const before = wanted.length;
    vi.advanceTimersByTime(2_000);
    expect(wanted.length).toBe(before + 1);
  });

  it('is not one that changes now and then', () => {
    const { store, wanted } = start();
    const element = image('https://cdn.example/0');
    for (let change = 0; change < 4; change += 1) {
      setFacts(element, `https://cdn.example/${change}`, true);
      store.look(element, NEAR);
      vi.advanceTimersByTime(5_000);
    }
    expect(wanted).toEqual([1, 1, 1, 1]);
  });

  it('is checked at once by a person who points at it', () => {
    const { store, wanted } = start();
    const element = image('https://cdn.example/0');
    for (let frame = 0; frame < 10; frame += 1) {
      setFacts(element, `https://cdn.example/${frame}`, true);
      store.look(element, NEAR);
    }
    const before = wanted.length;
    store.force(1);
    expect(wanted.length).toBe(before + 1);
  });
});

describe('the order of media', () => {
  const pathsInOrder = (store: ReturnType<typeof start>['store']) =>
    [...store.media()].sort((a, b) => a.order - b.order).map(({ address }) => new URL(address).pathname);

  it('is the document’s, also for those that came between others', () => {
    const { store, told } = start();
    const [first, last] = [image('https://cdn.example/1'), image('https://cdn.example/9')];
    store.look(first, FAR);
    store.look(last, FAR);
    const between = [image('https://cdn.example/4'), image('https://cdn.example/6')];
    last.before(...between);
    for (const element of between) store.look(element, FAR);
    told.length = 0;
    store.settleOrders();
    expect(pathsInOrder(store)).toEqual(['/1', '/4', '/6', '/9']);
    expect(told).toEqual(['3 /4 true', '4 /6 true']);
  });

  it('is not told again when nothing came between', () => {
    const { store, told } = start();
    for (const name of ['1', '2']) store.look(image(`https://cdn.example/${name}`), FAR);
    told.length = 0;
    store.settleOrders();
    expect(told).toEqual([]);
  });

  it('goes on when the last one has left the document', () => {
    const { store } = start();
    const [first, last] = [image('https://cdn.example/1'), image('https://cdn.example/2')];
    store.look(first, FAR);
    store.look(last, FAR);
    last.remove();
    store.sweep();
    store.look(image('https://cdn.example/3'), FAR);
    store.settleOrders();
    expect(pathsInOrder(store)).toEqual(['/1', '/3']);
  });
});
