import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../../utils/engine/limits';
import type { Finding } from '../../../../utils/engine/report';
import { visibleFinding, visibleText } from '../../../../utils/engine/strings';

describe('text of a file', () => {
  it.each([
    ['plain text', 'plain text'],
    ['汉字 emoji 👩‍🚀', '汉字 emoji 👩‍🚀'],
    ['a\nb', 'a\nb'],
    ['a\r\nb', 'a\nb'],
    ['a\rb', 'a⟨U+000D⟩b'],
    ['a\tb', 'a⟨U+0009⟩b'],
    ['a\0b\x7f\x85', 'a⟨U+0000⟩b⟨U+007F⟩⟨U+0085⟩'],
    ['a\u202egnp.exe', 'a⟨U+202E⟩gnp.exe'],
    ['\u2066a\u2069\u200f\u061c', '⟨U+2066⟩a⟨U+2069⟩⟨U+200F⟩⟨U+061C⟩'],
    ['\ufeffa\u2028b', '⟨U+FEFF⟩a⟨U+2028⟩b'],
    ['\u{e0041}', '⟨U+E0041⟩'],
    ['a\ud800b', 'a⟨U+D800⟩b'],
    ['<b>&amp;</b>', '<b>&amp;</b>'],
  ])('%j is shown as %j', (text, shown) => {
    expect(visibleText(text)).toBe(shown);
  });

  it.each([
    ['abcd', 4, 'abcd'],
    ['abcde', 4, 'abc…'],
    ['abc\u202e', 4, 'abc…'],
    ['a\u202ebcdefghijk', 12, 'a⟨U+202E⟩bc…'],
    ['a\u202ebcdefghijk', 7, 'a…'],
    ['ab👩c', 4, 'ab…'],
  ])('%j is cut to %i as %j', (text, limit, shown) => {
    expect(visibleText(text, limit)).toBe(shown);
  });

  it('is never longer than its limit, and never hides or half shows a character', () => {
    const unit = fc.constantFrom('a', 'U', '⟨', '2', '\n', '\r', '\0', '\u202e', '\u{e0041}', '👩', '汉', '\ud83d');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 30 }), fc.integer({ min: 1, max: 30 }), (text, limit) => {
        const shown = visibleText(text, limit);
        return shown.length <= limit && shown.isWellFormed() && !/[^\P{C}\n]/u.test(shown);
      }),
      { seed: 3, numRuns: 500 },
    );
  });
});

it('every string of a finding is made visible and bounded', () => {
  const long = 'x'.repeat(10_000);
  const finding: Finding = {
    mark: 'generator',
    status: 'ai-generated',
    assurance: 'declared',
    place: `PNG tEXt \u202e${long}`,
    tool: long,
    model: 'a\0b',
    who: long,
    codes: ['weak-sign'],
    fields: Object.fromEntries([...Array(100).keys()].map((index) => [`key${index}\u202e`, long])),
    deviations: ['extra:\u202e'],
  };
  const shown = visibleFinding(finding);
  expect(shown.place.startsWith('PNG tEXt ⟨U+202E⟩x')).toBe(true);
  expect(shown.tool).toHaveLength(LIMITS.reportString);
  expect(shown.model).toBe('a⟨U+0000⟩b');
  expect(shown.who).toHaveLength(LIMITS.reportName);
  expect(shown.deviations).toEqual(['extra:⟨U+202E⟩']);
  expect(Object.keys(shown.fields)).toHaveLength(LIMITS.fieldsPerFinding);
  expect(shown.fields['key0⟨U+202E⟩']).toHaveLength(LIMITS.reportString);
});

it('a field may be called like a part of every object', () => {
  const fields = JSON.parse('{"__proto__":"a","constructor":"b"}') as Record<string, string>;
  const finding: Finding = {
    mark: 'generator',
    status: 'ai-generated',
    assurance: 'declared',
    place: 'p',
    fields,
    deviations: [],
  };
  expect(JSON.stringify(visibleFinding(finding).fields)).toBe('{"__proto__":"a","constructor":"b"}');
});
