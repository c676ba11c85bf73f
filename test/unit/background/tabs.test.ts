import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing';

vi.mock('#i18n', () => ({ i18n: { t: (key: string) => key } }));

import type { Frames } from '@/utils/background/frames';
import { createTabs } from '@/utils/background/tabs';
import type { TabLook } from '@/utils/background/toolbar';
import { unreadableReport } from '@/utils/engine/make-report';
import { DEFAULT_SETTINGS, type Settings } from '@/utils/settings';
import { withFrame, withMedia, withReports } from '@/utils/store/inventory-changes';
import { createInventoryWriter, type InventoryWriter } from '@/utils/store/inventory-writer';

const TAB = 5;
const ADDRESS = 'https://a.example/';

let settings: Settings;
let documents: { frameId: number; documentId: string }[] | null;
let told: { tabId: number; command: unknown; options: unknown }[];
let looks: TabLook['kind'][];
let anew: unknown[];
let inventory: InventoryWriter;
let tabs: ReturnType<typeof createTabs>;

const frames: Frames = {
  accept: () => false,
  ofTab: () => [],
  keepDocuments: () => undefined,
  askAnew: (media) => anew.push(...media),
};

beforeEach(() => {
  fakeBrowser.reset();
  settings = DEFAULT_SETTINGS;
  documents = [{ frameId: 0, documentId: 'top' }];
  told = [];
  looks = [];
  anew = [];
  Object.assign(fakeBrowser, {
    scripting: {
      executeScript: async () => {
        if (documents === null) throw new Error('Cannot access contents of the page');
        return documents;
      },
    },
  });
  Object.assign(fakeBrowser.tabs, {
    query: async () => [{ id: TAB, url: ADDRESS }],
    sendMessage: async (tabId: number, command: unknown, options: unknown) =>
      void told.push({ tabId, command, options }),
  });
  inventory = createInventoryWriter();
  tabs = createTabs({
    settings: async () => settings,
    inventory,
    frames,
    toolbar: { show: (_, look) => looks.push(look.kind), forget: () => undefined },
  });
});

const list = () =>
  inventory.update(TAB, (before) => {
    const frame = {
      tabId: TAB,
      frameId: 0,
      frameHost: 'a.example',
      documentId: 'top',
      origin: 'https://a.example',
      topAddress: ADDRESS,
      topTitle: '',
      title: 'Before',
      overlayRefused: false,
    };
    const medium = {
      id: 1,
      address: `${ADDRESS}1.png`,
      kind: 'image',
      loaded: true,
      width: 1,
      height: 1,
      alt: '',
      order: 0,
    } as const;
    const told = withMedia(withFrame(before, frame), frame, [medium], []);
    return withReports(told, 0, [{ id: 1, address: medium.address, report: unreadableReport('', 'empty', '') }]);
  });

describe('a tab', () => {
  it('that moves inside its page keeps its list, under the new address and title', async () => {
    await list();
    await tabs.onUpdated(TAB, { status: 'loading', url: `${ADDRESS}next` }, `${ADDRESS}next`);
    await tabs.onUpdated(TAB, { title: 'After' }, `${ADDRESS}next`);
    expect(await inventory.read(TAB)).toMatchObject({ address: `${ADDRESS}next`, title: 'After', media: [{ id: 1 }] });
    expect(looks).toEqual(['media']);
  });

  it.each([
    ['another document', [{ frameId: 0, documentId: 'next' }], 'https://b.example/', 'idle'],
    ['a page closed to extensions', null, undefined, 'blocked'],
  ] as const)('that shows %s has no list any more', async (_, next, address, look) => {
    await list();
    documents = next && [...next];
    await tabs.onUpdated(TAB, { status: 'complete' }, address);
    expect(await inventory.read(TAB)).toBeNull();
    expect(looks).toEqual([look]);
  });

  it('that is closed is forgotten', async () => {
    await list();
    await tabs.onRemoved(TAB);
    expect(await inventory.read(TAB)).toBeNull();
  });

  it('is told of changed settings, and of nothing else where its site is switched off', async () => {
    await list();
    settings = { ...DEFAULT_SETTINGS, theme: 'dark' };
    await tabs.onSettings(settings);
    expect(told).toMatchObject([{ tabId: TAB, command: { type: 'state', state: { on: true, theme: 'dark' } } }]);
    expect(await inventory.read(TAB)).not.toBeNull();

    settings = { ...DEFAULT_SETTINGS, sitesOff: ['a.example'] };
    await tabs.onSettings(settings);
    expect(told.at(-1)).toMatchObject({ command: { type: 'state', state: { on: false } } });
    expect(await inventory.read(TAB)).toBeNull();
    expect(looks).toEqual(['media', 'off']);
  });

  it('is looked at again: every report forgotten, the cache left aside, its frames told', async () => {
    await list();
    await tabs.rescan(TAB);
    expect((await inventory.read(TAB))?.media).toMatchObject([{ state: 'waiting', report: null }]);
    expect(anew).toEqual([{ tabId: TAB, frameId: 0, id: 1 }]);
    expect(told).toMatchObject([{ tabId: TAB, command: { type: 'rescan' } }]);
  });
});
