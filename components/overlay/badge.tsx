import type { LabelReport } from '@/utils/engine/report';
import type { CheckProgress } from '@/utils/messages/check-state';
import type { MediumOnPage } from '@/utils/messages/frame';
import type { BadgeStep } from '@/utils/page/badge-layout';
import { Sign } from '../signs';
import { badgeName, badgeParts } from './badge-parts';

export interface BadgeProps extends CheckProgress {
  readonly medium: MediumOnPage;
  readonly report: LabelReport | null;
  readonly step: BadgeStep;
  readonly isRtl: boolean;
  readonly isOpen: boolean;
  /** The overlay is one tab stop; arrow keys go on from there. */
  readonly isTabStop: boolean;
}

export const Badge = ({ medium, report, check, step, isRtl, isOpen, isTabStop }: BadgeProps) => {
  const { look, lead, word, trailing } = badgeParts(report, step);
  const signSize = step.size === 'L' ? 16 : 14;
  return (
    <button
      type="button"
      class={`badge badge--${step.size} badge--${look}`}
      dir={isRtl ? 'rtl' : 'ltr'}
      data-id={medium.id}
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      aria-label={badgeName(report, medium, check)}
      tabIndex={isTabStop ? 0 : -1}
    >
      <Sign name={lead.name} size={signSize} class={`badge__sign badge__sign--${lead.tone}`} />
      {word === null ? null : <span class="badge__word">{word}</span>}
      {word !== null && trailing.length > 0 ? <span class="badge__divider" /> : null}
      {trailing.map(({ name, tone }) => (
        <Sign key={name} name={name} size={signSize} class={`badge__sign badge__sign--${tone}`} />
      ))}
    </button>
  );
};
