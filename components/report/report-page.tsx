import { useCallback } from 'preact/hooks';
import { i18n } from '#i18n';
import type { LabelReport } from '@/utils/engine/report';
import { REPORT_LIMITS } from '@/utils/report/limits';
import { isUnderWay, type ReportItem } from '@/utils/report/report-item';
import type { ReportSession } from '@/utils/report/session';
import { CopyButton } from '../overlay/copy-button';
import { Sign } from '../signs';
import { rowTitle } from '../status-text';
import { AskNetwork } from './ask-network';
import { DropZone } from './drop-zone';
import { FileList } from './file-list';
import { FindingBox } from './finding-box';
import { ReportHead } from './report-head';
import { Technical, WhatWasRead } from './technical';
import { useDropped } from './use-dropped';
import { useReport } from './use-report';
import { WorkLine } from './work-line';

export interface ReportPageProps {
  readonly session: ReportSession;
  /** The medium that the page was opened for could not be found. */
  readonly isMissing: boolean;
  /** A small picture of the medium of a page; `null` while there is none, or where none may be shown. */
  readonly picture: string | null;
  readonly onPrint: () => void;
}

export const ReportPage = ({ session, isMissing, picture, onPrint }: ReportPageProps) => {
  const { items, chosen, refused } = useReport(session);
  const isOver = useDropped(useCallback(({ files, folders }) => void session.addFiles(files, folders), [session]));
  const item = items.find(({ key }) => key === chosen);
  const drop = <DropZone onFiles={(files) => void session.addFiles(files)} isLarge={item === undefined} />;
  return (
    <div class={isOver ? 'report report--over' : 'report'}>
      {isMissing && items.length === 0 && (
        <section class="box report__missing">
          <h1>{i18n.t('report.missing.title')}</h1>
          <p>{i18n.t('report.missing.body')}</p>
        </section>
      )}
      {!isMissing && item === undefined && <h1>{i18n.t('report.title')}</h1>}
      {item === undefined && drop}
      {(refused.folders || refused.tooMany) && <Refused {...refused} />}
      {items.length > 1 && <FileList items={items} chosen={chosen} onChoose={session.choose} />}
      {item !== undefined && <Report key={item.key} {...{ item, session, picture, onPrint }} />}
      {item !== undefined && <div class="report__more">{drop}</div>}
      <p class="visually-hidden" role="status">
        {item !== undefined && item.report !== null && !isUnderWay(item.work)
          ? i18n.t('report.work.done', [rowTitle(item.report)])
          : ''}
      </p>
    </div>
  );
};

/** What of a drop was not taken. */
const Refused = ({ folders, tooMany }: { readonly folders: boolean; readonly tooMany: boolean }) => (
  <div role="alert">
    {folders && <p class="strip">{i18n.t('report.drop.folder')}</p>}
    {tooMany && <p class="strip">{i18n.t('report.drop.tooMany', [String(REPORT_LIMITS.files)])}</p>}
  </div>
);

interface ReportProps extends Pick<ReportPageProps, 'session' | 'picture' | 'onPrint'> {
  readonly item: ReportItem;
}

const Report = ({ item, session, picture, onPrint }: ReportProps) => {
  const { report, subject } = item;
  return (
    <>
      <ReportHead item={item} picture={subject.kind === 'medium' ? picture : null}>
        <WorkLine item={item} onStop={() => session.stop(item.key)} />
        <AskNetwork item={item} session={session} />
        <Actions item={item} session={session} onPrint={onPrint} />
      </ReportHead>
      {report !== null && <Findings report={report} item={item} />}
      {report !== null && (
        <div class="report__columns">
          <WhatWasRead item={item} report={report} />
          <Technical item={item} report={report} />
        </div>
      )}
      <p class="hint report__limits">{i18n.t('report.limits')}</p>
    </>
  );
};

const Actions = ({ item, session, onPrint }: Pick<ReportProps, 'item' | 'session' | 'onPrint'>) => {
  const { report, subject, work } = item;
  return (
    <div class="report-head__actions no-print">
      {subject.kind === 'medium' && (
        <a
          class="button"
          href={`/notice.html?tab=${subject.tabId}&frame=${subject.medium.frameId}&id=${subject.medium.id}`}
        >
          <Sign name="ui-flag" size={14} />
          {i18n.t('report.action.notice')}
        </a>
      )}
      {report !== null && (
        <CopyButton
          class="button"
          label={i18n.t('report.action.json')}
          text={() => JSON.stringify(report, null, 2)}
          isMeant={() => true}
        />
      )}
      <button type="button" class="button" disabled={report === null} onClick={onPrint}>
        {i18n.t('report.action.print')}
      </button>
      {item.bytes !== null && (
        <button
          type="button"
          class="button"
          disabled={isUnderWay(work)}
          onClick={() => void session.checkAgain(item.key)}
        >
          <Sign name="ui-rescan" size={14} />
          {i18n.t('report.action.recheck')}
        </button>
      )}
    </div>
  );
};

const Findings = ({ report, item }: { readonly report: LabelReport; readonly item: ReportItem }) => {
  if (report.findings.length === 0) return null;
  // A history is of the one store that the check judged.
  const told =
    item.history === null
      ? undefined
      : report.findings.find(({ mark, validation }) => mark === 'c2pa' && validation !== undefined);
  return (
    <section class="report__findings" aria-labelledby="labels-found">
      <h2 id="labels-found">{i18n.t('report.section.findings', report.findings.length)}</h2>
      {report.findings.map((finding, index) => (
        <FindingBox key={index} finding={finding} check={item.check} history={finding === told ? item.history : null} />
      ))}
    </section>
  );
};
