/** The plain text that "Copy" puts on the clipboard. */
import { i18n } from '#i18n';
import type { LabelReport } from '@/utils/engine/report';
import { leadFinding } from '@/utils/label-words';
import type { CheckState } from '@/utils/messages/check-state';
import type { MediumOnPage } from '@/utils/messages/frame';
import { wallClock } from '@/utils/wall-clock';
import { assuranceWords } from '../assurance-text';
import { errorName, markName, rowTitle } from '../status-text';
import { visibleText } from '../visible-text';

export interface SummarySurroundings {
  /** Address of the page that shows the medium. */
  readonly page: string;
  readonly version: string;
  readonly now: Date;
}

/** Longest address in the summary; a tracking tail of kilobytes helps nobody. */
const ADDRESS_CAP = 2_048;

export const cardSummary = (
  medium: MediumOnPage,
  report: LabelReport,
  check: CheckState | undefined,
  surroundings: SummarySurroundings,
): string => {
  const lead = leadFinding(report);
  const assurance = assuranceWords(report, check)?.name ?? (report.error ? errorName(report.error) : '');
  return [
    [rowTitle(report), assurance].filter(Boolean).join(' — '),
    lead
      ? [markName(lead.mark), visibleText(lead.place), lead.who ? visibleText(lead.who) : ''].filter(Boolean).join(', ')
      : '',
    `${visibleText(medium.address, ADDRESS_CAP)} · ${i18n.t('card.seenOn', [visibleText(surroundings.page, ADDRESS_CAP)])}`,
    `${i18n.t('ext.name')} ${surroundings.version}, ${isoWithOffset(surroundings.now)}`,
  ]
    .filter((line) => line !== '')
    .join('\n');
};

/** `2026-11-23T14:05:12+08:00`: the person's own clock, with its distance to UTC. */
export const isoWithOffset = (at: Date): string => {
  const { date, time, isWest, distance } = wallClock(at, -at.getTimezoneOffset());
  return `${date}T${time.slice(0, 8)}${isWest ? '-' : '+'}${distance}`;
};
