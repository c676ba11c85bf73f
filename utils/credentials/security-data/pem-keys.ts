/** Keys of GB 45438 labels as people keep them: PEM, where a label has hexadecimal. */
import { hex } from '@/utils/engine/bytes';
import { pemBlocks } from '../certificates';
import { readKey } from './keys';

/**
 * The keys of a text's `PUBLIC KEY` blocks (SubjectPublicKeyInfo, RFC 7468 13) as `TrustedKey` takes them.
 * `null` in place of a block that is no SM2 key: labels under other keys are not told apart by a list.
 */
export const labelKeysOf = (text: string): readonly (string | null)[] =>
  pemBlocks(text, 'PUBLIC KEY').map(({ der }) => {
    const key = der === null ? '' : hex(der);
    return isLabelKey(key) ? key : null;
  });

/** @param key SubjectPublicKeyInfo, DER, in hexadecimal. */
export const isLabelKey = (key: string): boolean => readKey(key)?.kind === 'sm2';
