/** What a test draws, and how it finds and presses what it has drawn. */
import { type ComponentChild, render } from 'preact';
import { act } from 'preact/test-utils';

export const root = document.createElement('div');

/** Synchronous work is rendered when `act` returns; what it answers matters to asynchronous work only. */
export const update = (work: () => void): void => {
  void act(work);
};

export const draw = (content: ComponentChild): void => {
  if (!root.isConnected) document.body.append(root);
  update(() => render(content, root));
};

export const clear = (): void => {
  update(() => render(null, root));
  root.remove();
};

export const all = (selector: string): readonly HTMLElement[] => [...root.querySelectorAll<HTMLElement>(selector)];

export const one = <Kind extends HTMLElement = HTMLElement>(selector: string): Kind => {
  const found = root.querySelector<Kind>(selector);
  if (found === null) throw new Error(`nothing fits ${selector}`);
  return found;
};

/** The button that says exactly this. */
export const button = (text: string): HTMLElement => {
  const found = all('button').find(({ textContent }) => textContent === text);
  if (found === undefined) throw new Error(`no button says ${text}`);
  return found;
};

export const click = (target: HTMLElement): void => update(() => target.click());
