/**
 * `notice.json`: one medium on one page, reported by one person. Every object is closed and every text plain, so that
 * a notice can be read by a program that knows only this schema. A kind that may concern minors has no spelling here.
 */
import * as v from 'valibot';
import { ASSURANCES, ERROR_CODES, STATUSES } from '../engine/report';
import { FindingSchema } from '../messages/report-schema';
import { isPlain, TEXT_LIMITS } from './plain-text';

export const REASONS = [
  'unlabelled-suspected-ai',
  'label-removed',
  'wrong-label',
  'impersonation',
  'fraud',
  'misinformation',
  'non-consensual-intimate',
  'other',
] as const;
export type Reason = (typeof REASONS)[number];

/** `none`: kept only, no receiver chosen. */
const REGIMES = [
  'none',
  'cn-12377',
  'cn-platform',
  'cn-civil-1195',
  'eu-dsa-16',
  'eu-ai-act-50',
  'us-tida',
  'uk',
  'in',
  'platform-terms',
  'internal',
] as const;
export type Regime = (typeof REGIMES)[number];

export const RELATIONS = ['self', 'authorised', 'third-party'] as const;
export type Relation = (typeof RELATIONS)[number];

/** Why a notice holds no hash: an error code of the engine, or one of these. */
const HASH_MISSING = [...ERROR_CODES, 'not-agreed', 'not-read'] as const;
export type HashMissing = (typeof HASH_MISSING)[number];

const plain = (most: number) =>
  v.pipe(v.string(), v.maxLength(most), v.check(isPlain, 'a text in NFC without control or bidirectional characters'));
const line = plain(TEXT_LIMITS.line);
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const positive = v.pipe(v.number(), v.minValue(0));
const url = v.pipe(v.string(), v.maxLength(TEXT_LIMITS.address), v.url(), v.regex(/^https?:/));
const utc = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/), v.isoTimestamp());

const EvidenceFileSchema = v.strictObject({
  path: v.pipe(v.string(), v.regex(/^[a-z0-9]+(?:[./-][a-z0-9]+)*$/)),
  role: v.picklist(['medium', 'screenshot', 'headers', 'findings', 'timestamp']),
  bytes: count,
  sha256,
  note: v.exactOptional(line),
});
export type EvidenceFile = v.InferOutput<typeof EvidenceFileSchema>;

const MediaSchema = v.strictObject({
  kind: v.picklist(['image', 'video', 'audio']),
  /** `null` with `urlMissing`: the address means nothing outside the page (`blob`, `data`, `file`). */
  url: v.nullable(url),
  urlMissing: v.exactOptional(line),
  rawUrl: v.exactOptional(url),
  finalUrl: v.exactOptional(url),
  mime: v.nullable(plain(100)),
  bytes: v.nullable(count),
  /** Of the exact bytes received; `null` with `hashMissing`. */
  sha256: v.nullable(sha256),
  hashMissing: v.exactOptional(v.picklist(HASH_MISSING)),
  width: v.exactOptional(positive),
  height: v.exactOptional(positive),
  duration: v.exactOptional(positive),
  locator: v.exactOptional(v.strictObject({ text: line })),
});

const PageSchema = v.strictObject({
  url: v.nullable(url),
  urlMissing: v.exactOptional(line),
  rawUrl: v.exactOptional(url),
  title: v.exactOptional(plain(TEXT_LIMITS.title)),
  platform: v.exactOptional(line),
  account: v.exactOptional(v.strictObject({ handle: line })),
});

export const NoticeSchema = v.pipe(
  v.strictObject({
    schema: v.literal('notice/1'),
    id: sha256,
    created: utc,
    tool: v.strictObject({ name: line, version: line, engineVersion: line, listsDate: v.nullable(line) }),
    lang: v.picklist(['en', 'zh-CN']),
    regime: v.picklist(REGIMES),
    reason: v.picklist(REASONS),
    media: MediaSchema,
    page: PageSchema,
    captured: v.strictObject({
      at: utc,
      /** Of local time from UTC, in minutes, east positive. */
      offsetMinutes: v.pipe(v.number(), v.safeInteger(), v.minValue(-1_440), v.maxValue(1_440)),
      httpDate: v.exactOptional(line),
      /** A refetch may differ from what the page showed. */
      method: v.picklist(['page-bytes', 'refetch', 'none']),
    }),
    verdict: v.strictObject({
      /** `null`: the medium had not been checked. */
      status: v.nullable(v.picklist(STATUSES)),
      assurance: v.nullable(v.picklist(ASSURANCES)),
      code: v.exactOptional(v.picklist(ERROR_CODES)),
    }),
    findings: v.array(FindingSchema),
    platformLabel: v.nullable(v.strictObject({ text: line, family: line, by: line })),
    explanation: plain(TEXT_LIMITS.explanation),
    legalGround: v.exactOptional(plain(TEXT_LIMITS.legalGround)),
    statements: v.strictObject({
      bonaFide: v.literal(true),
      notAboutMinors: v.literal(true),
      relation: v.picklist(RELATIONS),
      intimate: v.boolean(),
    }),
    reporter: v.exactOptional(
      v.strictObject({ name: v.exactOptional(line), email: v.exactOptional(line), phone: v.exactOptional(line) }),
    ),
    evidence: v.array(EvidenceFileSchema),
  }),
  v.check(
    ({ media }) => (media.sha256 === null) === (media.hashMissing !== undefined),
    'a missing hash goes with its reason',
  ),
  v.check(({ media }) => (media.url === null) === (media.urlMissing !== undefined), 'a missing address too'),
  v.check(({ page }) => (page.url === null) === (page.urlMissing !== undefined), 'of the page as well'),
  v.check(
    ({ reason, statements, evidence }) =>
      (reason === 'non-consensual-intimate') === statements.intimate &&
      !(statements.intimate && evidence.some(({ role }) => role === 'medium' || role === 'screenshot')),
    'intimate content has no picture',
  ),
);
export type Notice = v.InferOutput<typeof NoticeSchema>;
