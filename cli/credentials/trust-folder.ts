import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LIST_PATHS, type ListPart, listsOfTexts } from '../../utils/credentials/list-files';
import { acceptList, type TrustLists } from '../../utils/credentials/trust-lists';

/** A folder of lists that cannot be used, in one sentence for people. */
export class UnusableTrustFolder extends Error {}

/**
 * The lists of a folder that is laid out as their publishers name them; each may be missing, but not all.
 * @throws UnusableTrustFolder
 */
export function readTrustFolder(folder: string): TrustLists {
  const textOf = (part: ListPart): string | undefined => {
    const path = join(folder, LIST_PATHS[part]);
    try {
      return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
    } catch (error) {
      throw new UnusableTrustFolder(`${path} cannot be read: ${error instanceof Error ? error.message : error}.`);
    }
  };
  const listOf = (part: ListPart): Readonly<Partial<Record<ListPart, string>>> => {
    const text = textOf(part);
    if (text === undefined) return {};
    if (part !== 'usages' && typeof acceptList(text) === 'string') {
      throw new UnusableTrustFolder(
        `${join(folder, LIST_PATHS[part])} holds no certificates in PEM form, or a damaged one.`,
      );
    }
    return { [part]: text };
  };
  const lists = listsOfTexts({
    ...listOf('signers'),
    ...listOf('timeStamping'),
    ...listOf('anchors'),
    ...listOf('allowed'),
    ...listOf('usages'),
  });
  if (lists.official === undefined && lists.interim === undefined) {
    throw new UnusableTrustFolder(`${folder} has neither ${LIST_PATHS.signers} nor ${LIST_PATHS.anchors}.`);
  }
  return lists;
}
