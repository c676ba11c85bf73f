import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { countRows, type Filter, filterRows, type RowCounts } from '../media-rows';
import { useAnnouncement } from '../shared/use-announcement';
import { FilterChips } from './filter-chips';
import { MediaList, rowButton } from './media-list';
import { PopupFoot } from './popup-foot';
import { PopupHead } from './popup-head';
import type { PopupActions, PopupState } from './popup-state';
import { StatePanel } from './state-panel';
import { useSettledRows } from './use-settled-rows';

export interface PopupProps {
  readonly state: PopupState;
  readonly thumbnails: ReadonlyMap<string, string>;
  readonly notices: number;
  /** A change of settings could not be kept. */
  readonly saveFailed: boolean;
  readonly actions: PopupActions;
}

export const Popup = ({ state, thumbnails, notices, saveFailed, actions }: PopupProps) => (
  <div class="popup">
    <PopupHead
      host={state.kind === 'loading' || state.kind === 'blocked' ? '' : state.host}
      isOn={state.kind !== 'off'}
      onSwitch={actions.setSite}
    />
    {saveFailed && (
      <p class="strip popup__line" role="alert">
        {i18n.t('common.notSaved')}
      </p>
    )}
    <main class="popup__main">
      <Body state={state} thumbnails={thumbnails} actions={actions} />
    </main>
    <PopupFoot canRescan={state.kind === 'on'} notices={notices} actions={actions} />
  </div>
);

const Body = ({ state, thumbnails, actions }: Pick<PopupProps, 'state' | 'thumbnails' | 'actions'>) => {
  switch (state.kind) {
    case 'loading':
      return <Loading />;
    case 'blocked':
      return <StatePanel of="blocked" />;
    case 'permission':
      return <StatePanel of="permission" onAct={actions.allow} />;
    case 'off':
      return <StatePanel of="siteOff" onAct={() => actions.setSite(true)} />;
    case 'on':
      return <Media state={state} thumbnails={thumbnails} actions={actions} />;
  }
};

/** Still rows, no spinner; the sheet keeps them unseen for the first 100 ms. */
const Loading = () => (
  <div class="popup__loading">
    <p class="popup__summary">{i18n.t('popup.loading')}</p>
    {[1, 2, 3].map((row) => (
      <div key={row} class="row row--still" aria-hidden="true">
        <span class="thumb" />
      </div>
    ))}
  </div>
);

interface MediaProps {
  readonly state: Extract<PopupState, { kind: 'on' }>;
  readonly thumbnails: ReadonlyMap<string, string>;
  readonly actions: PopupActions;
}

const Media = ({ state, thumbnails, actions }: MediaProps) => {
  const [filter, setFilter] = useState<Filter>('all');
  const [isHeld, setHeld] = useState(false);
  const main = useRef<HTMLDivElement>(null);
  const settled = useSettledRows(state.rows, isHeld);
  const counts = countRows(state.rows);
  const rows = filterRows(settled.rows, filter);
  const filterResult = useFilterResult(filter, rows.length);
  const progress = useAnnouncement(liveText(counts), counts.checking > 0);
  useFirstFocus(main, rows.length > 0);

  const showNew = (): void => {
    const shown = new Set(settled.rows.map(({ key }) => key));
    const firstNew = state.rows.find(({ key }) => !shown.has(key));
    settled.showAll();
    setFilter('all');
    // The button goes; reading continues at the first row that it brought.
    requestAnimationFrame(() => focusRow(main.current, firstNew?.key));
  };

  return (
    <div class="popup__media" ref={main}>
      {state.needsReload && (
        <div class="strip popup__line">
          <p>{i18n.t('popup.restarted')}</p>
          <button type="button" class="button button--small" onClick={actions.reload}>
            {i18n.t('popup.reload')}
          </button>
        </div>
      )}
      {state.overlayRefused && <p class="strip popup__line">{i18n.t('popup.overlayOff')}</p>}
      {settled.rows.length === 0 ? (
        !state.needsReload && <StatePanel of="empty" />
      ) : (
        <>
          <Summary counts={counts} />
          <FilterChips rows={settled.rows} chosen={filter} onChoose={setFilter} />
          <div class="popup__scroll">
            {settled.waiting > 0 && (
              <button type="button" class="button button--small popup__new" onClick={showNew}>
                {i18n.t('popup.newRows', settled.waiting)}
              </button>
            )}
            {rows.length === 0 ? (
              <p class="hint popup__none">{i18n.t('popup.emptyFilter')}</p>
            ) : (
              <MediaList
                rows={rows}
                thumbnails={thumbnails}
                onHold={setHeld}
                onLocate={actions.locate}
                onFullReport={actions.openReport}
                onReport={actions.report}
              />
            )}
            {rows.some(({ status }) => status === 'unlabelled') && (
              <p class="caption popup__note">{i18n.t('popup.foot')}</p>
            )}
          </div>
        </>
      )}
      <p class="visually-hidden" role="status">
        {progress}
      </p>
      <p class="visually-hidden" role="status">
        {filterResult}
      </p>
    </div>
  );
};

const Summary = ({ counts }: { readonly counts: RowCounts }) => {
  const remarks = [
    counts.unreadable > 0 ? i18n.t('popup.summaryNotChecked', counts.unreadable) : '',
    counts.pending > 0 ? i18n.t('popup.pending', counts.pending) : '',
  ].filter((remark) => remark !== '');
  return (
    <div class="popup__summary">
      <h2 class="count">{i18n.t('popup.summary', counts.ai, [String(counts.ai), String(counts.media)])}</h2>
      {remarks.length > 0 && <p class="caption count">{remarks.join(' · ')}</p>}
    </div>
  );
};

const liveText = ({ checked, ai }: RowCounts): string => i18n.t('popup.live', [String(checked), String(ai)]);

/** How many rows a newly chosen filter shows, said once; null before any was chosen. */
const useFilterResult = (filter: Filter, count: number): string | null => {
  const [said, setSaid] = useState<string | null>(null);
  const first = useRef(true);
  // Only a new filter speaks: rows that arrive later are no new result of it.
  useEffect(() => {
    if (!first.current) setSaid(String(count));
    first.current = false;
  }, [filter]);
  return said;
};

/** The list if it has rows, else whatever the browser takes first. */
const useFirstFocus = (root: { readonly current: HTMLElement | null }, hasRows: boolean): void => {
  const isDone = useRef(false);
  useLayoutEffect(() => {
    if (!hasRows || isDone.current) return;
    isDone.current = true;
    const focused = document.activeElement;
    if (focused === null || focused === document.body) focusRow(root.current);
  }, [hasRows, root]);
};

/** Without a key, or where its row is not there, the first one. */
const focusRow = (root: HTMLElement | null, key?: string): void => (rowButton(root, key) ?? rowButton(root))?.focus();
