/** What of an encrypted document can be read without a key (ISO 32000-2 7.6). */
import { countOf, entryOf, nameOf } from './document';
import type { PdfValue } from './syntax';

export interface Access {
  readonly strings: boolean;
  readonly streams: boolean;
  /** The document's XMP. */
  readonly metadata: boolean;
  /** Embedded files. */
  readonly embedded: boolean;
}

/** Crypt filters came with version 4; before, everything is encrypted. */
const CRYPT_FILTERS_VERSION = 4;

/** @param encrypt The encryption dictionary. */
export function accessOf(encrypt: PdfValue): Access {
  if ((countOf(entryOf(encrypt, 'V')) ?? 0) < CRYPT_FILTERS_VERSION) {
    return { strings: false, streams: false, metadata: false, embedded: false };
  }
  const isIdentity = (key: string, otherwise: boolean): boolean => {
    const name = nameOf(entryOf(encrypt, key));
    return name === undefined ? otherwise : name === 'Identity';
  };
  const streams = isIdentity('StmF', true);
  const encryptsMetadata = entryOf(encrypt, 'EncryptMetadata');
  return {
    strings: isIdentity('StrF', true),
    streams,
    metadata: streams || (encryptsMetadata?.kind === 'boolean' && !encryptsMetadata.is),
    embedded: isIdentity('EFF', streams),
  };
}
