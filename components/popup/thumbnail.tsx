import type { InventoryMedium } from '@/utils/store/inventory-types';
import { formatDuration } from '../format';
import { type ShownStatus, Sign, statusSign, statusTone } from '../signs';

interface ThumbnailProps {
  readonly medium: InventoryMedium;
  readonly status: ShownStatus;
  /** A small picture that the page's own script drew; never an address that would be fetched. */
  readonly picture: string | undefined;
}

/** Decoration beside the row's words: hidden from the accessibility tree. */
export const Thumbnail = ({ medium, status, picture }: ThumbnailProps) => (
  <span class="thumb" aria-hidden="true">
    {picture === undefined ? (
      <Placeholder medium={medium} status={status} />
    ) : (
      <img class="thumb__picture" src={picture} alt="" width={52} height={52} />
    )}
    {medium.kind === 'video' && medium.duration !== undefined && Number.isFinite(medium.duration) && (
      <span class="thumb__duration count">{formatDuration(medium.duration)}</span>
    )}
  </span>
);

const Placeholder = ({ medium, status }: Pick<ThumbnailProps, 'medium' | 'status'>) =>
  medium.kind === 'audio' ? (
    <span class="thumb__wave">
      <span />
      <span />
      <span />
    </span>
  ) : (
    <Sign name={statusSign(status)} size={24} tone={statusTone(status)} />
  );
