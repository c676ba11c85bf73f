/**
 * What holds for every input, whatever its bytes: one function each, for the tests and for `npm run fuzz`. A property
 * answers with what it saw that must not be, in words that are the same for the same defect, or with nothing.
 */
import * as v from 'valibot';
import { LIMITS } from '../../utils/engine/limits';
import type { ErrorCode, Finding, LabelReport } from '../../utils/engine/report';
import { httpSource } from '../../utils/engine/source/http-source';
import { LabelReportSchema } from '../../utils/messages/report-schema';
import { memoryServer } from '../unit/engine/source/memory-server';
import { askedSource } from './asked-source';
import { inspectBytes, inspectSource } from './inspect-bytes';
import { mayEndThere } from './may-end';

export interface Trial {
  readonly medium: Uint8Array;
  /** Where the property looks: a prefix's length, the boundary between two answers. */
  readonly at: number;
  /** What the engine says of the medium in memory. */
  readonly report: LabelReport;
}

export type Violation = string | undefined;
export type Property = (trial: Trial) => Violation | Promise<Violation>;

/** What must be alike whatever the source: not the cost, nor what only a look at the end of a JPEG tells. */
const essence = ({ kind, container, verdict, findings, error }: LabelReport) =>
  JSON.stringify({ kind, container, verdict, findings, code: error?.code });

/** Messages in a film's first picture are looked at only where that costs no request. */
const needsBytesAtHand = ({ findings }: LabelReport): boolean => findings.some(({ place }) => / mdat SEI /.test(place));

/** @param other From elsewhere. */
function isAlike(other: LabelReport, report: LabelReport): boolean {
  const isCutUnseen = report.error?.code === 'truncated' && meetsBeforeCut(report).includes(other.error?.code);
  return (
    essence(isCutUnseen ? { ...other, error: report.error } : other) === essence(report) || needsBytesAtHand(report)
  );
}

/**
 * What a walk that does not know the medium's size can meet before it comes to where that was cut: something too large to
 * be read; in Matroska damage, too, among clusters that are passed over by one who sees at the first that the segment is
 * cut (to ask for its end could be to download a film).
 */
const meetsBeforeCut = ({ container }: LabelReport): readonly (ErrorCode | undefined)[] =>
  container === 'matroska' || container === 'webm' ? ['over-budget', 'malformed'] : ['over-budget'];

/**
 * ID3v1 is what stands 128 bytes before the end, and other tags behind MPEG audio end with the file or its ID3v1; a
 * manifest elsewhere is told of where none is embedded (marks.md 3.5).
 */
const hangsOnEnd = ({ place, codes = [] }: Finding, { container, findings }: LabelReport): boolean =>
  place.startsWith('ID3v1') ||
  (/^(?:ID3v2|APEv2) /.test(place) && (container === 'mp3' || container === 'aac')) ||
  (codes.includes('remote-manifest') && findings.some(({ mark }) => mark === 'c2pa'));

const placeOf = ({ mark, place }: Finding): string => `${mark} ${place}`;

export const PROPERTIES = {
  /** The report agrees with itself, and says of a medium's metadata nothing that only a check could know. */
  sound: ({ medium, report }) => {
    const { verdict, findings, error, bytes, bytesRead } = report;
    if (bytes !== medium.length) return `${bytes === null ? 'no size' : 'a wrong size'}`;
    if (bytesRead > medium.length) return 'more bytes read than there are';
    if (findings.length === 0 && verdict.status !== (error === null ? 'unlabelled' : 'unreadable')) {
      return `${verdict.status} without findings, with ${error === null ? 'no error' : 'an error'}`;
    }
    if (findings.length > 0 && !findings.some(({ status }) => status === verdict.status)) {
      return `the verdict ${verdict.status} is no finding's`;
    }
    if (error !== null && !ERRORS_OF_BYTES.has(error.code)) return `the error ${error.code} for bytes at hand`;
    const checked = findings.find(({ assurance }) => assurance !== 'declared');
    if (checked) return `${checked.mark} is ${checked.assurance} without a check`;
    return unfitText(report);
  },

  /** The schema that every process boundary checks with takes the report. */
  valid: ({ report }) => {
    const result = v.safeParse(LabelReportSchema, JSON.parse(JSON.stringify(report)));
    return result.success ? undefined : `not valid: ${v.getDotPath(result.issues[0]) ?? result.issues[0].message}`;
  },

  /** The same bytes give the same report. */
  repeatable: async ({ medium, report }) => {
    const [first, second] = [report, await inspectBytes(medium)].map((one) => JSON.stringify({ ...one, elapsedMs: 0 }));
    return first === second ? undefined : 'a second look gives another report';
  },

  /** Bytes that come as they are asked for, of a size that is known or not, give the report that memory gives. */
  asked: async ({ medium, report, at }) => {
    const statesSize = at % 2 === 0;
    const other = await inspectSource(askedSource(medium, { statesSize }));
    if (isAlike(other, report)) return undefined;
    return `another report from a source ${statesSize ? 'with' : 'without'} a size: ${difference(report, other)}`;
  },

  /** A server whose answers end at any boundary, or that answers with the whole, changes nothing. */
  served: async ({ medium, report, at }) => {
    const ignoresRange = at % 8 === 7;
    const { fetch } = memoryServer(medium, ignoresRange ? { ignoresRange, pieceBytes: at + 1 } : { cutAt: at });
    const other = await inspectSource(httpSource({ address: 'http://a.test/', fetch }));
    if (isAlike(other, report)) return undefined;
    return `another report from a server ${ignoresRange ? 'without ranges' : 'with ranges'}: ${difference(report, other)}`;
  },

  /**
   * A medium that was cut is never called unlabelled where the whole has a label, and says no more than the whole,
   * but for the part of a structure that it says is cut.
   */
  prefix: async ({ medium, report, at }) => {
    const prefix = await inspectBytes(medium.subarray(0, at));
    const [first] = report.findings;
    if (first && prefix.verdict.status === 'unlabelled' && !(await mayEndThere(prefix, { medium, at }))) {
      return `a prefix is unlabelled, the whole has ${first.mark}`;
    }
    // What is a trailer, and where the last picture ends, changes with the end.
    if (prefix.error?.code === 'truncated' || prefix.notes?.includes('trailer')) return undefined;
    const places = new Set(report.findings.map(placeOf));
    const further = prefix.findings.find((finding) => !places.has(placeOf(finding)) && !hangsOnEnd(finding, report));
    return further && `a prefix has ${further.mark}, the whole has not`;
  },

  /** Bytes that nobody wrote on purpose are no label. */
  silent: ({ report }) => {
    const [first] = report.findings;
    return first && `noise is labelled: ${first.mark}`;
  },
} as const satisfies Record<string, Property>;

export type PropertyName = keyof typeof PROPERTIES;

/** Tries one property on a medium. What the engine throws is a violation of every property. */
export async function violationOf(
  property: PropertyName,
  { medium, at }: Pick<Trial, 'medium' | 'at'>,
): Promise<Violation> {
  try {
    return await PROPERTIES[property]({ medium, at, report: await inspectBytes(medium) });
  } catch (error) {
    return thrown(error);
  }
}

/** The error and where in the engine it was thrown: one defect, whatever the bytes. */
export function thrown(error: unknown): string {
  if (!(error instanceof Error)) return `throws ${String(error)}`;
  const place = /utils\/engine\/([\w/-]+\.ts):\d+/.exec(error.stack ?? '')?.[1] ?? 'the engine';
  return `throws ${error.name} in ${place}: ${error.message.replaceAll(/\d+/g, 'N').slice(0, 120)}`;
}

/** What inspecting bytes at hand can end with; the others are said of networks and of faults of ours. */
const ERRORS_OF_BYTES: ReadonlySet<ErrorCode> = new Set([
  'empty',
  'not-media',
  'truncated',
  'malformed',
  'over-budget',
  'unsupported',
]);

/** Control characters but line feed, and what turns text round: said here anew, not by the engine's own rule. */
const UNFIT = /[^\P{Cc}\n]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/u;

function unfitText({ findings, error }: LabelReport): Violation {
  const texts = findings.flatMap(({ place, tool = '', model = '', who = '', codes = [], fields, deviations }) => [
    ...[place, tool, model, who, ...codes, ...deviations],
    ...Object.entries(fields).flat(),
  ]);
  const unfit = [...texts, error?.message ?? ''].find((text) => text.length > LIMITS.reportString || UNFIT.test(text));
  return unfit === undefined ? undefined : 'a text is too long, or holds characters that must be shown';
}

function difference(one: LabelReport, other: LabelReport): string {
  const said = ({ verdict, error, findings }: LabelReport) => `${verdict.status}/${error?.code}/${findings.length}`;
  return `${said(one)} and ${said(other)}`;
}
