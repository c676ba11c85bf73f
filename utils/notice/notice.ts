/** From a kept record to the notice that others read. */
import * as v from 'valibot';
import { sha256Hex } from '@/utils/sha256';
import type { Finding } from '../engine/report';
import { noticeAddress } from './addresses';
import { canonicalJson } from './canonical-json';
import { plainLine, plainLines, TEXT_LIMITS } from './plain-text';
import { platformName } from './platforms';
import { regimeOf } from './receivers';
import { type BytesFacts, isIntimate, keepable, type NoticeRecord } from './record';
import { type EvidenceFile, type HashMissing, type Notice, NoticeSchema } from './schema';

/** The program that writes the notice, by the one name that does not change with the language. */
export interface Tool {
  readonly name: 'AI Label Lens';
  readonly version: string;
}

/** Typed when the notice is exported, in no database. */
export type Contact = string;

/**
 * The notice of a record, with an id that only what is reported decides: the same medium on the same page for the same
 * reason has the same one, whoever writes it.
 * @throws ValiError where the record cannot be said in `notice/1`.
 */
export const noticeOf = async (
  given: NoticeRecord,
  tool: Tool,
  contact: Contact = '',
  evidence: readonly EvidenceFile[] = [],
): Promise<Notice> => {
  const record = keepable(given);
  const { subject, bytes } = record;
  const media = mediaOf(record);
  const page = pageOf(record);
  const report = subject.report;
  const reporter = reporterOf(contact);
  const notice = {
    schema: 'notice/1',
    id: await noticeId(media.sha256, media.url, page.url, record.reason),
    created: record.createdAt,
    tool: { name: tool.name, version: tool.version, engineVersion: tool.version, listsDate: null },
    lang: record.lang,
    regime: regimeOf(record.receiver, record.country),
    reason: record.reason,
    media,
    page,
    captured: {
      at: bytes.state === 'read' ? bytes.at : subject.seenAt,
      offsetMinutes: subject.offsetMinutes,
      ...(bytes.state === 'read' &&
        bytes.headers.date && { httpDate: plainLine(bytes.headers.date, TEXT_LIMITS.line) }),
      method: methodOf(bytes),
    },
    verdict: {
      status: report?.verdict.status ?? null,
      assurance: report?.verdict.assurance ?? null,
      ...(report?.error && { code: report.error.code }),
    },
    findings: wellFormed(report?.findings ?? []),
    platformLabel: platformLabelOf(report?.findings ?? []),
    explanation: plainLines(record.explanation, TEXT_LIMITS.explanation),
    statements: { bonaFide: true, notAboutMinors: true, relation: record.relation, intimate: isIntimate(record) },
    ...(reporter && { reporter }),
    evidence: [...evidence],
  };
  return v.parse(NoticeSchema, notice);
};

/** SHA-256 of the canonical form of what is reported, and nothing else. */
export const noticeId = (
  sha256: string | null,
  mediaUrl: string | null,
  pageUrl: string | null,
  reason: string,
): Promise<string> =>
  sha256Hex(canonicalJson({ v: 1, media: { sha256, url: mediaUrl }, page: { url: pageUrl }, reason }));

const mediaOf = (record: NoticeRecord): Notice['media'] => {
  const { subject, bytes } = record;
  const address = noticeAddress(subject.address);
  const final = bytes.state === 'read' ? noticeAddress(bytes.finalAddress) : null;
  const where = plainLine(record.where, TEXT_LIMITS.line);
  const missing = hashMissing(record);
  return {
    kind: subject.kind,
    ...located(address),
    ...(final?.url && final.url !== address.url && { finalUrl: final.url }),
    mime: bytes.state === 'read' ? mimeOf(bytes.headers['content-type']) : null,
    bytes: bytes.state === 'read' ? bytes.size : (subject.report?.bytes ?? null),
    sha256: bytes.state === 'read' ? bytes.sha256 : null,
    ...(missing && { hashMissing: missing }),
    ...(subject.width > 0 && subject.height > 0 && { width: subject.width, height: subject.height }),
    ...(subject.duration !== null && Number.isFinite(subject.duration) && { duration: subject.duration }),
    ...(where !== '' && { locator: { text: where } }),
  };
};

const pageOf = (record: NoticeRecord): Notice['page'] => {
  const { pageAddress, pageTitle } = record.subject;
  const title = plainLine(pageTitle, TEXT_LIMITS.title);
  const platform = platformName(pageAddress);
  const account = plainLine(record.account, TEXT_LIMITS.line);
  return {
    ...located(noticeAddress(pageAddress)),
    ...(title !== '' && { title }),
    ...(platform && { platform }),
    ...(account !== '' && { account: { handle: account } }),
  };
};

const located = (address: ReturnType<typeof noticeAddress>) =>
  address.url === null
    ? { url: null, urlMissing: plainLine(address.missing, TEXT_LIMITS.line) }
    : { url: address.url, ...(address.raw && { rawUrl: address.raw }) };

const hashMissing = (record: NoticeRecord): HashMissing | undefined => {
  if (isIntimate(record) && !record.hashAgreed) return 'not-agreed';
  switch (record.bytes.state) {
    case 'read':
      return undefined;
    case 'failed':
      return record.bytes.code;
    case 'not-read':
      return 'not-read';
  }
};

const methodOf = (bytes: BytesFacts): Notice['captured']['method'] => {
  if (bytes.state !== 'read') return 'none';
  return bytes.origin === 'page' ? 'page-bytes' : 'refetch';
};

/** The type alone, as the server called it; `null` where it called it nothing. */
const mimeOf = (contentType: string | undefined): string | null =>
  /^\s*([a-z0-9!#$&^_.+-]{1,50}\/[a-z0-9!#$&^_.+-]{1,49})/i.exec(contentType ?? '')?.[1]?.toLowerCase() ?? null;

const platformLabelOf = (findings: readonly Finding[]): Notice['platformLabel'] => {
  const label = findings.find(({ mark }) => mark === 'page');
  if (label === undefined) return null;
  const text = Object.values(label.fields)[0] ?? label.place;
  return {
    text: plainLine(text, TEXT_LIMITS.line),
    family: plainLine(label.place, TEXT_LIMITS.line),
    by: label.by ?? 'platform',
  };
};

/** Findings as the engine gave them; only a surrogate without its pair, which UTF-8 cannot hold, is replaced. */
const wellFormed = (findings: readonly Finding[]): unknown =>
  JSON.parse(JSON.stringify(findings), (_, value: unknown) =>
    typeof value === 'string' ? value.replace(/\p{Cs}/gu, '\uFFFD') : value,
  );

const MAIL = /[^\s<>,;()]{1,64}@[^\s<>,;()@]{1,190}/;
const PHONE = /\+?\d[\d ()/-]{5,24}\d/;

/** One line of contact, sorted into what receivers ask for by name. */
const reporterOf = (contact: Contact): Notice['reporter'] => {
  const line = plainLine(contact, TEXT_LIMITS.line);
  const email = MAIL.exec(line)?.[0];
  const withoutMail = email === undefined ? line : line.replace(email, ' ');
  const phone = PHONE.exec(withoutMail)?.[0];
  const name = (phone === undefined ? withoutMail : withoutMail.replace(phone, ' '))
    .replace(/[<>(),;，；、]+/g, ' ')
    .replace(/ +/g, ' ')
    .trim();
  if (!name && !email && !phone) return undefined;
  return { ...(name && { name }), ...(email && { email }), ...(phone && { phone }) };
};
