import type { Subject } from '@/utils/report/report-item';
import { formatHost } from '../format';
import { fileName } from '../overlay/badge-parts';
import { visibleText } from '../visible-text';

/** Host of an address for a button or sentence: in ASCII, as it is asked for (`xn--…` for names in other scripts). */
export const hostText = (address: string): string => visibleText(formatHost(address));

/** What a person knows it by: the file's name, or the host where it has none. */
export const subjectName = (subject: Subject): string => {
  if (subject.kind === 'file') return subject.name;
  const { address } = subject.medium;
  return fileName(address) || formatHost(address);
};
