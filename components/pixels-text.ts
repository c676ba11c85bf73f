/** How far looking at a medium's pixels has come, in words. */
import { i18n } from '#i18n';
import type { LabelReport } from '@/utils/engine/report';
import { isLooked, type PixelState } from '@/utils/messages/pixel-state';
import { formatBytes } from './format';

interface Words {
  readonly sentence: () => string;
  /** Whether a person can ask for it: where that changes nothing, no button says so. */
  readonly mayAsk: boolean;
}

const WORDS: Readonly<Record<PixelState, Words>> = {
  waiting: { sentence: () => i18n.t('pixels.waiting'), mayAsk: false },
  running: { sentence: () => i18n.t('pixels.running'), mayAsk: false },
  looked: { sentence: () => i18n.t('pixels.looked'), mayAsk: false },
  'looked-quickly': { sentence: () => i18n.t('pixels.lookedQuickly'), mayAsk: true },
  'not-made': { sentence: () => i18n.t('pixels.notMade'), mayAsk: true },
  off: { sentence: () => i18n.t('pixels.off'), mayAsk: true },
  'saves-data': { sentence: () => i18n.t('pixels.savesData'), mayAsk: true },
  'not-loaded': { sentence: () => i18n.t('pixels.notLoaded'), mayAsk: false },
  'not-decodable': { sentence: () => i18n.t('pixels.notDecodable'), mayAsk: false },
  'too-small': { sentence: () => i18n.t('pixels.tooSmall'), mayAsk: true },
  'too-large': { sentence: () => i18n.t('pixels.tooLarge'), mayAsk: false },
  'when-asked': { sentence: () => i18n.t('pixels.whenAsked'), mayAsk: true },
  'not-seen': { sentence: () => i18n.t('pixels.notSeen'), mayAsk: true },
  'over-budget': { sentence: () => i18n.t('pixels.overBudget'), mayAsk: true },
};

/** Both ask for the same; a person who was told that somebody has looked asks for more. */
export type LookAction = 'look' | 'look-closely';

/** What a person can ask for, if anything. */
export const lookAction = (pixels: PixelState | null | undefined): LookAction | null => {
  if (pixels == null || !WORDS[pixels].mayAsk) return null;
  return isLooked(pixels) ? 'look-closely' : 'look';
};

/** Empty where there is nothing to say: pixels that were looked at speak by their findings. */
export const pixelsSentence = (
  { kind, findings, notes }: LabelReport,
  pixels: PixelState | null | undefined,
): string => {
  if (pixels == null) return '';
  if (!isLooked(pixels)) return WORDS[pixels].sentence();
  if (findings.some(({ mark }) => mark.startsWith('watermark-'))) return '';
  if (notes?.includes('pixels-not-checked') === true) return i18n.t('pixels.inPart');
  return kind === 'video' ? i18n.t('pixels.lookedAtFrames') : WORDS[pixels].sentence();
};

interface ButtonWords {
  readonly unsized: () => string;
  readonly sized: (bytes: string) => string;
}

const BUTTONS: Readonly<Record<LookAction, ButtonWords>> = {
  look: { unsized: () => i18n.t('pixels.lookUnsized'), sized: (bytes) => i18n.t('pixels.look', [bytes]) },
  'look-closely': {
    unsized: () => i18n.t('pixels.lookCloselyUnsized'),
    sized: (bytes) => i18n.t('pixels.lookClosely', [bytes]),
  },
};

/** @param bytes What reading the whole medium for it costs; `null` where that is not known. */
export const lookButton = (action: LookAction, bytes: number | null): string =>
  bytes === null ? BUTTONS[action].unsized() : BUTTONS[action].sized(formatBytes(bytes));
