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
