import { i18n } from '#i18n';
import type { FrameState } from '@/utils/messages/frame';
import { Badge, type BadgeProps } from './badge';
import { Card, type CardProps } from './card';

export interface OverlayProps {
  readonly theme: FrameState['theme'];
  /** In document order, which is the order of arrow keys and of reading. */
  readonly badges: readonly BadgeProps[];
  readonly card: (CardProps & { readonly id: number }) | null;
  readonly hasRing: boolean;
  /** In full screen, and the pointer has not moved for a while. */
  readonly isIdle: boolean;
}

/** Everything that is drawn over a page. Places are written by the overlay script, straight to the elements. */
export const Overlay = ({ theme, badges, card, hasRing, isIdle }: OverlayProps) => (
  <div
    class={isIdle ? 'lens lens--idle' : 'lens'}
    lang={i18n.t('ext.lang')}
    dir="ltr"
    {...(theme === 'system' ? {} : { 'data-theme': theme })}
  >
    {badges.length > 0 ? (
      // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls; this is a toolbar-like group.
      <div class="badges" role="group" aria-label={i18n.t('ext.name')}>
        {badges.map((badge) => (
          <Badge key={badge.medium.id} {...badge} />
        ))}
      </div>
    ) : null}
    {card ? <Card key={card.id} {...card} /> : null}
    {hasRing ? <div class="ring" /> : null}
  </div>
);
