import { marker, STEERING } from '@/utils/steering';

/** Longest text of a file in a card and in a row. */
export const TEXT_CAP = { card: 80, row: 160 } as const;

/**
 * Text from files and pages as data: what would steer a reader's display is shown instead of obeyed, and long text is
 * cut with `…`. `cap` counts characters of the value, not of the markers that replace some of them.
 */
export const visibleText = (value: string, cap: number = TEXT_CAP.row): string => {
  // Cutting the code units first keeps a value of any length cheap; a code point has two of them at most.
  const characters = Array.from(value.slice(0, cap * 2 + 2));
  const kept = characters.length > cap ? `${characters.slice(0, cap).join('')}…` : characters.join('');
  return kept.replace(STEERING, marker);
};

/** The same for a place inside a sentence: isolated, so that a right-to-left name leaves its surroundings alone. */
export const isolatedText = (value: string, cap: number = TEXT_CAP.card): string =>
  `\u2068${visibleText(value, cap)}\u2069`;
