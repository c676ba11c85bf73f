import { AI_STATUSES, type LabelReport } from '@/utils/engine/report';
import type { FrameState } from '@/utils/messages/frame';

/** Whether a medium carries a badge without being pointed at. */
export const carriesBadge = (report: LabelReport | null, { overlay, badges }: FrameState): boolean => {
  if (!report || !overlay || badges === 'point') return false;
  const { status } = report.verdict;
  return badges === 'ai' ? AI_STATUSES.includes(status) : status !== 'unlabelled' && status !== 'unreadable';
};
