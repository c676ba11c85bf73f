import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { safeThumbnail } from '@/utils/messages/thumbnail';
import { isIntimate, type NoticeRecord } from '@/utils/notice/record';
import { REASON_IDS } from '@/utils/notice/report-words';
import { FileText } from '../file-text';
import { formatHost } from '../format';
import { Sign, statusSign, statusTone } from '../signs';
import { kindName } from '../status-text';

export interface NoticesDeps {
  readonly list: () => Promise<readonly NoticeRecord[]>;
  readonly remove: (key: string) => Promise<void>;
  readonly removeAll: () => Promise<void>;
  /** @throws where it could not be kept again. */
  readonly restore: (record: NoticeRecord) => Promise<void>;
  readonly exportOne: (record: NoticeRecord) => Promise<string>;
  readonly exportSome: (records: readonly NoticeRecord[]) => Promise<string>;
}

/** How long a deletion can be taken back. */
export const UNDO_MS = 10_000;

type Said =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'deleted'; readonly record: NoticeRecord }
  /** Taking it back failed: it stays here until that works. */
  | { readonly kind: 'lost'; readonly record: NoticeRecord }
  | { readonly kind: 'text'; readonly text: string };

export const NoticesList = (deps: NoticesDeps) => {
  const [records, setRecords] = useState<readonly NoticeRecord[] | null>(null);
  const [isRefused, setRefused] = useState(false);
  const [query, setQuery] = useState('');
  const [said, setSaid] = useState<Said>({ kind: 'nothing' });
  const dialog = useRef<HTMLDialogElement>(null);

  const refresh = (): Promise<void> =>
    deps.list().then(
      (listed) => {
        setRecords(listed);
        setRefused(false);
      },
      () => setRefused(true),
    );
  useEffect(() => {
    void refresh();
    // Another tab may have kept one meanwhile.
    const onShow = (): void => void (document.visibilityState === 'visible' && refresh());
    document.addEventListener('visibilitychange', onShow);
    return () => document.removeEventListener('visibilitychange', onShow);
  }, []);

  useEffect(() => {
    if (said.kind !== 'deleted') return;
    const timer = setTimeout(() => setSaid({ kind: 'nothing' }), UNDO_MS);
    return () => clearTimeout(timer);
  }, [said]);

  const attempt = (work: Promise<Said>, failure: string | Said): Promise<void> =>
    work
      .then(setSaid, () => setSaid(typeof failure === 'string' ? { kind: 'text', text: failure } : failure))
      .then(refresh);

  const remove = (record: NoticeRecord): Promise<void> =>
    attempt(
      deps.remove(record.key).then(() => ({ kind: 'deleted', record })),
      i18n.t('notices.notDeleted'),
    );
  const restore = (record: NoticeRecord): Promise<void> =>
    attempt(
      deps.restore(record).then(() => ({ kind: 'nothing' })),
      { kind: 'lost', record },
    );
  const exportOne = (record: NoticeRecord): Promise<void> =>
    attempt(
      deps.exportOne(record).then((name) => ({ kind: 'text', text: i18n.t('notice.exported', [name]) })),
      i18n.t('notice.notExported'),
    );

  const all = records ?? [];
  const whole = all.filter(({ state }) => state !== 'draft');
  const exportAll = (): Promise<void> =>
    attempt(
      deps.exportSome(whole).then((name) => ({
        kind: 'text',
        text: i18n.t(whole.length < all.length ? 'notices.exportedSome' : 'notice.exported', [name]),
      })),
      i18n.t('notice.notExported'),
    );
  const shown = all.filter((record) => matches(record, query));

  return (
    <>
      <div class="notices__head">
        <h1>{i18n.t('notices.title')}</h1>
        {records !== null && <p class="hint count">{i18n.t('notices.count', all.length)}</p>}
      </div>
      {isRefused && (
        <p class="strip strip--warn" role="alert">
          {i18n.t('notices.notRead')}
        </p>
      )}
      {records !== null && all.length === 0 && <Empty />}
      {all.length > 0 && (
        <>
          <div class="notices__tools">
            <input
              class="field notices__search"
              type="search"
              value={query}
              aria-label={i18n.t('notices.search')}
              placeholder={i18n.t('notices.search')}
              onInput={(event) => setQuery(event.currentTarget.value)}
            />
            <button type="button" class="button" disabled={whole.length === 0} onClick={() => void exportAll()}>
              {i18n.t('notices.exportAll')}
            </button>
            <button type="button" class="button" onClick={() => dialog.current?.showModal()}>
              {i18n.t('notices.deleteAll')}
            </button>
          </div>
          <ul class="box notices">
            {shown.map((record) => (
              <NoticeRow key={record.key} record={record} onDelete={remove} onExport={exportOne} />
            ))}
            {shown.length === 0 && <li class="notices__none hint">{i18n.t('notices.noMatch')}</li>}
          </ul>
        </>
      )}
      <div class="notices__said" role="status">
        {said.kind === 'text' && <p class="strip">{said.text}</p>}
        {(said.kind === 'deleted' || said.kind === 'lost') && (
          <p class="strip notices__undo">
            {i18n.t(said.kind === 'deleted' ? 'notices.deleted' : 'notices.notRestored')}
            <button type="button" class="button button--small" onClick={() => void restore(said.record)}>
              {i18n.t('common.undo')}
            </button>
          </p>
        )}
      </div>
      <dialog ref={dialog} class="box notices__dialog" aria-labelledby="delete-all">
        <p id="delete-all">{i18n.t('notices.deleteAllAsk', all.length)}</p>
        <div class="notices__answers">
          <button type="button" class="button" onClick={() => dialog.current?.close()}>
            {i18n.t('common.cancel')}
          </button>
          <button
            type="button"
            class="button button--primary"
            onClick={() => {
              dialog.current?.close();
              void attempt(
                deps.removeAll().then(() => ({ kind: 'nothing' })),
                i18n.t('notices.notDeleted'),
              );
            }}
          >
            {i18n.t('common.delete')}
          </button>
        </div>
      </dialog>
    </>
  );
};

const Empty = () => (
  <div class="box notices__empty">
    <Sign name="ui-flag" size={36} tone="none" />
    <h2>{i18n.t('notices.empty.title')}</h2>
    <p class="hint">{i18n.t('notices.empty.body')}</p>
  </div>
);

interface NoticeRowProps {
  readonly record: NoticeRecord;
  readonly onDelete: (record: NoticeRecord) => void;
  readonly onExport: (record: NoticeRecord) => void;
}

const NoticeRow = ({ record, onDelete, onExport }: NoticeRowProps) => {
  const { subject } = record;
  const host = formatHost(subject.pageAddress);
  const edit = `/notice.html?notice=${record.key}`;
  return (
    <li class="notices__row">
      <RowPicture record={record} />
      <div class="notices__words">
        <a class="notices__kind" href={edit}>
          {i18n.t(`notice.kind.${REASON_IDS[record.reason]}`)}
        </a>
        <p class="hint">
          {kindName(subject.kind)} · <FileText value={host} /> · <Moment at={record.updatedAt} />
        </p>
        {record.explanation !== '' && (
          <p class="hint notices__explanation">
            <FileText value={record.explanation} cap={120} />
          </p>
        )}
      </div>
      <span class="notices__state">{i18n.t(`notices.state.${record.state}`)}</span>
      <div class="notices__actions">
        <a class="button button--small" href={edit}>
          {i18n.t('common.edit')}
        </a>
        {record.state !== 'draft' && (
          <button type="button" class="button button--small" onClick={() => onExport(record)}>
            {i18n.t('common.export')}
          </button>
        )}
        <button type="button" class="button button--small" onClick={() => onDelete(record)}>
          {i18n.t('common.delete')}
        </button>
      </div>
    </li>
  );
};

const RowPicture = ({ record }: { readonly record: NoticeRecord }) => {
  const picture = isIntimate(record) ? null : safeThumbnail(record.thumbnail);
  const status = record.subject.report?.verdict.status ?? 'waiting';
  return (
    <span class="notices__picture" aria-hidden="true">
      {picture === null ? (
        <Sign name={statusSign(status)} tone={statusTone(status)} size={24} />
      ) : (
        <img src={picture} alt="" width={52} height={52} />
      )}
    </span>
  );
};

const Moment = ({ at }: { readonly at: string }) => (
  <time dateTime={at} title={at}>
    {new Date(at).toLocaleString(i18n.t('ext.lang'), { dateStyle: 'medium', timeStyle: 'short' })}
  </time>
);

const matches = (record: NoticeRecord, query: string): boolean => {
  const words = query.trim().toLocaleLowerCase().split(/\s+/);
  const { subject, explanation, account } = record;
  const text = [
    i18n.t(`notice.kind.${REASON_IDS[record.reason]}`),
    subject.pageAddress,
    subject.pageTitle,
    subject.address,
    explanation,
    account,
  ]
    .join('\n')
    .toLocaleLowerCase();
  return words.every((word) => text.includes(word));
};
