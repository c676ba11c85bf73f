import { i18n } from '#i18n';
import type { ListId } from '@/utils/credentials/list-files';

/** What a published trust list is called, wherever it is named. */
export const listName = (id: ListId): string => i18n.t(`options.trust.${id}`);
