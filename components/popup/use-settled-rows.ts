import { useLayoutEffect, useReducer, useRef } from 'preact/hooks';
import { type MediumRow, type SettledRows, settleRows } from '../media-rows';

/** Rows that stand still while they are held; `showAll` brings in those that wait. */
export const useSettledRows = (
  latest: readonly MediumRow[],
  isHeld: boolean,
): SettledRows & { readonly showAll: () => void } => {
  const shown = useRef<readonly MediumRow[]>([]);
  const [, renderAgain] = useReducer((count: number) => count + 1, 0);
  const settled = settleRows(shown.current, latest, isHeld);
  useLayoutEffect(() => {
    shown.current = settled.rows;
  });
  const showAll = (): void => {
    shown.current = [];
    renderAgain(null);
  };
  return { ...settled, showAll };
};
