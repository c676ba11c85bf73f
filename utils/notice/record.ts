/** What this computer keeps of a notice: the person's words, what was on the page, what could be had of the file. */
import * as v from 'valibot';
import { ERROR_CODES, type LabelReport } from '../engine/report';
import { LabelReportSchema } from '../messages/report-schema';
import { RECEIVER_IDS } from './receivers';
import { REASONS, RELATIONS } from './schema';
import { NOTICE_LANGUAGES } from './words';

const text = v.string();
const utc = v.pipe(v.string(), v.isoTimestamp());

const SubjectSchema = v.object({
  kind: v.picklist(['image', 'video', 'audio']),
  /** As the page spells it; `data:` shortened to type and length. */
  address: text,
  pageAddress: text,
  pageTitle: text,
  width: v.number(),
  height: v.number(),
  duration: v.nullable(v.number()),
  /** The tab's label report, unchanged; `null` while the medium has not been checked. */
  report: v.nullable(v.custom<LabelReport>((report) => v.is(LabelReportSchema, report))),
  /** When the person opened the form. */
  seenAt: utc,
  offsetMinutes: v.number(),
  /** Where its page was open, to ask for the bytes again; means nothing after a restart unless the address fits. */
  source: v.object({ tabId: v.number(), frameId: v.number(), id: v.number() }),
});
export type Subject = v.InferOutput<typeof SubjectSchema>;

/** What was learnt of the medium's bytes. The bytes themselves are `file`, and only when the person includes them. */
const BytesFactsSchema = v.variant('state', [
  v.object({ state: v.literal('not-read') }),
  v.object({
    state: v.literal('read'),
    sha256: text,
    size: v.number(),
    finalAddress: text,
    headers: v.record(v.string(), v.string()),
    origin: v.picklist(['page', 'network']),
    at: utc,
  }),
  v.object({ state: v.literal('failed'), code: v.picklist(ERROR_CODES), message: text }),
]);
export type BytesFacts = v.InferOutput<typeof BytesFactsSchema>;

export const NoticeRecordSchema = v.object({
  /** Names the record on this computer; the notice's own id changes with its kind and hash. */
  key: v.pipe(v.string(), v.uuid()),
  state: v.picklist(['draft', 'kept', 'exported']),
  createdAt: utc,
  updatedAt: utc,
  subject: SubjectSchema,
  bytes: BytesFactsSchema,
  file: v.nullable(v.instance(Blob)),
  /** A small picture as a `data:` address. */
  thumbnail: v.nullable(text),
  reason: v.picklist(REASONS),
  explanation: text,
  where: text,
  account: text,
  relation: v.picklist(RELATIONS),
  includeFile: v.boolean(),
  /** Intimate content only: whether the person agreed that its hash is kept. */
  hashAgreed: v.boolean(),
  country: v.string(),
  receiver: v.picklist(RECEIVER_IDS),
  lang: v.picklist(NOTICE_LANGUAGES),
  /** The person was asked, because of words typed, and said no. */
  notAboutMinors: v.boolean(),
  bonaFide: v.boolean(),
});
export type NoticeRecord = v.InferOutput<typeof NoticeRecordSchema>;

export const isIntimate = (record: Pick<NoticeRecord, 'reason'>): boolean =>
  record.reason === 'non-consensual-intimate';

const NOT_READ: BytesFacts = { state: 'not-read' };

/**
 * What may be kept of a record: of intimate content no file and no picture, a hash only with consent; of the rest the
 * file only when it is included. Every way into the database leads through here.
 */
export const keepable = (record: NoticeRecord): NoticeRecord => {
  if (!isIntimate(record)) return record.includeFile ? record : { ...record, file: null };
  return {
    ...record,
    file: null,
    thumbnail: null,
    includeFile: false,
    bytes: record.hashAgreed ? record.bytes : NOT_READ,
  };
};
