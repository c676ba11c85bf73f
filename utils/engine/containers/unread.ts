import { latin1 } from '../bytes';
import type { ContainerName, Kind } from '../report';
import type { Container, Walk } from '../walk';

interface Format {
  readonly name: ContainerName;
  readonly kind: Kind;
  /** What people call it. */
  readonly title: string;
  readonly matches: (head: Uint8Array, text: string) => boolean;
}

/** Enough of the head for every signature below; text formats begin behind declarations and comments. */
const SIGNATURE_BYTES = 4096;

/**
 * Formats that are recognised and not read yet. They keep their name and kind, and end `unsupported`: a file that was
 * not read is never `unlabelled`. A format that gets its own container leaves this table.
 */
const FORMATS: readonly Format[] = [
  { name: 'pdf', kind: 'document', title: 'PDF', matches: (_, text) => text.slice(0, 1024).includes('%PDF-') },
];

export const unread: Container = {
  recognise: (head) => {
    const text = latin1(head.subarray(0, SIGNATURE_BYTES));
    return FORMATS.find(({ matches }) => matches(head, text)) ?? null;
  },
  *walk(_context, name): Walk<{ kind: 'unsupported'; offset: number; message: string }> {
    const title = FORMATS.find((format) => format.name === name)?.title ?? name;
    return { kind: 'unsupported', offset: 0, message: `The engine does not read ${title} files yet.` };
  },
};

const HTML_START = /^<(?:!doctype\s+html|html|head|body|title|meta|script)[\s>]/i;

function closeOf(text: string): string | undefined {
  if (text.startsWith('<!--')) return '-->';
  return text.startsWith('<?') ? '>' : undefined;
}

/** A web page: what a server sends in place of a medium. @param text The first bytes, one character each. */
export function isHtml(text: string): boolean {
  let rest = text.replace(/^\xef\xbb\xbf/, '').trimStart();
  // Comments and declarations may stand before; each is passed once, so hostile ones cost no more than their length.
  for (let close = closeOf(rest); close !== undefined; close = closeOf(rest)) {
    const end = rest.indexOf(close, 4);
    rest = end < 0 ? '' : rest.slice(end + close.length).trimStart();
  }
  return HTML_START.test(rest);
}
