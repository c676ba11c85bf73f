/** One published list as its publisher has it now, held against the one in use. Pure but for `fetch`: for Node, too. */
import { LIST_PARTS, type ListId, type ListPart } from '@/utils/credentials/list-files';
import { acceptList, usagesOf } from '@/utils/credentials/trust-lists';
import { sha256Hex } from '@/utils/sha256';
import { type Fetch, fetchText } from './fetch-text';
import type { AddressOf } from './publishers';
import type { Refusal } from './refusal';

export type ListTexts = Readonly<Partial<Record<ListPart, string>>>;

export interface FetchedList {
  readonly texts: ListTexts;
  readonly certificates: number;
  readonly sha256: string;
}

export interface FetchListOptions {
  readonly addressOf: AddressOf;
  readonly fetch: Fetch;
  /** For each file. */
  readonly timeMs: number;
  /** The parts in use. */
  readonly before: ListTexts;
  readonly onFile?: (part: ListPart) => void;
}

/** All parts of the list, or why one of them may not be used: parts of two versions are never mixed. */
export const fetchList = async (
  id: ListId,
  { addressOf, fetch, timeMs, before, onFile }: FetchListOptions,
): Promise<FetchedList | Refusal> => {
  const texts: Partial<Record<ListPart, string>> = {};
  for (const part of LIST_PARTS[id]) {
    onFile?.(part);
    const fetched = await fetchText(addressOf(id, part), fetch, timeMs);
    if (!fetched.ok) {
      const { fault, status } = fetched;
      return { part, fault, ...(status !== undefined && { status }) };
    }
    texts[part] = fetched.text;
  }
  return acceptTexts(id, texts, before);
};

export const isRefusal = (result: FetchedList | Refusal): result is Refusal => 'fault' in result;

/** @param before The parts in use, which a list that shrank does not replace. */
const acceptTexts = async (id: ListId, texts: ListTexts, before: ListTexts): Promise<FetchedList | Refusal> => {
  let certificates = 0;
  const digests: string[] = [];
  for (const part of LIST_PARTS[id]) {
    const text = texts[part] ?? '';
    if (part === 'usages') {
      if (usagesOf(text).length === 0) return { part, fault: 'noUsages' };
    } else {
      const accepted = acceptList(text, before[part]);
      if (typeof accepted === 'string') return { part, fault: accepted };
      certificates += accepted.length;
    }
    digests.push(await sha256Hex(text));
  }
  return { texts, certificates, sha256: await sha256Hex(digests.join('\n')) };
};
