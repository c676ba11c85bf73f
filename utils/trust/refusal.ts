import type { ListPart } from '@/utils/credentials/list-files';
import type { ListFault } from '@/utils/credentials/trust-lists';

export type FetchFault = 'unreachable' | 'status' | 'redirected' | 'tooLarge' | 'late';

/** Why a publisher's list did not replace the one in use. */
export interface Refusal {
  readonly part: ListPart;
  readonly fault: FetchFault | ListFault | 'noUsages';
  /** Of the answer, where that is the fault. */
  readonly status?: number;
}
