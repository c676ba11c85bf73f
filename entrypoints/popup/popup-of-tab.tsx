import { useEffect, useMemo, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { inventoryRows, type MediumRow } from '@/components/media-rows';
import { Popup } from '@/components/popup/popup';
import type { PopupActions, PopupState } from '@/components/popup/popup-state';
import { useSettings } from '@/components/shared/use-settings';
import { applyTheme } from '@/components/theme/page-theme';
import type { FrameCommand } from '@/utils/messages/frame';
import type { PageMessage } from '@/utils/messages/pages';
import type { Settings } from '@/utils/settings';
import { isSiteOn } from '@/utils/settings-store';
import { useNotices } from './use-notices';
import { type TabView, useTab } from './use-tab';
import { useThumbnails } from './use-thumbnails';

interface PopupOfTabProps {
  /** `null`: the active tab of the window. */
  readonly tabId: number | null;
  /** The popup proper goes when it has opened a page; in a tab it stays. */
  readonly closesItself: boolean;
}

export const PopupOfTab = ({ tabId, closesItself }: PopupOfTabProps) => {
  const view = useTab(tabId);
  const { settings, save } = useSettings();
  const [saveFailed, setSaveFailed] = useState(false);
  const notices = useNotices();
  const rows = useMemo(() => inventoryRows(view.inventory), [view.inventory]);
  const thumbnails = useThumbnails(view.tabId, rows, notices?.withheld ?? null);

  useEffect(() => {
    if (settings !== null) applyTheme(document.documentElement, settings.theme);
  }, [settings]);

  const close = (): void => {
    if (closesItself) window.close();
  };
  const openPage = async (address: string): Promise<void> => {
    await browser.tabs.create({ url: browser.runtime.getURL('/').replace(/\/$/, address) });
    close();
  };
  const host = view.access === null || view.access.kind === 'blocked' ? '' : view.access.host;

  const actions: PopupActions = {
    setSite: (isOn) => {
      if (settings === null) return;
      const others = settings.sitesOff.filter((site) => site !== host);
      save({ sitesOff: isOn ? others : [...others, host] }).then(
        () => setSaveFailed(false),
        () => setSaveFailed(true),
      );
    },
    // Asked for within the click: browsers refuse it otherwise.
    allow: () => {
      if (view.access?.kind === 'permission') {
        void browser.permissions.request({ origins: [...view.access.origins] }).catch(() => false);
      }
    },
    reload: () => {
      if (view.tabId !== null) void browser.tabs.reload(view.tabId);
    },
    rescan: () => {
      if (view.tabId !== null) void tell({ type: 'rescan', tabId: view.tabId });
    },
    locate: (row) => {
      if (view.tabId !== null) void locate(view.tabId, row);
    },
    openReport: (row) => {
      if (row === undefined) void openPage('/report.html');
      else if (view.tabId !== null) void openPage(`/report.html?${mediumQuery(view.tabId, row)}`);
    },
    report: (row) => {
      if (view.tabId !== null) {
        void openPage(`/notice.html?${mediumQuery(view.tabId, row)}`);
      }
    },
    openNotices: () => void openPage('/notices.html'),
    openOptions: () => void browser.runtime.openOptionsPage().then(close),
  };

  return (
    <Popup
      state={popupState(view, settings, rows)}
      thumbnails={thumbnails}
      notices={notices?.count ?? 0}
      saveFailed={saveFailed}
      actions={actions}
    />
  );
};

const popupState = (
  { access, inventory }: TabView,
  settings: Settings | null,
  rows: readonly MediumRow[],
): PopupState => {
  if (access === null || settings === null) return { kind: 'loading' };
  if (access.kind !== 'open') return access;
  if (access.host !== '' && !isSiteOn(settings, access.host)) return { kind: 'off', host: access.host };
  return {
    kind: 'on',
    host: access.host,
    rows,
    overlayRefused: inventory?.overlayRefused === true,
    needsReload: !access.isAlive,
  };
};

/** The background may be starting: a lost request is repeated by the person, not by us. */
const tell = (message: PageMessage): Promise<unknown> => browser.runtime.sendMessage(message).catch(() => undefined);

const mediumQuery = (tabId: number, { medium }: MediumRow): string =>
  `tab=${tabId}&frame=${medium.frameId}&id=${medium.id}`;

const locate = (tabId: number, { medium }: MediumRow): Promise<unknown> => {
  const command: FrameCommand = { type: 'locate', id: medium.id };
  return browser.tabs.sendMessage(tabId, command, { frameId: medium.frameId }).catch(() => undefined);
};
