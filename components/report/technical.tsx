import { i18n } from '#i18n';
import type { LabelReport, Note } from '@/utils/engine/report';
import type { ListDate, ReportItem } from '@/utils/report/report-item';
import { dateText } from '../date-text';
import { formatBytes, formatContainer, formatDimensions } from '../format';
import { listName } from '../list-name';
import { type CardFact, type CardText, ours, theirs } from '../overlay/card-text';
import { markName } from '../status-text';
import { Facts } from './facts';
import { marksRead } from './marks-read';

/** Every mark with what became of it: this is what makes "No label found" worth something. */
export const WhatWasRead = ({ item, report }: { readonly item: ReportItem; readonly report: LabelReport }) => (
  <section aria-labelledby="what-was-read">
    <h2 id="what-was-read">{i18n.t('report.section.read')}</h2>
    <dl class="box report-facts marks">
      {marksRead(report, item.subject.kind === 'medium', item.pixels).map(({ mark, reading }) => (
        <div key={mark} data-reading={reading}>
          <dt>{markName(mark)}</dt>
          <dd>{i18n.t(`report.marks.${reading}`)}</dd>
        </div>
      ))}
    </dl>
    {(report.notes ?? []).map((note) => (
      <p key={note} class="hint">
        {i18n.t(`report.note.${NOTE_IDS[note]}`)}
      </p>
    ))}
  </section>
);

const NOTE_IDS = {
  'ends-early': 'endsEarly',
  'wrong-extension': 'wrongExtension',
  trailer: 'trailer',
  'pixels-not-checked': 'pixelsNotChecked',
  'credentials-not-checked': 'credentialsNotChecked',
} as const satisfies Record<Note, string>;

export const Technical = ({ item, report }: { readonly item: ReportItem; readonly report: LabelReport }) => (
  <section aria-labelledby="technical">
    <h2 id="technical">{i18n.t('report.section.technical')}</h2>
    <div class="box">
      <Facts facts={technicalFacts(item, report)} />
    </div>
  </section>
);

const technicalFacts = (
  { subject, sha256, checkedAt, lists }: ReportItem,
  report: LabelReport,
): readonly CardFact[] => {
  const fact = (term: string, text: string): readonly CardFact[] =>
    text === '' ? [] : [{ term, values: [ours(text)] }];
  const written = (term: string, text: string): readonly CardFact[] =>
    text === '' ? [] : [{ term, values: [theirs(text)] }];
  const { medium, page } = subject.kind === 'medium' ? subject : { medium: null, page: null };
  const size = report.bytes === null ? i18n.t('common.unknown') : formatBytes(report.bytes);
  return [
    ...written(i18n.t('report.field.address'), medium?.address ?? ''),
    ...written(i18n.t('report.field.page'), page?.address ?? ''),
    ...written(i18n.t('field.title'), page?.title ?? ''),
    ...fact(i18n.t('report.field.container'), formatContainer(report.container)),
    ...fact(i18n.t('report.field.dimensions'), medium === null ? '' : formatDimensions(medium.width, medium.height)),
    ...fact(i18n.t('report.field.size'), size),
    ...fact(i18n.t('report.field.bytesRead'), formatBytes(report.bytesRead)),
    ...fact(
      i18n.t('report.field.fragments'),
      subject.kind === 'file' && subject.fragments.length > 0 ? String(subject.fragments.length) : '',
    ),
    ...fact(i18n.t('report.field.sha256'), sha256 ?? ''),
    ...fact(i18n.t('report.field.checkedAt'), checkedAt?.toLocaleString(i18n.t('ext.lang')) ?? ''),
    ...(lists.length > 0 ? [{ term: i18n.t('report.field.trustLists'), values: lists.map(listText) }] : []),
  ];
};

const listText = ({ id, fetchedAt }: ListDate): CardText =>
  ours(i18n.t('report.trustListOf', [dateText(fetchedAt), listName(id)]));
