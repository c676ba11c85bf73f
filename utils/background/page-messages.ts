/** What pages of the extension ask of the background by a message; from any other sender it is not heard. */
import * as v from 'valibot';
import { PageMessageSchema } from '@/utils/messages/pages';
import { isOwnPage, type Sender } from './sender';

export const answerPage = (
  received: unknown,
  sender: Sender,
  { rescan }: { readonly rescan: (tabId: number) => Promise<void> },
): Promise<void> | undefined => {
  const parsed = v.safeParse(PageMessageSchema, received);
  if (!parsed.success || parsed.output.type !== 'rescan' || !isOwnPage(sender)) return undefined;
  return rescan(parsed.output.tabId);
};
