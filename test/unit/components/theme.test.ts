import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SIGN_PATHS } from '@/components/sign-paths';

const css = readFileSync(resolve(import.meta.dirname, '../../../components/theme/tokens.css'), 'utf8');

/** `--name: light-dark(#light, #dark)`. */
const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[\da-f]{6}), (#[\da-f]{6})\)/g)].map(([, name, light, dark]) => [
    name,
    { light: light ?? '', dark: dark ?? '' },
  ]),
);

/** WCAG 2.2, relative luminance. */
const luminance = (colour: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

const contrast = (a: string, b: string): number => {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
};

const colour = (name: string, theme: 'light' | 'dark'): string => tokens.get(name)?.[theme] ?? '';

const GROUNDS = ['surface', 'surface-2', 'surface-3', 'warn-tint'];
const TEXTS = ['ink', 'ink-2', 'ink-3', 'ai', 'cam', 'other', 'none', 'warn', 'seal'];

describe.each(['light', 'dark'] as const)('the %s theme', (theme) => {
  const pairs = GROUNDS.flatMap((ground) => TEXTS.map((text) => [text, ground] as const));

  it.each(pairs)('%s can be read on %s', (text, ground) => {
    expect(contrast(colour(text, theme), colour(ground, theme))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(GROUNDS)('edges of controls and the focus ring stand out from %s', (ground) => {
    expect(contrast(colour('line-strong', theme), colour(ground, theme))).toBeGreaterThanOrEqual(3);
    expect(contrast(colour('focus', theme), colour(ground, theme))).toBeGreaterThanOrEqual(3);
  });

  it('the primary button can be read', () => {
    expect(contrast(colour('accent-ink', theme), colour('accent', theme))).toBeGreaterThanOrEqual(4.5);
  });
});

describe('signs', () => {
  it('differ in outline, each from every other', () => {
    expect(new Set(Object.values(SIGN_PATHS)).size).toBe(Object.keys(SIGN_PATHS).length);
  });
});
