/** What a medium's card shows, and what its buttons do. */
import { cardSummary } from '@/components/overlay/card-summary';
import { cardView } from '@/components/overlay/card-view';
import type { OverlayProps } from '@/components/overlay/overlay';
import type { FrameBridge, MediumState } from '@/utils/page/bridge';
import type { CardTiming } from '@/utils/page/card-timing';
import { OVERLAY_LIMITS } from '@/utils/page/overlay-limits';
import { extensionVersion } from './extension-version';

export interface CardParts {
  readonly bridge: FrameBridge;
  readonly timing: Pick<CardTiming, 'close' | 'dismiss'>;
  readonly isSheet: boolean;
  /** When the card that is open now came, in milliseconds of the page's clock. */
  readonly shownAt: () => number;
  readonly focusHeadline: () => void;
}

export const cardProps = (
  { medium, report, check, pixels }: MediumState,
  { bridge, timing, isSheet, shownAt, focusHeadline }: CardParts,
): NonNullable<OverlayProps['card']> => {
  const { id } = medium;
  return {
    id,
    view: cardView(medium, report, check, pixels),
    isSheet,
    address: /^https?:/i.test(medium.address) ? medium.address : null,
    summary: () =>
      report
        ? cardSummary(medium, report, check, { page: location.href, version: extensionVersion(), now: new Date() })
        : medium.address,
    onAction: (action) => {
      if (action === 'notice' || action === 'full-report') {
        if (action === 'notice') bridge.openNotice(id);
        else bridge.openReport(id);
        timing.close();
        return;
      }
      // The button goes with what it asked for; the focus stays in the card.
      focusHeadline();
      if (action === 'retry') bridge.inspect(id);
      else if (action === 'look' || action === 'look-closely') bridge.look(id, true);
      else bridge.check(id, true);
    },
    onClose: () => timing.dismiss(),
    isMeant: (event) => event.isTrusted && performance.now() - shownAt() >= OVERLAY_LIMITS.clickGuardMs,
  };
};
