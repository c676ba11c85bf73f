/** A list that a person or an organisation hands in, as far as it can be used. */
import { readCertificates } from '@/utils/credentials/certificates';
import { isLabelKey, labelKeysOf } from '@/utils/credentials/security-data/pem-keys';
import { TRUST_LIMITS } from './limits';

export type OwnListFault =
  | 'tooLarge'
  | 'tooMany'
  /** No PEM at all: the same in binary form (DER), or something else. */
  | 'binary'
  | 'privateKey'
  | 'empty'
  | 'unparsable'
  /** A certificate that may not issue others: nobody is known by it. */
  | 'notAuthority'
  /** A key of another kind than GB 45438 labels are signed with (SM2). */
  | 'otherKey';

export interface OwnEntries {
  /** Certificates of authorities, PEM; empty where there are keys alone. */
  readonly anchors: string;
  readonly certificates: number;
  /** SubjectPublicKeyInfo, hexadecimal. */
  readonly keys: readonly string[];
}

/** @returns what the list holds, or the first thing that is wrong with it. */
export function readOwnList(text: string): OwnEntries | OwnListFault {
  if (text.length > TRUST_LIMITS.ownCharacters) return 'tooLarge';
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) return 'privateKey';
  const begun = [...text.matchAll(/-----BEGIN (?:CERTIFICATE|PUBLIC KEY)-----/g)].length;
  if (begun === 0) return text.includes('\0') || text.includes('\uFFFD') ? 'binary' : 'empty';
  if (begun > TRUST_LIMITS.ownEntries) return 'tooMany';
  const certificates = readCertificates(text);
  const keys = labelKeysOf(text);
  if (certificates === null || certificates.length + keys.length !== begun) return 'unparsable';
  const labelKeys = keys.filter((key) => key !== null);
  if (labelKeys.length !== keys.length) return 'otherKey';
  // The C2PA library knows no SM2 signatures: such a certificate is for labels.
  const anchors = certificates.filter(({ key }) => !isLabelKey(key));
  if (anchors.some(({ isAuthority }) => !isAuthority)) return 'notAuthority';
  const certified = certificates.map(({ key }) => key).filter(isLabelKey);
  return {
    anchors: anchors.map(({ pem }) => pem).join('\n'),
    certificates: anchors.length,
    keys: [...new Set([...labelKeys, ...certified])],
  };
}
