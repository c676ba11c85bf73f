/** What the report page holds of each file or medium that it reports on. */
import type { StoreHistory } from '@/utils/credentials/c2pa/history';
import type { ErrorCode, LabelReport } from '@/utils/engine/report';
import type { InventoryMedium } from '@/utils/store/inventory-types';

export interface ReportItem {
  /** Names it while the page lives. */
  readonly key: string;
  readonly subject: Subject;
  readonly report: LabelReport | null;
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
  | { readonly kind: 'none' | 'waiting' | 'inspecting' | 'checking' | 'stopped' | 'not-made' }
  | { readonly kind: 'reading'; readonly bytesRead: number }
  | { readonly kind: 'failed'; readonly code: ErrorCode; readonly message: string };

export const isUnderWay = ({ kind }: Work): boolean =>
  kind === 'waiting' || kind === 'reading' || kind === 'inspecting' || kind === 'checking';
