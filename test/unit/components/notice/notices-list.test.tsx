import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NoticesList, UNDO_MS } from '@/components/notice/notices-list';
import type { NoticeRecord } from '@/utils/notice/record';
import { record } from '../../notice/records';
import { speak } from '../words';

const root = document.createElement('div');
const key = (digit: number): string => `00000000-0000-4000-8000-00000000000${digit}`;
const THUMBNAIL = 'data:image/png;base64,QUJD';

let stored: NoticeRecord[] = [];
const exported: string[] = [];

let isFull = false;
const open = async (records: readonly NoticeRecord[], isRefused = false): Promise<void> => {
  stored = [...records];
  exported.length = 0;
  await act(async () => {
    render(
      <NoticesList
        list={async () => {
          if (isRefused) throw new Error('no database');
          return [...stored];
        }}
        remove={async (gone) => {
          stored = stored.filter((one) => one.key !== gone);
        }}
        removeAll={async () => {
          stored = [];
        }}
        restore={async (back) => {
          if (isFull) throw new Error('QuotaExceededError');
          stored.push(back);
        }}
        exportOne={async (one) => {
          exported.push(one.key);
          return 'notice-1.zip';
        }}
        exportSome={async (some) => {
          exported.push(...some.map((one) => one.key));
          return 'notices.zip';
        }}
      />,
      root,
    );
  });
};

const text = (): string => root.textContent ?? '';
const all = (selector: string): readonly HTMLElement[] => [...root.querySelectorAll<HTMLElement>(selector)];
const click = async (words: string, index = 0): Promise<void> => {
  const target = all('button').filter(({ textContent }) => textContent === words)[index];
  if (target === undefined) throw new Error(`no button says ${words}`);
  await act(async () => target.click());
  await settle();
};
/** Lets what a click began end, and be drawn. */
const settle = (): Promise<void> =>
  act(async () => {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  });

beforeEach(async () => {
  document.body.append(root);
  await speak('en');
});
afterEach(() => {
  void act(() => render(null, root));
  root.remove();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('the list of notices', () => {
  it('says how to begin when there is none', async () => {
    await open([]);
    expect(text()).toContain('No notices yet');
    expect(text()).toContain('0 notices');
  });

  it('shows kind, host, state and a way to each', async () => {
    await open([record({ key: key(1), state: 'kept', reason: 'fraud' })]);
    expect(text()).toContain('It is used to deceive for money');
    expect(text()).toContain('example.org');
    expect(text()).toContain('Kept');
    expect(all('li a').map((link) => link.getAttribute('href'))).toContain(`/notice.html?notice=${key(1)}`);
  });

  it('has a picture where one is kept, and none of intimate content', async () => {
    await open([
      record({ key: key(1), thumbnail: THUMBNAIL }),
      record({ key: key(2), thumbnail: THUMBNAIL, reason: 'non-consensual-intimate' }),
    ]);
    expect(all('img')).toHaveLength(1);
  });

  it('finds notices by every word that is searched for', async () => {
    await open([
      record({ key: key(1), explanation: 'A bridge that is not there' }),
      record({ key: key(2), explanation: 'A market', reason: 'fraud' }),
    ]);
    const search = root.querySelector<HTMLInputElement>('input[type="search"]');
    const searchFor = (words: string) =>
      act(() => {
        if (search === null) throw new Error('no search');
        search.value = words;
        search.dispatchEvent(new Event('input', { bubbles: true }));
      });
    await searchFor('MARKET deceive');
    expect(all('.notices__row')).toHaveLength(1);
    await searchFor('bridge deceive');
    expect(text()).toContain('No notice matches');
  });

  it('deletes at once, and takes it back within ten seconds', async () => {
    await open([record({ key: key(1) }), record({ key: key(2) })]);
    await click('Delete');
    expect(stored.map((one) => one.key)).toEqual([key(2)]);
    expect(all('[role="status"]')[0]?.textContent).toContain('Notice deleted');
    await click('Undo');
    expect(stored).toHaveLength(2);
    expect(text()).not.toContain('Notice deleted');
  });

  it('keeps a deleted notice at hand when it cannot be kept again', async () => {
    await open([record({ key: key(1) }), record({ key: key(2) })]);
    await click('Delete');
    isFull = true;
    await click('Undo');
    expect(all('[role="status"]')[0]?.textContent).toContain('could not be kept again');
    isFull = false;
    await click('Undo');
    expect(stored).toHaveLength(2);
  });

  it('offers no way back after ten seconds', async () => {
    vi.useFakeTimers();
    await open([record({ key: key(1) }), record({ key: key(2) })]);
    await click('Delete');
    const words = () => all('button').map(({ textContent }) => textContent);
    const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms).then(() => undefined));
    await pass(UNDO_MS - 500);
    expect(words()).toContain('Undo');
    await pass(1_000);
    expect(words()).not.toContain('Undo');
  });

  it('asks before it deletes all, naming how many', async () => {
    await open([record({ key: key(1) }), record({ key: key(2) })]);
    await click('Delete all…');
    const dialog = root.querySelector('dialog');
    expect(dialog?.open).toBe(true);
    expect(dialog?.textContent).toContain('Delete 2 notices and their evidence from this computer?');
    await click('Cancel');
    expect([dialog?.open, stored.length]).toEqual([false, 2]);
    await click('Delete all…');
    await act(async () => dialog?.querySelector<HTMLElement>('.button--primary')?.click());
    await settle();
    expect(stored).toEqual([]);
    expect(text()).toContain('No notices yet');
  });

  it('exports one, and all that are finished', async () => {
    await open([record({ key: key(1), state: 'kept' }), record({ key: key(2), state: 'draft' })]);
    await click('Export');
    expect([exported, text().includes('Exported as notice-1.zip')]).toEqual([[key(1)], true]);
    await click('Export all');
    expect(exported).toEqual([key(1), key(1)]);
    expect(text()).toContain('Exported as notices.zip. Drafts are left out.');
  });

  it('says so when notices cannot be read', async () => {
    await open([], true);
    expect(all('[role="alert"]')[0]?.textContent).toBe('The notices could not be read.');
    expect(text()).not.toContain('No notices yet');
  });

  it('shows text of pages as text, with what would steer it made visible', async () => {
    await open([record({ key: key(1), explanation: '<img src=x>\u202egnp' })]);
    expect(root.querySelector('img')).toBeNull();
    expect(text()).toContain('<img src=x>⟨U+202E⟩gnp');
  });
});
