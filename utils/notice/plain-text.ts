/** Text of pages and people as it may stand in a notice: NFC, nothing that steers a display, of stated length. */
import { marker, STEERING } from '../steering';

/** Most characters of each text in a notice. */
export const TEXT_LIMITS = {
  explanation: 4_000,
  legalGround: 500,
  /** Where in it, account, contact. */
  line: 300,
  title: 512,
  address: 4_096,
} as const;

const STEERING_BUT_LINES = new RegExp(`(?!\\n)${STEERING.source}`, 'gu');

/** One line: white space runs are one space, what would steer the display stands as `⟨U+202E⟩`. */
export const plainLine = (value: string, most: number): string =>
  shorten(show(value.replace(/[\t\n\f\r ]+/g, ' ').trim(), STEERING), most);

/** Several lines; any spelling of a line's end becomes `\n`. */
export const plainLines = (value: string, most: number): string =>
  shorten(show(value.replace(/\r\n?|[\u2028\u2029]/g, '\n').replace(/\t/g, ' '), STEERING_BUT_LINES), most);

/** Whether a text is as `plainLines` leaves it. */
export const isPlain = (value: string): boolean => value === value.normalize('NFC') && !hasSteering(value);

const hasSteering = (value: string): boolean => new RegExp(STEERING_BUT_LINES.source, 'u').test(value);

const show = (value: string, steering: RegExp): string => value.normalize('NFC').replace(steering, marker);

/** Cut by code points, so that no pair of surrogates is torn. */
const shorten = (value: string, most: number): string =>
  value.length <= most
    ? value
    : Array.from(value.slice(0, most * 2))
        .slice(0, most)
        .join('')
        .slice(0, most);
