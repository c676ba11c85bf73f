import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing';

vi.mock('#i18n', () => ({
  i18n: {
    t: (key: string, ...rest: readonly unknown[]) => [key, ...rest.flat()].join(' '),
  },
}));

import { buttonLook, createToolbar, lookWithoutMedia } from '@/utils/background/toolbar';
import { unreadableReport } from '@/utils/engine/make-report';
import type { Status } from '@/utils/engine/report';
import { DEFAULT_SETTINGS } from '@/utils/settings';
import type { TabInventory } from '@/utils/store/inventory-types';

const inventory = (...statuses: readonly Status[]): TabInventory => ({
  tabId: 1,
  address: '',
  title: '',
  overlayRefused: false,
  media: statuses.map((status, index) => ({
    id: index + 1,
    address: `https://a.example/${index}`,
    kind: 'image',
    loaded: true,
    width: 1,
    height: 1,
    alt: '',
    order: index,
    frameId: 0,
    frameHost: '',
    state: 'done',
    gone: false,
    report: {
      ...unreadableReport('', 'empty', ''),
      verdict: { status, assurance: status === 'unreadable' ? null : 'declared', disagreement: false },
    },
  })),
});

const media = (...statuses: readonly Status[]) => ({ kind: 'media', inventory: inventory(...statuses) }) as const;

describe('the toolbar button', () => {
  it.each([
    [{ kind: 'idle' }, '', 'toolbar.titleIdle', false],
    [{ kind: 'blocked' }, '', 'toolbar.titleBlocked', false],
    [{ kind: 'off' }, '', 'toolbar.titleOff', true],
    [media('unlabelled', 'captured'), '', 'toolbar.title 0 0 2', false],
    [media('ai-generated', 'unlabelled'), '1', 'toolbar.title 1 1 2', false],
    [media('ai-edited', 'unreadable'), '1', 'toolbar.title 1 1 2\npopup.summaryNotChecked 1 1', false],
    [media(...Array<Status>(99).fill('suspected-ai')), '99', 'toolbar.title 99 99 99', false],
    [media(...Array<Status>(100).fill('suspected-ai')), '99+', 'toolbar.title 100 100 100', false],
  ] as const)('shows %o as "%s"', (look, text, title, isGrey) => {
    expect(buttonLook(look, true)).toEqual({ text, title, isGrey });
  });

  it('keeps its title and drops the number where the person wants none', () => {
    expect(buttonLook(media('ai-generated'), false)).toEqual({ text: '', title: 'toolbar.title 1 1 1', isGrey: false });
  });

  it.each([
    ['https://a.example/', 'idle'],
    ['file:///home/a.html', 'idle'],
    ['https://off.example/x', 'off'],
    ['chrome://extensions/', 'blocked'],
    [undefined, 'blocked'],
  ])('of a tab at %s without media is %s', (address, kind) => {
    expect(lookWithoutMedia(address, { ...DEFAULT_SETTINGS, sitesOff: ['off.example'] }).kind).toBe(kind);
  });
});

describe('drawing', () => {
  let texts: string[];
  let icons: number;

  beforeEach(() => {
    vi.useFakeTimers();
    texts = [];
    icons = 0;
    Object.assign(fakeBrowser, {
      action: {
        setBadgeText: async ({ text }: { text: string }) => void texts.push(text),
        setTitle: async () => undefined,
        setIcon: async () => void icons++,
      },
    });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('happens at once, then at most every 250 ms, and ends with the last state', async () => {
    const toolbar = createToolbar(async () => DEFAULT_SETTINGS);
    toolbar.show(1, media('ai-generated'));
    for (let count = 2; count < 40; count++) toolbar.show(1, media(...Array<Status>(count).fill('ai-generated')));
    await vi.advanceTimersByTimeAsync(249);
    expect(texts).toEqual(['1']);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(texts).toEqual(['1', '39']);
  });

  it('of one tab does not wait for another', async () => {
    const toolbar = createToolbar(async () => DEFAULT_SETTINGS);
    toolbar.show(1, media('ai-generated'));
    toolbar.show(2, media('ai-generated', 'ai-edited'));
    await vi.advanceTimersByTimeAsync(0);
    expect(texts).toEqual(['1', '2']);
  });

  it('sets the icon once for all counts of a page, and again after a navigation took it back', async () => {
    const toolbar = createToolbar(async () => DEFAULT_SETTINGS);
    const draw = async (count: number): Promise<void> => {
      toolbar.show(1, media(...Array<Status>(count).fill('ai-generated')));
      await vi.advanceTimersByTimeAsync(250);
    };
    for (const count of [1, 2, 2, 3]) await draw(count);
    expect([texts, icons]).toEqual([['1', '2', '3'], 1]);
    toolbar.forget(1);
    await draw(3);
    expect([texts, icons]).toEqual([['1', '2', '3', '3'], 2]);
  });
});
