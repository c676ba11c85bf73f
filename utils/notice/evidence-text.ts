/** `notice.en.txt`, `notice.zh.txt`: the same in plain text, to paste into a receiver's form; and the package's README. */
import { COLONS, type NoticeDocument, type Row } from './document';

export const noticeText = (document: NoticeDocument): string =>
  [
    document.title,
    `${document.numberTerm} ${document.number}`,
    section(document.item.heading, rowLines(document, document.item.rows)),
    section(document.seen.heading, [document.seen.concern, ...document.seen.paragraphs]),
    section(document.read.heading, [
      document.read.sentence,
      ...document.read.notes,
      ...document.read.findings.map((cells) => `- ${cells.join(' | ')}`),
    ]),
    section(document.request.heading, [document.request.text]),
    section(document.statement.heading, [
      ...document.statement.paragraphs,
      ...rowLines(document, document.statement.rows),
    ]),
    document.disclaimer,
    '',
  ].join('\n\n');

export const readmeText = (documents: readonly NoticeDocument[], lead: (document: NoticeDocument) => string): string =>
  documents
    .map((document) =>
      [
        `${document.product} · ${document.documentKind} ${document.number}`,
        lead(document),
        document.verify,
        document.limit,
        document.disclaimer,
        '',
      ].join('\n\n'),
    )
    .join('\n');

const section = (heading: string, lines: readonly string[]): string => [heading, ...lines].join('\n');

/** A hash is one word here: it is copied, not read. */
const rowLines = ({ lang }: NoticeDocument, rows: readonly Row[]): readonly string[] =>
  rows.map(({ term, lines }) => (term === '' ? `  ${lines.join('')}` : `${term}${COLONS[lang]}${lines.join('')}`));
