/** Links that an answer's `Link` header states (RFC 8288 3): a medium can be described elsewhere. */
import { LIMITS } from '../limits';

export interface WebLink {
  /** One relation type, in lower case. */
  readonly relation: string;
  /** Absolute address of http or https. */
  readonly target: string;
}

/**
 * Links from the medium to other addresses, one for each relation. A link whose context is something else (`anchor`)
 * says nothing of the medium, and one that leads into the medium itself names nothing elsewhere.
 *
 * @param header All `Link` headers of the answer, joined by commas as `Headers.get` does.
 * @param address Of the answer, after redirects: targets are relative to it.
 */
export function webLinks(header: string | null, address: string): readonly WebLink[] {
  if (header === null) return [];
  const base = resolved('', address);
  const own = base && withoutFragment(base);
  const links: WebLink[] = [];
  for (const { target, parameters } of linkValues(header)) {
    const anchor = parameters.get('anchor');
    const resource = resolved(target, address);
    if (resource === undefined || withoutFragment(resource) === own) continue;
    if (anchor !== undefined && resolved(anchor, address)?.href !== own) continue;
    for (const relation of (parameters.get('rel') ?? '').toLowerCase().split(/[ \t]+/)) {
      if (links.length >= LIMITS.webLinks) return links;
      if (relation !== '') links.push({ relation, target: resource.href });
    }
  }
  return links;
}

interface LinkValue {
  readonly target: string;
  /** By lower-case name; of a repeated one the first counts (RFC 8288 3.3). */
  readonly parameters: ReadonlyMap<string, string>;
}

/** The header's values in order, as RFC 8288 appendix B.2 reads them: up to where it is no list of links any more. */
function* linkValues(header: string): Generator<LinkValue> {
  let at = 0;
  const skip = (characters: string): void => {
    while (at < header.length && characters.includes(header.charAt(at))) at += 1;
  };
  const until = (characters: string): string => {
    const start = at;
    while (at < header.length && !characters.includes(header.charAt(at))) at += 1;
    return header.slice(start, at);
  };
  const quoted = (): string => {
    const parts: string[] = [];
    at += 1;
    while (at < header.length && header[at] !== '"') {
      parts.push(until('"\\'));
      if (header[at] !== '\\') continue;
      parts.push(header.charAt(at + 1));
      at += 2;
    }
    at += 1;
    return parts.join('');
  };
  const value = (): string => {
    if (header[at] !== '=') return '';
    at += 1;
    skip(BLANKS);
    return header[at] === '"' ? quoted() : until(';,').trimEnd();
  };

  for (;;) {
    skip(`${BLANKS},`);
    if (header[at] !== '<') return;
    at += 1;
    const target = until('>').trim();
    if (header[at] !== '>') return;
    at += 1;
    const parameters = new Map<string, string>();
    skip(BLANKS);
    while (header[at] === ';') {
      at += 1;
      skip(BLANKS);
      const name = until(`${BLANKS}=;,`).toLowerCase();
      skip(BLANKS);
      const text = value();
      if (name !== '' && !parameters.has(name)) parameters.set(name, text);
      skip(BLANKS);
    }
    yield { target, parameters };
    if (header[at] !== ',') return;
  }
}

const BLANKS = ' \t';

/** Of http and https only: what else an address may be is nothing that could be fetched. */
function resolved(target: string, base: string): URL | undefined {
  if (!URL.canParse(target, base)) return undefined;
  const url = new URL(target, base);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : undefined;
}

function withoutFragment(url: URL): string {
  const copy = new URL(url);
  copy.hash = '';
  return copy.href;
}
