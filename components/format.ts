/** Numbers as people read them. */

const UNITS = ['B', 'kB', 'MB', 'GB'] as const;

/** Decimal units with one decimal from `kB` on: `812 B`, `183.2 kB`. */
export const formatBytes = (bytes: number): string => {
  const power = bytes < 1_000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1_000 ** power;
  // 999,950 B would read "1000.0 kB".
  const carries = power > 0 && power < UNITS.length - 1 && value >= 999.95;
  return carries ? `1.0 ${UNITS[power + 1]}` : `${power === 0 ? String(value) : value.toFixed(1)} ${UNITS[power]}`;
};

/** Seconds as `0:42`, `12:07`, `1:02:03`. */
export const formatDuration = (seconds: number): string => {
  const whole = Math.floor(seconds);
  const hours = Math.floor(whole / 3_600);
  const minutes = Math.floor((whole % 3_600) / 60);
  const rest = String(whole % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
};

/** What libraries write (RFC 3339), with its zone. */
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;

/** A moment in the reader's language and time zone, which is named; a text that states none stays as it is. */
export const formatMoment = (text: string, language: string): string => {
  const moment = MOMENT.test(text) ? new Date(text) : null;
  return moment === null || Number.isNaN(moment.getTime())
    ? text
    : moment.toLocaleString(language, { dateStyle: 'medium', timeStyle: 'long' });
};

/** `1200 × 800`, or nothing where the size is unknown. */
export const formatDimensions = (width: number, height: number): string =>
  width > 0 && height > 0 ? `${width} × ${height}` : '';

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const superscript = (digits: string): string =>
  digits.replace('-', '⁻').replace(/\d/g, (digit) => SUPERSCRIPTS[Number(digit)] ?? '');

/** Powers of ten that both languages have words for. */
const LARGEST_WORD = 12;

/**
 * How many times a probability is less than once in: a power of ten, `1 billion` or `10²⁰`.
 * @param probability Above 0.
 */
export const formatOdds = (probability: number, language: string): string => {
  const power = Math.max(0, Math.ceil(-Math.log10(probability)) - 1);
  if (power > LARGEST_WORD) return `10${superscript(`${power}`)}`;
  return new Intl.NumberFormat(language, { notation: 'compact', compactDisplay: 'long' }).format(10 ** power);
};

/** `3.2 × 10⁻⁴⁴`. */
export const formatTiny = (value: number): string => {
  const [digits = '', power = ''] = value.toExponential(1).split('e');
  return `${digits} × 10${superscript(power)}`;
};

const CONTAINER_NAMES: Readonly<Record<string, string>> = {
  webp: 'WebP',
  matroska: 'Matroska',
  webm: 'WebM',
  ogg: 'Ogg',
  jxl: 'JPEG XL',
  unknown: '',
};

/** A container as its format calls itself; empty for one that was not recognised. */
export const formatContainer = (container: string): string => CONTAINER_NAMES[container] ?? container.toUpperCase();

/** Host of an address as a person knows it; the scheme for addresses without one (`data:`, `blob:` of the page). */
export const formatHost = (address: string): string => {
  const parsed = URL.parse(address);
  if (parsed === null) return address.split(/[:,;]/, 1)[0] ?? '';
  if (parsed.host !== '') return parsed.host;
  const inner = parsed.protocol === 'blob:' ? URL.parse(parsed.pathname) : null;
  return inner === null || inner.host === '' ? parsed.protocol : inner.host;
};
