import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { ReportPage } from '@/components/report/report-page';
import { useReport } from '@/components/report/use-report';
import { headline } from '@/components/status-text';
import { listNotices } from '@/utils/notice/database';
import { drawThumbnail } from '@/utils/notice/read-evidence';
import { isIntimate } from '@/utils/notice/record';
import type { MediumSubject, ReportSession } from '@/utils/report/session';
import { watchInventory } from '@/utils/store/inventory';
import { type Start, subjectOf } from './start';

interface ReportOfProps {
  readonly start: Start;
  readonly session: ReportSession;
}

export const ReportOf = ({ start, session }: ReportOfProps) => {
  const subject = start.kind === 'medium' ? start.subject : null;
  const picture = usePicture(subject);
  useInventory(subject, session);
  useTitle(session);
  return <ReportPage session={session} isMissing={start.kind === 'missing'} picture={picture} onPrint={printOpen} />;
};

/** A medium of a page may still be in check, and may go while its report is looked at. */
const useInventory = (subject: MediumSubject | null, session: ReportSession): void =>
  useEffect(() => {
    if (subject === null) return undefined;
    const { tabId, medium } = subject;
    return watchInventory(tabId, (inventory) => {
      const now = subjectOf(inventory, { tabId, frameId: medium.frameId, id: medium.id });
      const item = session.state().items.find((one) => one.subject.kind === 'medium');
      if (item === undefined) return;
      // Another page in the same tab may give its media the same numbers.
      const isSame = now !== null && now.medium.address === medium.address;
      if (isSame) session.mediumChanged(item.key, now.medium);
      else session.mediumGone(item.key);
    });
  }, [subject, session]);

/** None of a medium that a notice of an intimate kind exists for. */
const usePicture = (subject: MediumSubject | null): string | null => {
  const [picture, setPicture] = useState<string | null>(null);
  useEffect(() => {
    if (subject === null) return;
    const { tabId, medium } = subject;
    void listNotices()
      .catch(() => [])
      .then(async (notices) => {
        const isWithheld = notices.some((notice) => isIntimate(notice) && notice.subject.address === medium.address);
        setPicture(isWithheld ? null : await drawThumbnail({ tabId, frameId: medium.frameId, id: medium.id }));
      });
  }, [subject]);
  return picture;
};

const useTitle = (session: ReportSession): void => {
  const { items, chosen } = useReport(session);
  const report = items.find(({ key }) => key === chosen)?.report ?? null;
  useEffect(() => {
    document.title = report === null ? i18n.t('report.title') : `${headline(report)} — ${i18n.t('ext.name')}`;
  }, [report]);
};

/** Paper has no folds to open. */
const printOpen = (): void => {
  const folds = [...document.querySelectorAll<HTMLDetailsElement>('details:not([open])')];
  for (const fold of folds) fold.open = true;
  print();
  for (const fold of folds) fold.open = false;
};
