/** How a record comes to be and changes: pure, so that what is kept can be told from what was done. */
import type { LabelReport } from '../engine/report';
import type { Evidence } from '../messages/pages';
import type { InventoryMedium, TabInventory } from '../store/inventory-types';
import { receiversFor } from './receivers';
import { type BytesFacts, isIntimate, keepable, type NoticeRecord } from './record';
import type { Reason } from './schema';
import { languageFor } from './words';

export interface DraftFacts {
  readonly inventory: TabInventory;
  readonly medium: InventoryMedium;
  readonly key: string;
  readonly now: Date;
  readonly interfaceLanguage: string;
}

/** Everything that need not be asked, filled in. */
export const draftOf = ({ inventory, medium, key, now, interfaceLanguage }: DraftFacts): NoticeRecord => {
  const lang = languageFor(interfaceLanguage);
  return {
    key,
    state: 'draft',
    createdAt: now.toISOString(),
    updatedAt: now.toISOString(),
    subject: {
      kind: medium.kind,
      address: medium.address,
      pageAddress: inventory.address,
      pageTitle: inventory.title,
      width: medium.width,
      height: medium.height,
      duration: medium.duration ?? null,
      report: medium.report,
      seenAt: now.toISOString(),
      offsetMinutes: -now.getTimezoneOffset(),
      source: { tabId: inventory.tabId, frameId: medium.frameId, id: medium.id },
    },
    bytes: { state: 'not-read' },
    file: null,
    thumbnail: null,
    reason: isLabelled(medium.report) ? 'wrong-label' : 'unlabelled-suspected-ai',
    explanation: '',
    where: '',
    account: '',
    relation: 'third-party',
    includeFile: false,
    hashAgreed: false,
    country:
      /^zh\b.*\b(?:TW|HK)$/i.exec(interfaceLanguage)?.[0].slice(-2).toUpperCase() ?? (lang === 'zh-CN' ? 'CN' : ''),
    receiver: 'none',
    lang,
    notAboutMinors: false,
    bonaFide: false,
  };
};

export const isLabelled = (report: LabelReport | null): boolean =>
  report !== null && report.verdict.status !== 'unlabelled' && report.verdict.status !== 'unreadable';

/** What a person may change; the statement of good faith is about what is written, so a change takes it back. */
export type Edit = Partial<
  Pick<
    NoticeRecord,
    | 'reason'
    | 'explanation'
    | 'where'
    | 'account'
    | 'relation'
    | 'includeFile'
    | 'hashAgreed'
    | 'country'
    | 'receiver'
    | 'lang'
    | 'notAboutMinors'
  >
>;

export const edited = (record: NoticeRecord, edit: Edit): NoticeRecord => {
  const next = { ...record, ...edit, state: 'draft' as const, bonaFide: false };
  // A receiver that another country, kind or relation has no use for would stand in the notice unseen.
  const receivers = receiversFor(next.country, next.reason, next.relation);
  const receiver = receivers.some(({ id }) => id === next.receiver) ? next.receiver : 'none';
  const whole = { ...next, receiver };
  return isIntimate(whole) ? keepable(whole) : whole;
};

export const withReason = (record: NoticeRecord, reason: Reason): NoticeRecord =>
  record.reason === reason ? record : edited(record, { reason });

/** Headers that a notice may show, of stated length. */
const HEADERS = ['date', 'last-modified', 'etag', 'content-type', 'content-length'];
const HEADER_CHARACTERS = 300;

/** What the background could get. The bytes stay beside the record only where the kind allows them. */
export const withEvidence = (record: NoticeRecord, evidence: Evidence, now: Date): NoticeRecord => {
  if (isIntimate(record) && !record.hashAgreed) return record;
  const file = evidence.ok && !isIntimate(record) ? evidence.bytes : null;
  return { ...record, file, bytes: factsOf(evidence, now) };
};

const factsOf = (evidence: Evidence, now: Date): BytesFacts =>
  evidence.ok
    ? {
        state: 'read',
        sha256: evidence.sha256,
        size: evidence.bytes.size,
        finalAddress: evidence.finalAddress,
        headers: Object.fromEntries(
          Object.entries(evidence.headers)
            .map(([name, value]) => [name.toLowerCase(), value.slice(0, HEADER_CHARACTERS)] as const)
            .filter(([name]) => HEADERS.includes(name)),
        ),
        origin: evidence.origin,
        at: now.toISOString(),
      }
    : { state: 'failed', code: evidence.code, message: evidence.message.slice(0, HEADER_CHARACTERS) };

/** Whether the bytes are to be asked for: once, and of intimate content only with consent. */
export const wantsBytes = (record: NoticeRecord): boolean =>
  record.bytes.state === 'not-read' && (!isIntimate(record) || record.hashAgreed);
