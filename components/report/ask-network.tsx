import { i18n } from '#i18n';
import { recordAddress } from '@/utils/credentials/record-address';
import { isUnderWay, type ReportItem } from '@/utils/report/report-item';
import type { ReportSession } from '@/utils/report/session';
import { hostText } from './subject-text';

interface AskNetworkProps {
  readonly item: ReportItem;
  readonly session: ReportSession;
}

/** What can be had over the network only, each by a button that names the host which will be asked. */
export const AskNetwork = ({ item, session }: AskNetworkProps) => {
  if (isUnderWay(item.work)) return null;
  return (
    <>
      <Whole item={item} session={session} />
      {recordAddresses(item).map((address) => (
        <div key={address} class="strip report__ask no-print">
          <p>{i18n.t('report.record.body')}</p>
          <button
            type="button"
            class="button report__ask-button"
            onClick={() => void session.fetchRecord(item.key, address)}
          >
            {i18n.t('report.action.fetchRecord', [hostText(address)])}
          </button>
        </div>
      ))}
    </>
  );
};

/** The way to the whole file, where only a part of it was read. */
const Whole = ({ item, session }: AskNetworkProps) => {
  const { subject, bytes } = item;
  if (subject.kind !== 'medium' || bytes !== null || subject.medium.gone) return null;
  return (
    <div class="strip report__ask report__whole no-print">
      <p>{i18n.t('report.whole.body')}</p>
      <button type="button" class="button report__ask-button" onClick={() => void session.readWhole(item.key)}>
        {i18n.t('report.action.readWhole', [hostText(subject.medium.address)])}
      </button>
    </div>
  );
};

/** Of C2PA stores that lie elsewhere, each once; what is no address of the web cannot be asked for. */
const recordAddresses = ({ report }: ReportItem): readonly string[] => [
  ...new Set(
    (report?.findings ?? []).flatMap((finding) => {
      const address = recordAddress(finding) ?? '';
      return /^https?:$/.test(URL.parse(address)?.protocol ?? '') ? [address] : [];
    }),
  ),
];
