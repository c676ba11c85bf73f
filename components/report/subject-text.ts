import type { Subject } from '@/utils/report/report-item';
import { formatHost } from '../format';
import { fileName } from '../overlay/badge-parts';

/** What a person knows it by: the file's name, or the host where it has none. */
export const subjectName = (subject: Subject): string => {
  if (subject.kind === 'file') return subject.name;
  const { address } = subject.medium;
  return fileName(address) || formatHost(address);
};
