import type { MediumRow } from '../media-rows';

/** What the popup has to show of the tab it speaks about. */
export type PopupState =
  | { readonly kind: 'loading' }
  /** The browser's own page, the extension store, a file without permission. */
  | { readonly kind: 'blocked' }
  /** The person or the browser has not granted access; the host is known only where the browser tells it. */
  | { readonly kind: 'permission'; readonly host: string }
  | { readonly kind: 'off'; readonly host: string }
  | {
      readonly kind: 'on';
      readonly host: string;
      /** In their final order. */
      readonly rows: readonly MediumRow[];
      readonly overlayRefused: boolean;
      /** The page was opened before the extension was started, so nothing of it runs there. */
      readonly needsReload: boolean;
    };

export interface PopupActions {
  readonly setSite: (isOn: boolean) => void;
  readonly allow: () => void;
  readonly reload: () => void;
  readonly rescan: () => void;
  /** Scrolls the page to the medium and rings it. */
  readonly locate: (row: MediumRow) => void;
  /** The full report; without a row the page for files. */
  readonly openReport: (row?: MediumRow) => void;
  readonly report: (row: MediumRow) => void;
  readonly openNotices: () => void;
  readonly openOptions: () => void;
}
