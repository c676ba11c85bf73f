import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isolatedText, visibleText } from '@/components/visible-text';

describe('text from files', () => {
  it.each([
    ['exe\u202Egnp.photo', 'exe⟨U+202E⟩gnp.photo'],
    ['two\nlines', 'two⟨U+000A⟩lines'],
    ['\u0000', '⟨U+0000⟩'],
    ['zero\u200Bwidth', 'zero⟨U+200B⟩width'],
    ['\uD800', '⟨U+D800⟩'],
    ['\u{E0041}', '⟨U+E0041⟩'],
    ['<img onerror=x>', '<img onerror=x>'],
    ['北京抖音科技有限公司', '北京抖音科技有限公司'],
    ['👩‍🎨 क्ष', '👩‍🎨 क्ष'],
  ])('%j is shown as %j', (value, shown) => {
    expect(visibleText(value)).toBe(shown);
  });

  it('is cut by characters, not by halves of them, and says so', () => {
    expect(visibleText('😀'.repeat(10), 3)).toBe('😀😀😀…');
    expect(visibleText('abc', 3)).toBe('abc');
    expect(visibleText('abcd', 3)).toBe('abc…');
  });

  it('never steers the reader, whatever it holds, and grows by its markers only', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (value) => {
        const shown = visibleText(value, 20);
        expect(shown).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
        expect(Array.from(shown.replace(/⟨U\+[\dA-F]+⟩/g, '.')).length).toBeLessThanOrEqual(21);
      }),
    );
  });

  it('leaves the direction of a sentence around it alone', () => {
    expect(isolatedText('שלום\u202E')).toBe('\u2068שלום⟨U+202E⟩\u2069');
  });
});
