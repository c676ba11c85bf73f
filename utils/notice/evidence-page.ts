/**
 * `notice.html`: the notice for people, as one inert file. No script, nothing that loads or leads anywhere; addresses
 * are text. The notice's language comes first, the other one follows on a page of its own.
 */
import type { NoticeDocument, Row } from './document';
import { exactBytes, halves } from './document';
import { html, type Markup } from './markup';

export interface ListedFile {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** `sign` draws the status: an outline on a 16 × 16 grid, or nothing. */
export const evidencePage = (
  documents: readonly [NoticeDocument, ...NoticeDocument[]],
  files: readonly ListedFile[],
  sign: string,
): string => {
  const [first] = documents;
  return `<!DOCTYPE html>\n${
    html`<html lang="${first.lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${first.title} — ${first.number}</title>
<style>${styleOf(first)}</style>
</head>
<body>
${documents.map((document) => article(document, files, sign))}
</body>
</html>
`.text
  }`;
};

const article = (
  document: NoticeDocument,
  files: readonly ListedFile[],
  sign: string,
): Markup => html`<article lang="${document.lang}">
<header><span>${document.product} · ${document.documentKind}</span><span>${document.numberTerm} <code>${document.number}</code></span></header>
<h1>${document.title}</h1>
<h2>${document.item.heading}</h2>
<div class="item">${picture(document)}
<table>${document.item.rows.map(rowMarkup)}</table>
</div>
<h2>${document.seen.heading}</h2>
<p><strong>${document.seen.concern}</strong></p>
${document.seen.paragraphs.map((paragraph) => html`<p><bdi>${paragraph}</bdi></p>\n`)}<h2>${document.read.heading}</h2>
<div class="box">${signMarkup(sign)}<div>
<p><strong>${document.read.sentence}</strong></p>
${document.read.notes.map((note) => html`<p>${note}</p>\n`)}</div></div>
${findings(document)}<h2>${document.request.heading}</h2>
<p>${document.request.text}</p>
<h2>${document.statement.heading}</h2>
${document.statement.paragraphs.map((paragraph) => html`<p>${paragraph}</p>\n`)}<table class="statement">${document.statement.rows.map(rowMarkup)}</table>
<h2>${document.filesHeading}</h2>
<table class="files">${files.map(fileMarkup)}</table>
<p class="small">${document.verify} ${document.limit} ${document.disclaimer}</p>
</article>
`;

const picture = ({ thumbnail }: NoticeDocument): Markup =>
  thumbnail === null ? html`` : html`<img alt="" src="${thumbnail}">`;

const signMarkup = (sign: string): Markup =>
  sign === ''
    ? html``
    : html`<svg viewBox="0 0 16 16" width="18" height="18" aria-hidden="true"><path d="${sign}"></path></svg>`;

const rowMarkup = ({ term, lines, code }: Row): Markup =>
  html`<tr${term === '' ? html` class="more"` : ''}><th scope="row">${term}</th><td>${lines.map((line) => (code ? html`<code>${line}</code>` : html`<bdi>${line}</bdi>`))}</td></tr>\n`;

const findings = ({ read }: NoticeDocument): Markup =>
  read.findings.length === 0
    ? html``
    : html`<table class="findings">${read.findings.map(
        (cells) => html`<tr>${cells.map((cell) => html`<td><bdi>${cell}</bdi></td>`)}</tr>\n`,
      )}</table>\n`;

const fileMarkup = ({ path, sha256, bytes }: ListedFile): Markup => {
  const [head, tail] = halves(sha256);
  return html`<tr><th scope="row">${path}</th><td><code>${head ?? ''}</code><code>${tail ?? ''} · ${exactBytes(bytes)}</code></td></tr>\n`;
};

/** Strings in CSS come from the locale files alone; quotes and backslashes are spelt as escapes all the same. */
const cssString = (value: string): string =>
  `"${value.replace(/[^\p{L}\p{N} ,.;:·。，；：-]/gu, (character) => `\\${character.codePointAt(0)?.toString(16) ?? ''} `)}"`;

const styleOf = ({ disclaimer }: NoticeDocument): Markup => {
  const foot = cssString(disclaimer);
  return { text: STYLE.replace('FOOT', () => foot) } as Markup;
};

const STYLE = `
@page { margin: 18mm;
  @bottom-left { content: FOOT; font: 8pt system-ui, sans-serif; color: #454c58; white-space: nowrap; }
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt system-ui, sans-serif; color: #454c58; } }
* { box-sizing: border-box; }
body { margin: 0; background: #fff; color: #15181e; font: 10.5pt/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif; overflow-wrap: anywhere; }
article { max-width: 174mm; margin: 0 auto; padding: 24px 16px; }
article + article { break-before: page; }
header { display: flex; justify-content: space-between; gap: 12pt; padding-bottom: 6pt; border-bottom: 1.5pt solid #15181e; font-size: 9pt; color: #454c58; }
header span:first-child { font-weight: 600; }
h1 { margin: 11pt 0 0; font-size: 17pt; line-height: 1.3; }
h2 { margin: 9pt 0 2pt; font-size: 11pt; line-height: 1.4; break-after: avoid; }
p { margin: 0 0 4pt; }
code { font: 9pt/1.4 ui-monospace, "SF Mono", Consolas, "Noto Sans Mono", monospace; }
.item { display: flex; gap: 14pt; align-items: flex-start; break-inside: avoid; }
.item img { flex: none; width: 135pt; max-height: 135pt; object-fit: contain; border: .5pt solid #767e8b; }
.box p + p { font-size: 9.5pt; line-height: 1.4; margin-bottom: 2pt; }
table { width: 100%; border-collapse: collapse; break-inside: avoid; }
.files, .findings { break-inside: auto; }
tr { break-inside: avoid; border-top: .5pt solid #dadde3; }
tr.more { border-top: 0; }
tr.more > * { padding-top: 0; }
th { width: 90pt; padding: 2.5pt 12pt 2.5pt 0; text-align: start; vertical-align: top; font-weight: 400; color: #454c58; }
.files th, .statement th { width: 140pt; }
td { padding: 2.5pt 8pt 2.5pt 0; vertical-align: top; }
td code, td > bdi { display: block; }
.box { display: flex; gap: 10pt; padding: 6pt 10pt 2pt; border: .75pt solid #15181e; border-radius: 4pt; break-inside: avoid; margin-bottom: 6pt; }
.box svg { flex: none; margin-top: 1pt; fill: #15181e; fill-rule: evenodd; }
.small { margin-top: 5pt; font-size: 9pt; color: #454c58; }
@media print { article { max-width: none; padding: 0; } }
@media (max-width: 560px) { .item { flex-direction: column; } th { width: 30%; } .files th { width: 40%; } }
`;
