import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing';
import { DEFAULT_SETTINGS, SETTINGS_KEY, type Settings } from '@/utils/settings';
import { isSiteOn, loadSettings, saveSettings, siteOf, watchSettings } from '@/utils/settings-store';

const store = (value: unknown) => fakeBrowser.storage.local.set({ [SETTINGS_KEY]: value });

beforeEach(() => {
  fakeBrowser.reset();
  vi.restoreAllMocks();
});

describe('settings', () => {
  it.each([
    ['nothing', undefined],
    ['a text', 'on'],
    ['a list', []],
    ['null', null],
  ])('are the defaults where %s is stored', async (_, value) => {
    await store(value);
    expect(await loadSettings()).toEqual(DEFAULT_SETTINGS);
  });

  it('fall back part by part', async () => {
    await store({ theme: 'neon', badges: 'point', cardDelayMs: 1, depth: 'all', sitesOff: [7], later: true });
    expect(await loadSettings()).toEqual({ ...DEFAULT_SETTINGS, badges: 'point' });
  });

  it('are the defaults where storage cannot be read', async () => {
    vi.spyOn(fakeBrowser.storage.local, 'get').mockRejectedValue(new Error('no disk'));
    expect(await loadSettings()).toEqual(DEFAULT_SETTINGS);
  });

  it('say when they cannot be saved, and can be later', async () => {
    const set = vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValueOnce(new Error('disk full'));
    await expect(saveSettings({ count: false })).rejects.toThrow('disk full');
    set.mockRestore();
    expect(await saveSettings({ count: false })).toMatchObject({ count: false });
  });

  it('keep every change of changes that are made together', async () => {
    await Promise.all([
      saveSettings({ count: false }),
      saveSettings({ theme: 'dark' }),
      saveSettings({ overlay: false }),
    ]);
    expect(await loadSettings()).toEqual({ ...DEFAULT_SETTINGS, count: false, theme: 'dark', overlay: false });
  });

  it('are told to whoever watches, until it stops', async () => {
    const heard: Settings[] = [];
    const stop = watchSettings((settings) => heard.push(settings));
    await saveSettings({ theme: 'dark' });
    await fakeBrowser.storage.local.set({ other: 1 });
    stop();
    await saveSettings({ theme: 'light' });
    expect(heard).toEqual([{ ...DEFAULT_SETTINGS, theme: 'dark' }]);
  });
});

describe('sites', () => {
  it.each([
    ['https://News.Example.com:8443/a?b#c', 'news.example.com'],
    ['http://example.com./', 'example.com'],
    ['http://[::1]:8080/', '[::1]'],
    ['about:blank', ''],
    ['no address', ''],
  ])('are known by host: %s', (address, site) => {
    expect(siteOf(address)).toBe(site);
  });

  it.each([
    ['news.example.com', false],
    ['NEWS.example.com', false],
    ['news.example.com.', false],
    ['example.com', true],
    ['a.news.example.com', true],
    ['', true],
  ])('%s is on: %s', (host, isOn) => {
    expect(isSiteOn({ ...DEFAULT_SETTINGS, sitesOff: ['news.example.com'] }, host)).toBe(isOn);
  });
});
