/** The evidence package: every file of it, in its fixed order, made from the record alone. */

import { sha256Hex } from '@/utils/sha256';
import type { ContainerName, LabelReport, Status } from '../engine/report';
import { canonicalJson, type Json } from './canonical-json';
import { documentOf } from './document';
import { evidencePage, type ListedFile } from './evidence-page';
import { noticeText, readmeText } from './evidence-text';
import { type Contact, noticeOf, type Tool } from './notice';
import { type BytesFacts, keepable, type NoticeRecord, type Subject } from './record';
import type { EvidenceFile, Notice } from './schema';
import { otherLanguage, sayIn } from './words';

export interface PackageFile {
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface EvidencePackage {
  readonly notice: Notice;
  readonly files: readonly PackageFile[];
}

/** What the package shows of a status: an outline on a 16 × 16 grid. */
export type SignOf = (status: Status) => string;

/**
 * The same record and contact give the same bytes.
 * @throws ValiError where the record cannot be said in `notice/1`; RangeError where the file is not the one that was
 * hashed.
 */
export const packageOf = async (
  given: NoticeRecord,
  tool: Tool,
  contact: Contact,
  signOf: SignOf,
): Promise<EvidencePackage> => {
  const record = keepable(given);
  const evidence = await evidenceFiles(record);
  const notice = await noticeOf(record, tool, contact, await evidenceOf(record));
  const noticeJson = await hashed('notice.json', `${canonicalJson(asJson(notice))}\n`);

  const own = documentOf(notice, record, record.lang);
  const other = documentOf(notice, record, otherLanguage(record.lang));
  const [en, zh] = record.lang === 'en' ? [own, other] : [other, own];

  const sign = notice.verdict.status === null ? '' : signOf(notice.verdict.status);
  const main = [
    noticeJson,
    await hashed('notice.html', evidencePage([own, other], [noticeJson, ...evidence].map(listed), sign)),
    await hashed('notice.en.txt', noticeText(en)),
    await hashed('notice.zh.txt', noticeText(zh)),
    ...evidence,
  ];
  const dataPackage = await hashed('datapackage.json', dataPackageText(notice, own.title, main));
  const digest = await hashed(
    'datapackage-digest.json',
    `${JSON.stringify({ path: dataPackage.path, hash: `sha256:${dataPackage.sha256}` }, null, 2)}\n`,
  );
  const readme = await hashed(
    'README.txt',
    readmeText([own, other], ({ lang }) => sayIn(lang)('evidence.readme')),
  );
  const listedFiles = [...main, dataPackage, digest, readme];
  return { notice, files: [...listedFiles, { path: 'SHA256SUMS', bytes: utf8(sums(listedFiles)) }] };
};

interface HashedFile extends PackageFile {
  readonly sha256: string;
}

type ReadBytes = Extract<BytesFacts, { readonly state: 'read' }>;

/** What a package of this record holds as evidence, without reading its file. */
export const evidenceOf = async (given: NoticeRecord): Promise<readonly EvidenceFile[]> => {
  const { subject, bytes, file } = keepable(given);
  const report =
    subject.report === null
      ? []
      : [{ ...(await hashed(FINDINGS, findingsText(subject.report))), role: 'findings' as const }];
  const headers =
    bytes.state === 'read' ? [{ ...(await hashed(HEADERS, headersText(bytes))), role: 'headers' as const }] : [];
  const medium =
    file !== null && bytes.state === 'read'
      ? [{ path: mediumPath(subject), role: 'medium' as const, bytes: bytes.size, sha256: bytes.sha256 }]
      : [];
  return [...report.map(describe), ...medium, ...headers.map(describe)];
};

/** The label report unchanged, the medium when the person included it, and the answer's headers. */
const evidenceFiles = async ({ subject, bytes, file }: NoticeRecord): Promise<readonly HashedFile[]> => {
  const files: HashedFile[] = [];
  if (subject.report !== null) files.push(await hashed(FINDINGS, findingsText(subject.report)));
  if (file !== null && bytes.state === 'read') {
    const medium = await hashed(mediumPath(subject), new Uint8Array(await file.arrayBuffer()));
    if (medium.sha256 !== bytes.sha256) throw new RangeError('the file is not the one that was hashed');
    files.push(medium);
  }
  if (bytes.state === 'read') files.push(await hashed(HEADERS, headersText(bytes)));
  return files;
};

const FINDINGS = 'findings.json';
const HEADERS = 'evidence/headers.json';

const findingsText = (report: LabelReport): string => `${JSON.stringify(report, null, 2)}\n`;

const headersText = ({ at, origin, finalAddress, headers }: ReadBytes): string =>
  `${canonicalJson({ at, clock: 'client clock', origin, finalUrl: finalAddress, headers })}\n`;

const mediumPath = ({ report }: Subject): string => `evidence/medium.${extensionOf(report?.container ?? 'unknown')}`;

/** Of the container that the engine recognised: a page has no say in the name of a file that people open. */
const EXTENSIONS: Readonly<Partial<Record<ContainerName, string>>> = { jpeg: 'jpg', matroska: 'mkv', unknown: 'bin' };

const extensionOf = (container: ContainerName): string => EXTENSIONS[container] ?? container;

/** Frictionless data package, in the form that WACZ uses. */
const dataPackageText = (notice: Notice, title: string, files: readonly HashedFile[]): string =>
  `${JSON.stringify(
    {
      profile: 'data-package',
      title,
      created: notice.created,
      software: `${notice.tool.name} ${notice.tool.version}`,
      resources: files.map(({ path, sha256, bytes }) => ({
        name: path.replace(/[^a-z0-9]+/g, '-'),
        path,
        hash: `sha256:${sha256}`,
        bytes: bytes.byteLength,
      })),
    },
    null,
    2,
  )}\n`;

/** As `sha256sum -c` reads them, sorted by path. */
const sums = (files: readonly HashedFile[]): string =>
  [...files]
    .sort((one, other) => (one.path < other.path ? -1 : 1))
    .map(({ path, sha256 }) => `${sha256}  ${path}\n`)
    .join('');

const hashed = async (path: string, content: string | Uint8Array<ArrayBuffer>): Promise<HashedFile> => {
  const bytes = typeof content === 'string' ? utf8(content) : content;
  return { path, bytes, sha256: await sha256Hex(bytes) };
};

const listed = ({ path, sha256, bytes }: HashedFile): ListedFile => ({ path, sha256, bytes: bytes.byteLength });

const describe = ({ path, role, bytes, sha256 }: HashedFile & { role: EvidenceFile['role'] }): EvidenceFile => ({
  path,
  role,
  bytes: bytes.byteLength,
  sha256,
});

const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** A parsed notice holds nothing but JSON. */
const asJson = (notice: Notice): Json => notice as unknown as Json;
