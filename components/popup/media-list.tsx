import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { MediumRow } from '../media-rows';
import { moveByKey } from '../shared/move-by-key';
import { MediaRow } from './media-row';

interface MediaListProps {
  readonly rows: readonly MediumRow[];
  readonly thumbnails: ReadonlyMap<string, string>;
  /** Pointer or focus came into the list or left it: rows must not move meanwhile. */
  readonly onHold: (isHeld: boolean) => void;
  readonly onLocate: (row: MediumRow) => void;
  readonly onFullReport: (row: MediumRow) => void;
  readonly onReport: (row: MediumRow) => void;
}

/** The name under which a thumbnail is kept: ids are unique in their frame only. */
export const thumbnailKey = ({ frameId, id }: Pick<MediumRow['medium'], 'frameId' | 'id'>): string =>
  `${frameId}:${id}`;

/** One tab stop, arrows walk; a click opens the row and shows the medium on its page, a second one closes it. */
export const MediaList = ({ rows, thumbnails, onHold, onLocate, onFullReport, onReport }: MediaListProps) => {
  const list = useRef<HTMLUListElement>(null);
  const [openKey, setOpenKey] = useState<string | null>(null);
  const [currentKey, setCurrentKey] = useState<string | null>(null);
  const hold = useHold(onHold);
  const current = Math.max(
    0,
    rows.findIndex(({ key }) => key === currentKey),
  );
  useFocusKeptOnItsRow(list, rows);

  const onKeyDown = (event: KeyboardEvent): void => {
    hold.onKeyDown();
    if (!(event.target instanceof HTMLElement) || event.target.dataset.row === undefined) return;
    const key = event.target.dataset.row;
    const focused = rows.find((row) => row.key === key);
    if (event.key === 'Enter' && event.shiftKey && focused !== undefined) {
      // Without it the button would be pressed, too.
      event.preventDefault();
      onFullReport(focused);
      return;
    }
    const next = moveByKey(event, rows.length, current, 'vertical');
    const row = next === null ? undefined : rows[next];
    if (row === undefined) return;
    event.preventDefault();
    setCurrentKey(row.key);
    rowButton(list.current, row.key)?.focus();
  };

  const toggle = (row: MediumRow): void => {
    const opens = openKey !== row.key;
    setCurrentKey(row.key);
    setOpenKey(opens ? row.key : null);
    if (opens && !row.isGone) onLocate(row);
  };

  return (
    <ul
      ref={list}
      class="popup__list"
      aria-label={i18n.t('popup.list.label')}
      onPointerEnter={hold.onPointerEnter}
      onPointerLeave={hold.onPointerLeave}
      onFocusIn={hold.onFocusIn}
      onFocusOut={hold.onFocusOut}
      onKeyDown={onKeyDown}
    >
      {rows.map((row, index) => (
        <MediaRow
          key={row.key}
          row={row}
          picture={thumbnails.get(thumbnailKey(row.medium))}
          isOpen={row.key === openKey}
          isCurrent={index === current}
          onToggle={() => toggle(row)}
          onLocate={() => onLocate(row)}
          onFullReport={() => onFullReport(row)}
          onReport={() => onReport(row)}
        />
      ))}
    </ul>
  );
};

/**
 * The focus that the popup itself put on the first row holds nothing yet, or results that arrive while a person only
 * looks would never be sorted in; a key or the pointer does.
 */
const useHold = (onHold: (isHeld: boolean) => void) => {
  const state = useRef({ pointer: false, focus: false, keyed: false });
  const set = (patch: Partial<typeof state.current>): void => {
    state.current = { ...state.current, ...patch };
    onHold(state.current.pointer || (state.current.focus && state.current.keyed));
  };
  return {
    onPointerEnter: () => set({ pointer: true }),
    onPointerLeave: () => set({ pointer: false }),
    onFocusIn: () => set({ focus: true }),
    onFocusOut: ({ currentTarget, relatedTarget }: FocusEvent) => {
      const staysInside =
        currentTarget instanceof Node && relatedTarget instanceof Node && currentTarget.contains(relatedTarget);
      if (!staysInside) set({ focus: false, keyed: false });
    },
    onKeyDown: () => set({ keyed: true }),
  };
};

/** Moving an element in the document takes its focus away: give it back to the same row. */
const useFocusKeptOnItsRow = (
  list: { readonly current: HTMLUListElement | null },
  rows: readonly MediumRow[],
): void => {
  const focusedKey = useRef<string | null>(null);
  // Read while rendering, before the document changes.
  const active = document.activeElement;
  focusedKey.current =
    active instanceof HTMLElement && list.current?.contains(active) === true ? (active.dataset.row ?? null) : null;
  useLayoutEffect(() => {
    if (focusedKey.current !== null && document.activeElement === document.body) {
      rowButton(list.current, focusedKey.current)?.focus();
    }
  }, [rows]);
};

/** The button of the row with this key, or of the first row. */
export const rowButton = (root: HTMLElement | null, key?: string): HTMLElement | undefined =>
  [...(root?.querySelectorAll<HTMLElement>('[data-row]') ?? [])].find(
    (button) => key === undefined || button.dataset.row === key,
  );
