/**
 * Index that an arrow, Home or End leads to in a list with one tab stop; null for every other key. Groups wrap round
 * (`both` axes), lists stop at their ends (`vertical`).
 */
export const moveByKey = (
  event: Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>,
  length: number,
  current: number,
  axis: 'both' | 'vertical',
): number | null => {
  if (length === 0 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return null;
  if (event.key === 'Home') return 0;
  if (event.key === 'End') return length - 1;
  const step = stepOf(event.key, axis);
  if (step === 0) return null;
  const next = current + step;
  return axis === 'both' ? (next + length) % length : Math.min(length - 1, Math.max(0, next));
};

const stepOf = (key: string, axis: 'both' | 'vertical'): -1 | 0 | 1 => {
  if (key === 'ArrowDown') return 1;
  if (key === 'ArrowUp') return -1;
  if (axis === 'vertical') return 0;
  // In right-to-left text "forward" lies to the left; the groups of this program follow the document's direction.
  const forward = globalThis.document?.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  const back = forward === 'ArrowRight' ? 'ArrowLeft' : 'ArrowRight';
  if (key === forward) return 1;
  return key === back ? -1 : 0;
};
