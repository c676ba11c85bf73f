/** What the report page holds of each file or medium that it reports on. */
import type { StoreHistory } from '@/utils/credentials/c2pa/history';
import type { ListId } from '@/utils/credentials/list-files';
import type { ErrorCode, LabelReport } from '@/utils/engine/report';
import type { CheckState } from '@/utils/messages/check-state';
import type { PixelState } from '@/utils/messages/pixel-state';
import type { InventoryMedium } from '@/utils/store/inventory-types';

export interface ReportItem {
  /** Names it while the page lives. */
  readonly key: string;
  readonly subject: Subject;
  readonly report: LabelReport | null;
  /** How far the check of what is signed in it has come; `null` where there is nothing to check. */
  readonly check: CheckState | null;
  /** How far looking at its pixels has come; `null` where they could say nothing. */
  readonly pixels: PixelState | null;
  /** The published trust lists that it was checked against, where it was checked here. */
  readonly lists: readonly ListDate[];
  /** Of its C2PA store, once it was checked. */
  readonly history: StoreHistory | null;
  /** The whole medium, where it is at hand. */
  readonly bytes: Blob | null;
  /** Lower-case hex over `bytes`. */
  readonly sha256: string | null;
  /** When `report` was made here; `null` for one that was made while its page was looked at. */
  readonly checkedAt: Date | null;
  readonly work: Work;
}

export interface ListDate {
  readonly id: ListId;
  /** Milliseconds since 1970. */
  readonly fetchedAt: number;
}

export type Subject =
  | {
      readonly kind: 'file';
      readonly name: string;
      /** Parts of a video that the file begins (C2PA 2.1 A.5.3). */
      readonly fragments: readonly File[];
      /** It is such a part, and came without its beginning. */
      readonly isFragment: boolean;
    }
  | {
      readonly kind: 'medium';
      readonly tabId: number;
      readonly medium: InventoryMedium;
      readonly page: { readonly address: string; readonly title: string };
    };

/** What is being done, or what came of it last. */
export type Work =
  | { readonly kind: 'none' | 'waiting' | 'inspecting' | 'checking' | 'looking' | 'stopped' | 'not-made' }
  | { readonly kind: 'reading'; readonly bytesRead: number }
  /** The C2PA store of the medium, from the address that it names. */
  | { readonly kind: 'fetching'; readonly address: string }
  /** What that address sent is none. */
  | { readonly kind: 'no-record' }
  | { readonly kind: 'failed'; readonly of: 'file' | 'record'; readonly code: ErrorCode; readonly message: string };

const UNDER_WAY: readonly Work['kind'][] = ['waiting', 'reading', 'fetching', 'inspecting', 'checking', 'looking'];

export const isUnderWay = ({ kind }: Work): boolean => UNDER_WAY.includes(kind);
