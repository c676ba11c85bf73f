import { TEXT_CAP, visibleText } from './visible-text';

interface FileTextProps {
  readonly value: string;
  /** Characters shown before `…`. */
  readonly cap?: number;
  readonly class?: string;
}

/** Text that a file or page wrote: isolated from the direction of its surroundings, capped, steering characters shown. */
export const FileText = ({ value, cap = TEXT_CAP.row, class: extra }: FileTextProps) => (
  <bdi class={extra === undefined ? 'file-text' : `file-text ${extra}`}>{visibleText(value, cap)}</bdi>
);
