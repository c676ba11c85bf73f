import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing';
import { createMenuHandler } from '@/utils/background/menus';
import { createInventoryWriter } from '@/utils/store/inventory-writer';

const TAB = { id: 7, url: 'https://news.example/', index: 0, windowId: 1 };
const ADDRESS = 'https://cdn.example/a.jpg';

let answers: Readonly<Record<string, unknown>>;
let opened: string[];
let popups: number;

beforeEach(() => {
  fakeBrowser.reset();
  opened = [];
  popups = 0;
  vi.spyOn(fakeBrowser.tabs, 'sendMessage').mockImplementation(
    async (_tab: number, command: unknown) => answers[(command as { type: string }).type],
  );
  vi.spyOn(fakeBrowser.tabs, 'get').mockResolvedValue(TAB as never);
  vi.spyOn(fakeBrowser.tabs, 'create').mockImplementation(async ({ url = '' }) => {
    opened.push(new URL(url).pathname + new URL(url).search);
    return TAB as never;
  });
  Object.assign(fakeBrowser.action, {
    openPopup: async () => {
      popups += 1;
    },
  });
});

const click = async (menuItemId: string): Promise<void> => {
  const handle = createMenuHandler(createInventoryWriter());
  await handle({ menuItemId, srcUrl: ADDRESS, frameId: 3, editable: false, modifiers: [] } as never, TAB as never);
};

describe('the entries of a medium', () => {
  it.each([
    ['show', 'opens the card on the page', { 'open-card': true }, [], 0],
    ['show', 'opens the popup where no card may stand', { 'open-card': false }, [], 1],
    ['show', 'opens the popup where nobody answers', {}, [], 1],
    ['report', 'opens a notice about the medium', { find: 5 }, ['/notice.html?tab=7&frame=3&id=5'], 0],
    ['report', 'opens the popup for a medium that is not listed', { find: null }, [], 1],
  ] as const)('%s %s', async (entry, _, given, pages, shown) => {
    answers = given;
    await click(entry);
    expect({ opened, popups }).toEqual({ opened: pages, popups: shown });
  });

  it('open the list in a tab where the browser opens no popup', async () => {
    answers = {};
    Object.assign(fakeBrowser.action, { openPopup: () => Promise.reject(new Error('no gesture')) });
    await click('show');
    expect(opened).toEqual(['/popup.html?tab=7']);
  });
});
