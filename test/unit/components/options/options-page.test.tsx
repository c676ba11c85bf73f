import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { OptionsPage } from '@/components/options/options-page';
import { SIGN_PATHS } from '@/components/sign-paths';
import { DEFAULT_SETTINGS, type Settings } from '@/utils/settings';
import { button, clear, click, draw, root, update } from '../drawn';
import { speak } from '../words';

const onChange = vi.fn();
const onClear = vi.fn();
const onForget = vi.fn();

const show = (
  patch: Partial<Settings> = {},
  count: number | null = 3,
  notice = '',
  usedToday: number | null = 0,
): void =>
  draw(
    <OptionsPage
      settings={{ ...DEFAULT_SETTINGS, ...patch }}
      onChange={onChange}
      notice={notice}
      results={{ count, onClear }}
      pixelUse={{ usedToday, onForget }}
      trust={{
        state: { published: [], own: [], fixed: {} },
        update: { kind: 'idle' },
        onUpdate: vi.fn(),
        onAdd: vi.fn(),
        onRemove: vi.fn(),
      }}
    />,
  );

/** The control whose accessible name is `name`. */
const control = (name: string): HTMLElement => {
  const label = [...root.querySelectorAll<HTMLElement>('.setting__label')].find(
    ({ textContent }) => textContent === name,
  );
  const found = label && root.querySelector<HTMLElement>(`[aria-labelledby="${label.id}"]`);
  if (!found) throw new Error(`no control is called ${name}`);
  return found;
};

const addSite = (typed: string): void => {
  const field = root.querySelector<HTMLInputElement>('input[type=text]');
  if (field === null) throw new Error('no field');
  field.value = typed;
  click(button('Add site'));
};

beforeEach(() => speak('en'));

afterEach(() => {
  clear();
  vi.clearAllMocks();
});

describe('options', () => {
  it.each<[string, Partial<Settings>]>([
    ['Badges and cards on pages', { overlay: false }],
    ['Count on the toolbar icon', { count: false }],
  ])('the switch "%s" changes its setting alone', (name, patch) => {
    show();
    click(control(name));
    expect(onChange).toHaveBeenCalledExactlyOnceWith(patch);
  });

  it('badges are chosen among three', () => {
    show({ badges: 'ai' });
    const radios = [...control('Show badges').querySelectorAll('input')];
    expect(radios.map(({ checked }) => checked)).toEqual([true, false, false]);
    radios[2]?.click();
    expect(onChange).toHaveBeenCalledExactlyOnceWith({ badges: 'point' });
  });

  it.each<[number, Settings['depth']]>([
    [0, 'metadata'],
    [1, 'credentials'],
  ])('how much is read is chosen among three: number %i', (index, depth) => {
    show();
    const radios = [...control('How much is read').querySelectorAll('input')];
    expect(radios.map(({ checked }) => checked)).toEqual([false, false, true]);
    radios[index]?.click();
    expect(onChange).toHaveBeenCalledExactlyOnceWith({ depth });
  });

  it.each<[string, number, Partial<Settings>]>([
    ['Delay before the card opens', 0, { cardDelayMs: 0 }],
    ['Delay before the card opens', 2, { cardDelayMs: 600 }],
    ['Read for pixels each day', 0, { pixelDayMegabytes: 0 }],
    ['Read for pixels each day', 3, { pixelDayMegabytes: 480 }],
    ['Appearance', 2, { theme: 'dark' }],
  ])('the choice "%s" number %i is saved', (name, index, patch) => {
    show();
    const select = control(name);
    if (!(select instanceof HTMLSelectElement)) throw new Error('not a select');
    select.selectedIndex = index;
    update(() => {
      select.dispatchEvent(new Event('change', { bubbles: true }));
    });
    expect(onChange).toHaveBeenCalledExactlyOnceWith(patch);
  });

  it('a group goes back to its defaults and leaves the other groups alone', () => {
    show({ overlay: false, theme: 'dark', sitesOff: ['a.example'] });
    click(button('Reset to defaults'));
    expect(onChange).toHaveBeenCalledExactlyOnceWith({
      overlay: true,
      badges: 'labelled',
      cardDelayMs: 300,
      count: true,
    });
  });

  it('sites are added by name or address', () => {
    show({ sitesOff: ['a.example'] });
    addSite('https://B.example/path');
    expect(onChange).toHaveBeenCalledExactlyOnceWith({ sitesOff: ['a.example', 'b.example'] });
  });

  it('what is no site is said beside the field and changes nothing', () => {
    show();
    addSite('not a host');
    expect(root.querySelector('[role=alert]')?.textContent).toBe(
      'This is not a host name. Write it like news.example.com.',
    );
    expect(root.querySelector('input[type=text]')?.getAttribute('aria-invalid')).toBe('true');
    expect(onChange).not.toHaveBeenCalled();
  });

  it('sites are removed by a button that names them', () => {
    show({ sitesOff: ['a.example', 'b.example'] });
    const remove = root.querySelector<HTMLElement>('[aria-label="Switch on again on a.example"]');
    if (remove === null) throw new Error('no button');
    click(remove);
    expect(onChange).toHaveBeenCalledExactlyOnceWith({ sitesOff: ['b.example'] });
  });

  it('kept results are counted and cleared, and nothing is cleared where nothing is kept', () => {
    show();
    expect(root.textContent).toContain('3 results');
    click(button('Clear'));
    show({}, 0);
    click(button('Clear'));
    expect(onClear).toHaveBeenCalledTimes(1);
  });

  it.each([
    [120, 15_200_000, ['15.2 MB of 120.0 MB', 'up to 15.0 MB for one page and 8.0 MB for one picture']],
    [40, 0, ['0 B of 40.0 MB', 'up to 5.0 MB for one page and 5.0 MB for one picture']],
    [0, 300, ['300 B of 0 B']],
  ] as const)('of %i MB a day say what was read for pixels: %i bytes', (pixelDayMegabytes, usedToday, words) => {
    show({ pixelDayMegabytes }, 0, '', usedToday);
    for (const one of words) expect(root.textContent).toContain(one);
    expect(root.textContent?.includes('for one picture')).toBe(pixelDayMegabytes > 0);
  });

  it('begin the day of pixels anew, where something was read', () => {
    show({}, 0, '', 5);
    click(button('Reset'));
    expect(onForget).toHaveBeenCalledTimes(1);
    show({}, 0, '', 0);
    click(button('Reset'));
    expect(onForget).toHaveBeenCalledTimes(1);
  });

  it('say politely that a change was saved', () => {
    show({}, 0, 'Saved');
    expect(root.querySelector('.options__notice[role=status]')?.textContent).toBe('Saved');
  });

  it('explain every sign of status, assurance and notice', () => {
    show();
    const drawn = new Set([...root.querySelectorAll('#legend path')].map((path) => path.getAttribute('d')));
    const meant = Object.entries(SIGN_PATHS).filter(([name]) => /^(?:status|assurance|sign)-/.test(name));
    const whole = meant.filter(([name]) => name !== 'status-checking');
    expect(whole.filter(([, path]) => !drawn.has(path)).map(([name]) => name)).toEqual([]);
    expect(root.querySelectorAll('#legend li')).toHaveLength(meant.length);
  });
});
