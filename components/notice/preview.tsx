import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { canonicalJson, type Json } from '@/utils/notice/canonical-json';
import { documentOf, type NoticeDocument, type Row } from '@/utils/notice/document';
import { noticeOf, type Tool } from '@/utils/notice/notice';
import { evidenceOf } from '@/utils/notice/package';
import type { NoticeRecord } from '@/utils/notice/record';
import type { Notice } from '@/utils/notice/schema';
import { Sign, statusSign, statusTone } from '../signs';

interface PreviewProps {
  readonly record: NoticeRecord;
  /** Shown as what it is: typed, and not kept. */
  readonly contact: string;
  readonly tool: Tool;
  /** Before a kind is chosen none is named. */
  readonly hasKind: boolean;
  /** Below the form it is a fold; in the last step, and beside the form, it is open. */
  readonly isOpen: boolean;
}

type Form = 'readable' | 'data';

/** The notice as it will be kept, made by the same code that keeps it. */
export const Preview = ({ record, contact, tool, hasKind, isOpen }: PreviewProps) => {
  const [form, setForm] = useState<Form>('readable');
  const notice = useNotice(record, tool);
  return (
    <details class="box preview" open={isOpen}>
      <summary class="preview__head">
        <h2 class="preview__title">{i18n.t('notice.preview.title')}</h2>
      </summary>
      <div class="preview__forms" role="radiogroup" aria-label={i18n.t('notice.preview.title')}>
        <FormChoice form="readable" chosen={form} onChoose={setForm} text={i18n.t('notice.preview.formReadable')} />
        <FormChoice form="data" chosen={form} onChoose={setForm} text={i18n.t('notice.preview.formData')} />
      </div>
      {notice !== null &&
        (form === 'readable' ? (
          <Readable document={documentOf(notice, record, record.lang)} hasKind={hasKind} contact={contact} />
        ) : (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
          <pre class="preview__data code" tabIndex={0}>
            {JSON.stringify(JSON.parse(canonicalJson(notice as unknown as Json)), null, 2)}
          </pre>
        ))}
    </details>
  );
};

/** Hashing is asynchronous: an older answer never replaces a newer one. */
const useNotice = (record: NoticeRecord, tool: Tool): Notice | null => {
  const [notice, setNotice] = useState<Notice | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void evidenceOf(record)
      .then((evidence) => noticeOf(record, tool, '', evidence))
      .then(
        (made) => isCurrent && setNotice(made),
        () => isCurrent && setNotice(null),
      );
    return () => {
      isCurrent = false;
    };
  }, [record, tool]);
  return notice;
};

const FormChoice = ({
  form,
  chosen,
  text,
  onChoose,
}: {
  readonly form: Form;
  readonly chosen: Form;
  readonly text: string;
  readonly onChoose: (form: Form) => void;
}) => (
  <label class={`preview__form${form === chosen ? ' preview__form--chosen' : ''}`}>
    <input
      class="visually-hidden"
      type="radio"
      name="preview-form"
      checked={form === chosen}
      onChange={() => onChoose(form)}
    />
    {text}
  </label>
);

interface ReadableProps extends Pick<PreviewProps, 'contact' | 'hasKind'> {
  readonly document: NoticeDocument;
}

const Readable = ({ document, hasKind, contact }: ReadableProps) => (
  <div class="preview__text" lang={document.lang}>
    <h3 class="preview__name">{document.title}</h3>
    <div class="preview__item">
      {document.thumbnail !== null && <img class="preview__thumb" src={document.thumbnail} alt="" />}
      <Rows rows={document.item.rows} />
    </div>
    <h4>{document.seen.heading}</h4>
    {hasKind && <p>{document.seen.concern}</p>}
    {document.seen.paragraphs.map((paragraph, index) => (
      <p key={index}>
        <bdi>{paragraph}</bdi>
      </p>
    ))}
    <h4>{document.read.heading}</h4>
    <p class="preview__finding">
      {document.read.status !== null && (
        <Sign name={statusSign(document.read.status)} tone={statusTone(document.read.status)} size={16} />
      )}
      <span>{document.read.sentence}</span>
    </p>
    {document.read.notes.map((note) => (
      <p key={note} class="hint">
        {note}
      </p>
    ))}
    {document.read.findings.length > 0 && (
      <ul class="preview__findings">
        {document.read.findings.map((cells) => (
          <li key={cells.join()}>
            <bdi>{cells.join(' · ')}</bdi>
          </li>
        ))}
      </ul>
    )}
    <h4>{document.request.heading}</h4>
    <p>{document.request.text}</p>
    <h4>{document.statement.heading}</h4>
    {document.statement.paragraphs.map((paragraph) => (
      <p key={paragraph}>{paragraph}</p>
    ))}
    <Rows rows={document.statement.rows} />
    {contact.trim() !== '' && (
      <p lang={i18n.t('ext.lang')} class="hint">
        {i18n.t('evidence.contact')} <bdi>{contact}</bdi> {i18n.t('common.notStored')}
      </p>
    )}
    <p class="hint">{document.disclaimer}</p>
  </div>
);

const Rows = ({ rows }: { readonly rows: readonly Row[] }) => (
  <dl class="preview__rows">
    {rows.map(({ term, lines, code }, index) => (
      <div key={index}>
        <dt>{term}</dt>
        <dd class={code ? 'code' : ''}>
          <bdi>{lines.join('')}</bdi>
        </dd>
      </div>
    ))}
  </dl>
);
