import { afterEach, describe, expect, it, vi } from 'vitest';
import { canHostShadow, findMedia } from '@/utils/page/discovery';
import { clippersOf } from '@/utils/page/probe';
import { localNameOf, parentOf } from '@/utils/page/tree';

/** A form as Chromium shows it: its fields answer in place of the properties they are named like. */
const formWithFields = (...names: readonly string[]): HTMLFormElement => {
  document.body.innerHTML = '<form><img id="a"></form><div id="host"></div>';
  const form = document.querySelector('form') as HTMLFormElement;
  for (const name of names) Object.defineProperty(form, name, { value: document.createElement('input') });
  return form;
};

afterEach(() => {
  vi.unstubAllGlobals();
  document.body.innerHTML = '';
});

describe('a form whose fields are named like properties', () => {
  it('is read by what it is', () => {
    const form = formWithFields('localName');
    expect(localNameOf(form)).toBe('form');
    expect(canHostShadow(form)).toBe(false);
  });

  it('hides no media, neither its own nor those in shadow trees behind it', () => {
    const form = formWithFields('localName', 'querySelectorAll');
    const root = document.getElementById('host')?.attachShadow({ mode: 'open' });
    if (root) root.innerHTML = '<img id="b">';
    for (const [start, expected] of [
      [document, ['a', 'b']],
      [form, ['a']],
    ] as const) {
      const ids = new Set<string>();
      const found = { medium: ({ id }: Element) => void ids.add(id), root: () => undefined, rootless: () => undefined };
      for (const _ of findMedia(start, undefined, found));
      expect([...ids]).toEqual(expected);
    }
  });

  it('does not catch the walk up from a medium', () => {
    // The document model of these tests walks up itself to compute a style, and would be caught.
    vi.stubGlobal('getComputedStyle', () => ({ position: 'static', overflow: 'hidden', display: 'block' }));
    const form = formWithFields();
    const field = document.createElement('input');
    form.append(field);
    const image = document.getElementById('a') as HTMLElement;
    Object.defineProperty(form, 'parentNode', { value: field, configurable: true });
    expect(parentOf(form)).toBe(document.body);
    expect(clippersOf(image)).toEqual([form]);
    Reflect.deleteProperty(form, 'parentNode');
  });
});
