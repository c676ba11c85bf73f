/** A notice as people read it, in one language: what preview, `notice.html` and `notice.*.txt` all show. */
import type { LabelReport, Status } from '../engine/report';
import { safeThumbnail } from '../messages/thumbnail';
import { wallClock } from '../wall-clock';
import { plainLine, TEXT_LIMITS } from './plain-text';
import { receiverById } from './receivers';
import { isIntimate, type NoticeRecord } from './record';
import {
  assuranceWord,
  errorSentence,
  findingSentence,
  hashMissingWord,
  markWord,
  reasonWord,
  relationWord,
  statusWord,
} from './report-words';
import type { Notice } from './schema';
import { type NoticeLanguage, sayIn } from './words';

export interface Row {
  /** Empty where the row goes on with the one above. */
  readonly term: string;
  /** Lines that belong under each other (a hash in two halves). */
  readonly lines: readonly string[];
  /** Set in the code face. */
  readonly code: boolean;
}

export interface NoticeDocument {
  readonly lang: NoticeLanguage;
  readonly product: string;
  readonly documentKind: string;
  readonly numberTerm: string;
  readonly number: string;
  readonly title: string;
  readonly thumbnail: string | null;
  readonly item: { readonly heading: string; readonly rows: readonly Row[] };
  readonly seen: { readonly heading: string; readonly concern: string; readonly paragraphs: readonly string[] };
  readonly read: {
    readonly heading: string;
    readonly status: Status | null;
    readonly sentence: string;
    readonly notes: readonly string[];
    /** Mark, status, assurance, place of each finding. */
    readonly findings: readonly (readonly [mark: string, status: string, assurance: string, place: string])[];
  };
  readonly request: { readonly heading: string; readonly text: string };
  readonly statement: {
    readonly heading: string;
    readonly paragraphs: readonly string[];
    readonly rows: readonly Row[];
  };
  readonly filesHeading: string;
  readonly verify: string;
  readonly limit: string;
  readonly disclaimer: string;
}

/** `record`: what the notice was made of; under a preview, which waits for hashes, it may be newer. */
export const documentOf = (notice: Notice, record: NoticeRecord, lang: NoticeLanguage): NoticeDocument => {
  const { report } = record.subject;
  const say = sayIn(lang);
  return {
    lang,
    product: say('ext.name'),
    documentKind: say('evidence.title'),
    numberTerm: say('evidence.number'),
    number: shortId(notice.id),
    title: say(isAboutMissingLabel(notice) ? 'evidence.titleReport' : 'evidence.titleOther'),
    thumbnail: notice.statements.intimate || isIntimate(record) ? null : safeThumbnail(record.thumbnail),
    item: { heading: say('evidence.section.item'), rows: itemRows(notice, report, lang) },
    seen: {
      heading: say('evidence.section.reasons'),
      concern: reasonWord(say, notice.reason),
      paragraphs: notice.explanation.split(/\n+/).filter((paragraph) => paragraph.trim() !== ''),
    },
    read: {
      heading: say('evidence.section.read'),
      status: notice.verdict.status,
      sentence: findingSentence(say, report),
      notes: [
        ...(report?.error ? [errorSentence(say, report.error)] : []),
        ...(notice.verdict.status === 'unlabelled' ? [say('status.unlabelled.meaning')] : []),
        say('report.limits'),
        `${say('evidence.tool')}${COLONS[lang]}${say('ext.name')} ${notice.tool.version}`,
      ],
      findings: notice.findings.map((finding) => [
        markWord(say, finding.mark),
        statusWord(say, finding.status),
        assuranceWord(say, finding.assurance),
        plainLine(finding.place, TEXT_LIMITS.line),
      ]),
    },
    request: { heading: say('evidence.section.request'), text: say('evidence.requestText') },
    statement: {
      heading: say('evidence.section.statement'),
      paragraphs: [say('notice.bonaFide'), ...(notice.regime === 'us-tida' ? [say('evidence.removalText')] : [])],
      rows: statementRows(notice, record.receiver, lang),
    },
    filesHeading: say('evidence.section.files'),
    verify: say('evidence.verify'),
    limit: say('evidence.limit'),
    disclaimer: say('notice.disclaimer'),
  };
};

/** Between a term and what it stands for, in running text. */
export const COLONS = { en: ': ', 'zh-CN': '：' } as const satisfies Record<NoticeLanguage, string>;

const isAboutMissingLabel = ({ reason, verdict }: Notice): boolean =>
  reason === 'unlabelled-suspected-ai' && (verdict.status === 'unlabelled' || verdict.status === 'unreadable');

/** As notices are called in conversation: the first twelve digits. */
const shortId = (id: string): string => `${id.slice(0, 8)}-${id.slice(8, 12)}`;

const itemRows = (notice: Notice, report: LabelReport | null, lang: NoticeLanguage): readonly Row[] => {
  const say = sayIn(lang);
  const { media, page } = notice;
  const address = (url: string | null, missing: string | undefined) =>
    url ?? say('evidence.noAddress', missing ?? say('common.unknown'));
  return [
    row(say('report.field.page'), address(page.url, page.urlMissing), true),
    ...(page.title ? [row('', page.title)] : []),
    row(say('report.field.address'), address(media.url, media.urlMissing), true),
    ...(media.finalUrl ? [row('', media.finalUrl, true)] : []),
    ...(page.account ? [row(say('evidence.account'), page.account.handle)] : []),
    ...(media.locator ? [row(say('evidence.where'), media.locator.text)] : []),
    row(say('evidence.seen'), localTime(notice.captured.at, notice.captured.offsetMinutes)),
    row(say('report.field.dimensions'), measures(notice, report, say(`kind.${media.kind}`))),
    media.sha256 === null
      ? row('SHA-256', media.hashMissing ? hashMissingWord(say, media.hashMissing) : say('common.unknown'))
      : { term: 'SHA-256', lines: halves(media.sha256), code: true },
  ];
};

const statementRows = (notice: Notice, receiver: NoticeRecord['receiver'], lang: NoticeLanguage): readonly Row[] => {
  const say = sayIn(lang);
  const { name, email, phone } = notice.reporter ?? {};
  const contact = [name, email, phone].filter((part) => part !== undefined).join(say('common.listSeparator'));
  const target = receiver === 'none' ? undefined : receiverById(receiver);
  return [
    row(say('evidence.relation'), relationWord(say, notice.statements.relation)),
    ...(target ? [row(say('evidence.receiver'), say(target.name))] : []),
    ...(contact ? [row(say('evidence.contact'), contact)] : []),
  ];
};

const row = (term: string, text: string, code = false): Row => ({ term, lines: [text], code });

/** Full digits in two lines of 32: paper has no tooltip. */
export const halves = (sha256: string): readonly string[] => [sha256.slice(0, 32), sha256.slice(32)];

const measures = ({ media }: Notice, report: LabelReport | null, kind: string): string =>
  [
    kind,
    media.width !== undefined && media.height !== undefined ? `${media.width} × ${media.height}` : '',
    media.duration !== undefined ? `${media.duration.toFixed(1)} s` : '',
    report === null || report.container === 'unknown' ? (media.mime ?? '') : report.container.toUpperCase(),
    media.bytes !== null ? exactBytes(media.bytes) : '',
  ]
    .filter((part) => part !== '')
    .join(', ');

/** `412 803 B`, kept on one line. */
export const exactBytes = (bytes: number): string => `${String(bytes).replace(/\B(?=(?:\d{3})+$)/g, '\u00A0')}\u00A0B`;

/** The wall clock where the notice was written, with milliseconds and offset. */
const localTime = (at: string, offsetMinutes: number): string => {
  const { date, time, isWest, distance } = wallClock(new Date(at), offsetMinutes);
  return `${date} ${time} ${isWest ? '−' : '+'}${distance}`;
};
