import { LIMITS } from './limits';
import type { Finding } from './report';

/**
 * Control characters but line feed, bidirectional marks, embeddings, overrides and isolates, line and paragraph
 * separators, tag characters, half surrogates: what could hide or turn round the text beside it.
 */
const INVISIBLE = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]|[\ud800-\udfff]/gu;

/** Nothing to make visible: what most strings are. */
const PLAIN = /^[\x20-\x7e\n]*$/;

/**
 * A string from a file as it may stand in a report: such characters shown as `⟨U+202E⟩`, line feeds kept, at most
 * `limit` UTF-16 units with an ellipsis where it was cut.
 */
export function visibleText(text: string, limit: number = LIMITS.reportString): string {
  if (text.length <= limit && PLAIN.test(text)) return text;
  // What is cut away is not looked at: one character becomes at most ten.
  const shown = text
    .slice(0, limit + 1)
    .replaceAll('\r\n', '\n')
    .replace(INVISIBLE, (character) => (character === '\n' ? character : `⟨U+${codeOf(character)}⟩`));
  if (shown.length <= limit && text.length <= limit + 1) return shown;
  const cut = shown.slice(0, limit - 1);
  // Neither half a character nor half an escape.
  return `${cut.replace(/[\ud800-\udbff]$/, '').replace(/⟨[U+\dA-F]{0,8}$/, '')}…`;
}

/** At most `limit` UTF-16 units, with an ellipsis where it was cut, and never half a character. */
export function shortened(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

function codeOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}

/** Every string of a finding made fit for a report; keys of one finding are bounded in number. */
export function visibleFinding(finding: Finding): Finding {
  const { tool, model, who, codes, validation, detail, keyPinned } = finding;
  const fields = Object.entries(finding.fields).slice(0, LIMITS.fieldsPerFinding);
  return {
    ...finding,
    place: visibleText(finding.place),
    ...(tool !== undefined && { tool: visibleText(tool) }),
    ...(model !== undefined && { model: visibleText(model) }),
    ...(who !== undefined && { who: visibleText(who, LIMITS.reportName) }),
    ...(codes !== undefined && { codes: codes.map((code) => visibleText(code)) }),
    ...(validation !== undefined && {
      validation: validation.slice(0, LIMITS.fieldsPerFinding).map((code) => visibleText(code)),
    }),
    ...(detail !== undefined && { detail: detail.map((sentence) => visibleText(sentence)) }),
    ...(keyPinned !== undefined && { keyPinned: visibleText(keyPinned, LIMITS.reportName) }),
    fields: Object.fromEntries(fields.map(([key, value]) => [visibleText(key, LIMITS.reportName), visibleText(value)])),
    deviations: finding.deviations.map((deviation) => visibleText(deviation)),
  };
}
