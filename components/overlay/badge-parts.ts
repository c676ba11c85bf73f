/** What a badge shows: which signs and words, in which order and look. */
import { i18n } from '#i18n';
import type { LabelReport, Status } from '@/utils/engine/report';
import type { CheckState } from '@/utils/messages/check-state';
import type { MediumOnPage } from '@/utils/messages/frame';
import type { BadgeStep } from '@/utils/page/badge-layout';
import { assuranceWords } from '../assurance-text';
import { assuranceSign, type ShownStatus, type SignName, type SignTone, statusSign, statusTone } from '../signs';
import { errorName, kindName, noticeSign, statusName, statusShort } from '../status-text';
import { TEXT_CAP, visibleText } from '../visible-text';

export type BadgeLook = 'ai' | 'ai-paper' | 'cam' | 'other' | 'quiet' | 'warn';

export interface BadgeSign {
  readonly name: SignName;
  readonly tone: SignTone;
}

export interface BadgeParts {
  readonly look: BadgeLook;
  readonly lead: BadgeSign;
  readonly word: string | null;
  readonly trailing: readonly BadgeSign[];
}

const LOOKS = {
  'ai-generated': 'ai',
  'ai-edited': 'ai',
  'possibly-ai': 'ai-paper',
  'suspected-ai': 'ai-paper',
  captured: 'cam',
  'labelled-other': 'other',
  unlabelled: 'quiet',
  unreadable: 'quiet',
  checking: 'quiet',
  waiting: 'quiet',
} as const satisfies Record<ShownStatus, BadgeLook>;

/** A medium without a report is being checked. */
export const badgeParts = (report: LabelReport | null, { size, trailing }: BadgeStep): BadgeParts => {
  if (!report) {
    return {
      look: 'quiet',
      lead: { name: 'status-checking', tone: 'none' },
      word: size === 'S' ? null : i18n.t(size === 'M' ? 'status.checking.short' : 'status.checking.name'),
      trailing: [],
    };
  }
  const { status, assurance } = report.verdict;
  const own: BadgeSign = { name: statusSign(status), tone: statusTone(status) };
  if (assurance === 'broken') {
    const lead: BadgeSign = { name: 'assurance-broken', tone: 'warn' };
    // The small one has no room for words: the status stands beside the failed check, and neither is ever left out.
    if (size === 'S') return { look: 'warn', lead, word: null, trailing: [own] };
    return { look: 'warn', lead, word: brokenWord(status, size), trailing: noticeSigns(report, size) };
  }
  const seals: BadgeSign[] =
    assurance === null || assurance === 'declared' ? [] : [{ name: assuranceSign(assurance), tone: 'current' }];
  const signs = [...seals, ...noticeSigns(report, size)];
  return {
    look: LOOKS[status],
    lead: own,
    word: size === 'S' ? null : size === 'M' ? statusShort(status) : statusName(status),
    trailing: signs.slice(0, trailing),
  };
};

const brokenWord = (status: Status, size: 'M' | 'L'): string =>
  size === 'M' ? i18n.t('assurance.broken.short') : i18n.t('badge.brokenLong', [statusName(status)]);

const noticeSigns = (report: LabelReport, size: BadgeStep['size']): readonly BadgeSign[] => {
  const name = noticeSign(report);
  return name === null || (name === 'sign-several' && size !== 'L') ? [] : [{ name, tone: 'current' }];
};

/** "Image, harbour at dusk. AI-generated. Unchanged, signer verified. Opens the label card." */
export const badgeName = (report: LabelReport | null, medium: MediumOnPage, check?: CheckState): string => {
  const what = [kindName(medium.kind), visibleText(medium.alt || fileName(medium.address), TEXT_CAP.card)]
    .filter((part) => part !== '')
    .join(i18n.t('common.listSeparator'));
  if (!report) return i18n.t('badge.aria', [what, statusName('checking')]);
  const { status, assurance } = report.verdict;
  const assured = assuranceWords(report, check)?.name ?? (report.error ? errorName(report.error) : null);
  if (assurance === 'broken') return sentences(what, i18n.t('badge.ariaBroken', [statusName(status)]));
  if (assured === null) return i18n.t('badge.aria', [what, statusName(status)]);
  return sentences(what, i18n.t('badge.aria', [statusName(status), assured]));
};

const sentences = (first: string, second: string): string =>
  i18n.t('ext.lang').startsWith('zh') ? `${first}。${second}` : `${first}. ${second}`;

/** Last segment of an address that has one. */
export const fileName = (address: string): string => {
  if (!/^https?:/i.test(address)) return '';
  const segment = /([^/]*)$/.exec(URL.parse(address)?.pathname ?? '')?.[1] ?? '';
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};
