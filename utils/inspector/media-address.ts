/** What is known of an address before anything is read. */
import type { ErrorCode } from '@/utils/engine/report';
import { IMAGE_ACCEPT } from '@/utils/media-request';
import type { MediumOnPage } from '@/utils/messages/frame';
import { checkAddress } from './fetch-policy';

/**
 * `Accept` as the browser sends it for this kind of media, so that a server that chooses the format by it gives the
 * file that the page got.
 */
export const acceptFor = (kind: MediumOnPage['kind']): string => (kind === 'image' ? IMAGE_ACCEPT : '*/*');

export interface Refusal {
  readonly code: ErrorCode;
  readonly message: string;
}

/** Why a medium is not read over the network; `null` where it may be. */
export const refusalOf = (medium: Pick<MediumOnPage, 'address' | 'loaded'>, home: string | null): Refusal | null => {
  if (/^(?:blob|data|mediastream):/i.test(medium.address)) {
    return { code: 'unsupported', message: 'The page made this medium itself, and its bytes cannot be had.' };
  }
  if (!medium.loaded) return { code: 'blocked', message: 'The page did not load this medium.' };
  const check = checkAddress(medium.address, home);
  return check.allowed ? null : { code: 'blocked', message: check.reason };
};
