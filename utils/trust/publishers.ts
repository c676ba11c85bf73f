/** Who publishes the lists, and where: the only addresses that the extension asks of itself. */
import { LIST_PATHS, type ListId, type ListPart } from '@/utils/credentials/list-files';

interface Publisher {
  /** Folder of the list's files, which are called as in `LIST_PATHS`. */
  readonly folder: string;
  /** Nothing is added to it any more: fetched once is enough. */
  readonly isFrozen: boolean;
}

export const PUBLISHERS: Readonly<Record<ListId, Publisher>> = {
  official: {
    folder: 'https://raw.githubusercontent.com/c2pa-org/conformance-public/main/trust-list/',
    isFrozen: false,
  },
  interim: { folder: 'https://verify.contentauthenticity.org/trust/', isFrozen: true },
};

export type AddressOf = (id: ListId, part: ListPart) => string;

/** At its publisher. */
export const publishersAddress: AddressOf = (id, part) =>
  new URL(LIST_PATHS[part].slice(LIST_PATHS[part].lastIndexOf('/') + 1), PUBLISHERS[id].folder).href;

/** In a folder of all lists (one that `npm run trust-lists` wrote, or a server of the same form), whose address ends in `/`. */
export const addressBelow =
  (folder: string): AddressOf =>
  (_id, part) =>
    new URL(LIST_PATHS[part], folder).href;
