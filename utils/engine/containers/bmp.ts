import { startsWith } from '../bytes';
import type { Container } from '../walk';
import { COMPLETE, unsupported } from './endings';

/** Sizes of the bitmap header behind the file header tell `BM` from a text. */
const HEADER_SIZES = [12, 40, 52, 56, 64, 108, 124];
const COMPRESSION_AT = 30;
/** BI_JPEG and BI_PNG: a whole file of another format inside, meant for printers. */
const INNER_FILES = [4, 5];

/** BMP has no place for a label: its name and its header say all there is to know. What follows it is ignored. */
export const bmp: Container = {
  recognise: (head) =>
    startsWith(head, 'BM') && HEADER_SIZES.includes(head[14] ?? 0) && startsWith(head.subarray(15), '\0\0\0')
      ? { name: 'bmp', kind: 'image' }
      : null,
  *walk() {
    const head = yield { offset: 0, length: COMPRESSION_AT + 4 };
    const hasCompression = head.length === COMPRESSION_AT + 4 && (head[14] ?? 0) >= 40;
    const isFile = hasCompression && INNER_FILES.includes(head[COMPRESSION_AT] ?? 0);
    return isFile ? unsupported('The picture inside the BMP', COMPRESSION_AT) : COMPLETE;
  },
};
