/** The evidence package: every file of it, in its fixed order, made from the record alone. */
import type { ContainerName, Status } from '../engine/report';
import { canonicalJson, type Json } from './canonical-json';
import { documentOf } from './document';
import { evidencePage, type ListedFile } from './evidence-page';
import { noticeText, readmeText } from './evidence-text';
import { type Contact, noticeOf, type Tool } from './notice';
import { isIntimate, keepable, type NoticeRecord } from './record';
import type { EvidenceFile, Notice } from './schema';
import { sha256Hex } from './sha256';
import { safeThumbnail } from './thumbnail';
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
  const notice = await noticeOf(record, tool, contact, evidence.map(describe));
  const noticeJson = await hashed('notice.json', `${canonicalJson(asJson(notice))}\n`);

  const facts = {
    notice,
    report: record.subject.report,
    receiver: record.receiver,
    thumbnail: isIntimate(record) ? null : safeThumbnail(record.thumbnail),
  };
  const own = documentOf(facts, record.lang);
  const other = documentOf(facts, otherLanguage(record.lang));
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
  readonly role?: EvidenceFile['role'];
}

/** The label report unchanged, the answer's headers, and the medium when the person included it. */
const evidenceFiles = async (
  record: NoticeRecord,
): Promise<readonly (HashedFile & { role: EvidenceFile['role'] })[]> => {
  const { subject, bytes, file } = record;
  const files: (HashedFile & { role: EvidenceFile['role'] })[] = [];
  if (subject.report !== null) {
    const report = await hashed('findings.json', `${JSON.stringify(subject.report, null, 2)}\n`);
    files.push({ ...report, role: 'findings' });
  }
  if (file !== null && bytes.state === 'read') {
    const path = `evidence/medium.${extensionOf(subject.report?.container ?? 'unknown')}`;
    const medium = await hashed(path, new Uint8Array(await file.arrayBuffer()));
    if (medium.sha256 !== bytes.sha256) throw new RangeError('the file is not the one that was hashed');
    files.push({ ...medium, role: 'medium' });
  }
  if (bytes.state === 'read') {
    const headers = {
      at: bytes.at,
      clock: 'client clock',
      origin: bytes.origin,
      finalUrl: bytes.finalAddress,
      headers: bytes.headers,
    };
    files.push({ ...(await hashed('evidence/headers.json', `${canonicalJson(headers)}\n`)), role: 'headers' });
  }
  return files;
};

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
