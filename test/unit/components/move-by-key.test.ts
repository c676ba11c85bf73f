import { afterEach, describe, expect, it } from 'vitest';
import { moveByKey } from '@/components/shared/move-by-key';

const press = (
  key: string,
  modifiers: Partial<Record<'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey', boolean>> = {},
) => ({
  key,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  ...modifiers,
});

afterEach(() => {
  document.dir = '';
});

describe('arrows, Home and End', () => {
  it.each([
    ['ArrowDown', 1, 2],
    ['ArrowUp', 1, 0],
    ['ArrowUp', 0, 0],
    ['ArrowDown', 3, 3],
    ['Home', 2, 0],
    ['End', 0, 3],
    ['ArrowRight', 1, null],
    ['Tab', 1, null],
    ['a', 1, null],
  ])('%s from %i of a list of four leads to %s', (key, from, to) => {
    expect(moveByKey(press(key), 4, from, 'vertical')).toBe(to);
  });

  it.each([
    ['ArrowRight', 3, 0],
    ['ArrowLeft', 0, 3],
    ['ArrowDown', 0, 1],
  ])('%s from %i goes round in a group of four', (key, from, to) => {
    expect(moveByKey(press(key), 4, from, 'both')).toBe(to);
  });

  it('forward lies to the left where text runs from right to left', () => {
    document.dir = 'rtl';
    expect(moveByKey(press('ArrowLeft'), 4, 0, 'both')).toBe(1);
  });

  it('leave the shortcuts of browser and system alone', () => {
    for (const modifier of ['altKey', 'ctrlKey', 'metaKey', 'shiftKey'] as const) {
      expect(moveByKey(press('ArrowDown', { [modifier]: true }), 4, 0, 'vertical')).toBeNull();
    }
  });

  it('lead nowhere in nothing', () => {
    expect(moveByKey(press('Home'), 0, -1, 'both')).toBeNull();
  });
});
