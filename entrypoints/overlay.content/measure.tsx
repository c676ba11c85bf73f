import { render } from 'preact';
import { Badge } from '@/components/overlay/badge';
import { badgeParts } from '@/components/overlay/badge-parts';
import type { LabelReport } from '@/utils/engine/report';
import type { MediumOnPage } from '@/utils/messages/frame';
import type { BadgeBox, BadgeStep } from '@/utils/page/badge-layout';

/** Sizes of badges as this page's fonts and text size make them; each different content is laid out once. */
export const createMeasure = (workbench: HTMLElement) => {
  const known = new Map<string, BadgeBox>();
  return {
    badge: (report: LabelReport | null, medium: MediumOnPage, step: BadgeStep): BadgeBox => {
      const { word, trailing } = badgeParts(report, step);
      const key = `${step.size}${word ?? ''}|${trailing.length}`;
      const box = known.get(key);
      if (box) return box;
      render(
        <div class="measure">
          <Badge {...{ report, medium, step }} isRtl={false} isOpen={false} isTabStop={false} />
        </div>,
        workbench,
      );
      const { width, height } = workbench.querySelector('.badge')?.getBoundingClientRect() ?? { width: 0, height: 0 };
      render(null, workbench);
      known.set(key, { width, height });
      return { width, height };
    },
    /** Zoom and text size may have changed. */
    forget: () => known.clear(),
  };
};

export type Measure = ReturnType<typeof createMeasure>;
