import { describe, expect, it } from 'vitest';
import type { ContentApi } from '@/utils/page/content-api';
import { createSlices, findMedia, isIgnored } from '@/utils/page/discovery';

const find = (start: Element | Document, api?: ContentApi) => {
  const found = { media: [] as string[], roots: 0, rootless: [] as string[] };
  const work = findMedia(start, api, {
    medium: (element) => void (found.media.includes(element.id) || found.media.push(element.id)),
    root: () => {
      found.roots += 1;
    },
    rootless: (element) => void found.rootless.push(element.localName),
  });
  for (const _ of work);
  return found;
};

describe('media of a page', () => {
  it('are found wherever they stand, the start itself included', () => {
    document.body.innerHTML =
      '<div id="d"><img id="a"><picture><source><img id="b"></picture><video id="v"></video></div><audio id="s"></audio><input type="image" id="i"><input>';
    expect(find(document).media.sort()).toEqual(['a', 'b', 'i', 's', 'v']);
    const image = document.getElementById('a');
    expect(image && find(image).media).toEqual(['a']);
  });

  it('are found in open shadow roots, and in those within', () => {
    document.body.innerHTML = '<x-card></x-card><x-plain></x-plain>';
    const outer = document.querySelector('x-card')?.attachShadow({ mode: 'open' });
    if (outer) outer.innerHTML = '<img id="a"><div></div>';
    const inner = outer?.querySelector('div')?.attachShadow({ mode: 'open' });
    if (inner) inner.innerHTML = '<img id="b">';
    expect(find(document)).toEqual({ media: ['a', 'b'], roots: 2, rootless: ['x-plain'] });
  });

  it('are found in closed roots, by whichever way the browser lets extensions in', () => {
    document.body.innerHTML = '<div id="chromium"></div><div id="firefox"></div>';
    const closed = ['chromium', 'firefox'].map((id) => {
      const root = document.getElementById(id)?.attachShadow({ mode: 'closed' });
      if (root) root.innerHTML = `<img id="in-${id}">`;
      return root;
    });
    const [ofChromium, ofFirefox] = closed;
    const api = {
      dom: { openOrClosedShadowRoot: (element: Element) => (element.id === 'chromium' ? ofChromium : null) },
    } as unknown as ContentApi;
    Object.defineProperty(document.getElementById('firefox'), 'openOrClosedShadowRoot', { value: ofFirefox });
    expect(find(document, api).media.sort()).toEqual(['in-chromium', 'in-firefox']);
    expect(find(document).media).toEqual(['in-firefox']);
  });

  it('are not looked for in text, scripts and styles', () => {
    expect(isIgnored(document.createTextNode('x'))).toBe(true);
    expect(isIgnored(document.createElement('script'))).toBe(true);
    expect(isIgnored(document.createElement('div'))).toBe(false);
  });
});

describe('slices', () => {
  it('end when their time is over, and go on in the next idle moment', () => {
    let clock = 0;
    const idle: (() => void)[] = [];
    let drained = 0;
    const slices = createSlices(
      () => (drained += 1),
      (run) => void idle.push(() => run({ timeRemaining: () => 50 })),
      () => clock,
    );
    let steps = 0;
    const work = function* () {
      while (steps < 5) {
        steps += 1;
        clock += 4;
        yield;
      }
    };
    slices.add(work());
    expect(steps).toBe(0);
    const seen: number[] = [];
    while (idle.length > 0) {
      idle.shift()?.();
      seen.push(steps);
    }
    expect(seen).toEqual([2, 4, 5]);
    expect(drained).toBe(1);
  });

  it('that were stopped do nothing more', () => {
    const idle: (() => void)[] = [];
    const slices = createSlices(
      () => undefined,
      (run) => void idle.push(() => run({ timeRemaining: () => 50 })),
    );
    let steps = 0;
    slices.add(
      (function* () {
        steps += 1;
        yield;
      })(),
    );
    slices.stop();
    for (const run of idle) run();
    expect(steps).toBe(0);
  });
});
