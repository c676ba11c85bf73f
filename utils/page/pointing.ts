/** Which medium lies under the pointer, and whether the pointer rests on it. */
import type { ContentApi } from './content-api';
import { shadowRootOf } from './discovery';
import { isMedium, type MediumElement } from './medium';
import { PAGE_LIMITS } from './page-limits';

/** Sites lay links, shades and buttons over their media, so the first few elements are searched, in shadow trees too. */
export const mediumAt = (
  x: number,
  y: number,
  api: ContentApi | undefined,
  root: Document | ShadowRoot = document,
  depth = 0,
): MediumElement | null => {
  for (const element of root.elementsFromPoint(x, y).slice(0, PAGE_LIMITS.elementsBelowPointer)) {
    if (isMedium(element)) return element;
    const shadow = depth < PAGE_LIMITS.elementsBelowPointer ? shadowRootOf(element, api) : null;
    const inside = shadow && shadow !== root ? mediumAt(x, y, api, shadow, depth + 1) : null;
    if (inside) return inside;
  }
  return null;
};

export interface PointingDeps {
  readonly at: (x: number, y: number) => number | null;
  /** Once for each time that the pointer comes to a medium and stays `pointMs`. */
  readonly onRest: (id: number) => void;
  readonly signal: AbortSignal;
  readonly now?: () => number;
}

/** Looks at the pointer's place in steps, and only while the pointer moves or rests on a medium not yet told. */
export const watchPointer = ({ at, onRest, signal, now = () => performance.now() }: PointingDeps): void => {
  let x = 0;
  let y = 0;
  let isScheduled = false;
  let current: { readonly id: number; readonly since: number; told: boolean } | null = null;

  const schedule = () => {
    if (isScheduled) return;
    isScheduled = true;
    setTimeout(step, PAGE_LIMITS.pointerStepMs);
  };
  const step = () => {
    isScheduled = false;
    if (signal.aborted) return;
    const id = at(x, y);
    if (id === null) {
      current = null;
      return;
    }
    if (current?.id !== id) current = { id, since: now(), told: false };
    if (current.told) return;
    if (now() - current.since >= PAGE_LIMITS.pointMs - PAGE_LIMITS.pointerStepMs) {
      current.told = true;
      onRest(id);
    } else schedule();
  };

  window.addEventListener(
    'pointermove',
    (event) => {
      if (!event.isTrusted || event.pointerType === 'touch') return;
      x = event.clientX;
      y = event.clientY;
      schedule();
    },
    { capture: true, passive: true, signal },
  );
};
