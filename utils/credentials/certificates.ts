/** X.509 certificates out of PEM texts: what a trust list holds, as far as the lists have to be told apart. */
import { type BaseBlock, Boolean as DerBoolean, ObjectIdentifier, OctetString, UTCTime } from 'asn1js';
import { bytesOfLatin1, hex } from '@/utils/engine/bytes';
import { bytesOf, membersOf, readDer } from './der';

export interface Certificate {
  /** The block as it stood, begin and end lines included. */
  readonly pem: string;
  /** The subject's public key (SubjectPublicKeyInfo, DER) in hexadecimal: what makes two certificates one signer. */
  readonly key: string;
  readonly organisation: string | undefined;
  readonly commonName: string | undefined;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Whether it says that it may issue others (RFC 5280 4.2.1.9): only such a one is an anchor. */
  readonly isAuthority: boolean;
}

/** A list is a text of a person or a server: bounds what is parsed of it. */
export const LIST_LIMITS = { characters: 4 * 1024 * 1024, certificates: 2_000 } as const;

export interface PemBlock {
  /** As it stood, begin and end lines included. */
  readonly pem: string;
  /** What it holds; `null` where that is no Base64. */
  readonly der: Uint8Array<ArrayBuffer> | null;
}

/** The blocks of one kind in a PEM text (RFC 7468), other lines left aside. */
export const pemBlocks = (text: string, label: 'CERTIFICATE' | 'PUBLIC KEY'): readonly PemBlock[] =>
  [...text.matchAll(BLOCKS[label])].map(([pem, body = '']) => ({ pem, der: decoded(body) }));

const BLOCKS = {
  CERTIFICATE: /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]*)-----END CERTIFICATE-----/g,
  'PUBLIC KEY': /-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]*)-----END PUBLIC KEY-----/g,
} as const;

/**
 * The certificates of a PEM text (RFC 7468), other lines left aside.
 * @returns `null` where the text is too long, or where one block is no certificate: half a list is none.
 */
export function readCertificates(text: string): readonly Certificate[] | null {
  if (text.length > LIST_LIMITS.characters) return null;
  const certificates: Certificate[] = [];
  for (const block of pemBlocks(text, 'CERTIFICATE')) {
    const certificate = readCertificate(block);
    if (certificate === null || certificates.length >= LIST_LIMITS.certificates) return null;
    certificates.push(certificate);
  }
  return certificates;
}

const OID_COMMON_NAME = '2.5.4.3';
const OID_ORGANISATION = '2.5.4.10';

/** What a certificate certifies, RFC 5280 4.1. */
interface CertificateParts {
  readonly validity: BaseBlock | undefined;
  readonly subject: BaseBlock | undefined;
  /** SubjectPublicKeyInfo. */
  readonly publicKey: BaseBlock | undefined;
  readonly extensions: readonly BaseBlock[];
}

/**
 * TBSCertificate is [0] version?, serialNumber, signature, issuer, validity, subject, subjectPublicKeyInfo, [1] and [2]
 * identifiers?, [3] extensions?.
 */
export function certificateParts(certificate: BaseBlock | undefined): CertificateParts {
  const fields = membersOf(membersOf(certificate)[0]);
  const [, , , validity, subject, publicKey, ...rest] = isTagged(fields[0], 0) ? fields.slice(1) : fields;
  const extensions = membersOf(membersOf(rest.find((field) => isTagged(field, 3)))[0]);
  return { validity, subject, publicKey, extensions };
}

const CONTEXT_SPECIFIC = 3;

const isTagged = (block: BaseBlock | undefined, tag: number): boolean =>
  block?.idBlock.tagClass === CONTEXT_SPECIFIC && block.idBlock.tagNumber === tag;

const OID_BASIC_CONSTRAINTS = '2.5.29.19';

/** Extension is extnID, critical?, extnValue; the value of this one is a sequence that begins with cA, false unless stated. */
function saysAuthority(extensions: readonly BaseBlock[]): boolean {
  for (const extension of extensions) {
    const [id, ...rest] = membersOf(extension);
    if (!(id instanceof ObjectIdentifier) || id.getValue() !== OID_BASIC_CONSTRAINTS) continue;
    const value = rest.find((part) => part instanceof OctetString);
    const [authority] = value === undefined ? [] : membersOf(readDer(new Uint8Array(value.getValue())));
    return authority instanceof DerBoolean && authority.getValue();
  }
  return false;
}

function readCertificate({ pem, der }: PemBlock): Certificate | null {
  if (der === null) return null;
  const { validity, subject, publicKey, extensions } = certificateParts(readDer(der));
  const [notBefore, notAfter] = membersOf(validity).map(dateOf);
  if (!subject || !publicKey || !notBefore || !notAfter) return null;
  const names = namesOf(subject);
  return {
    pem,
    key: hex(bytesOf(publicKey)),
    organisation: names.get(OID_ORGANISATION),
    commonName: names.get(OID_COMMON_NAME),
    notBefore,
    notAfter,
    isAuthority: saysAuthority(extensions),
  };
}

function decoded(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return bytesOfLatin1(atob(base64.replace(/\s/g, '')));
  } catch {
    return null;
  }
}

/** GeneralizedTime is a kind of UTCTime there. */
const dateOf = (block: BaseBlock): Date | null => (block instanceof UTCTime ? block.toDate() : null);

/** RDNSequence: the last value of each kind, which is the most specific one. */
function namesOf(subject: BaseBlock): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const attribute of membersOf(subject).flatMap(membersOf)) {
    const [type, value] = membersOf(attribute);
    if (type instanceof ObjectIdentifier && value !== undefined) names.set(type.getValue(), textOf(value));
  }
  return names;
}

const textOf = ({ valueBlock }: BaseBlock): string =>
  'value' in valueBlock && typeof valueBlock.value === 'string' ? valueBlock.value : '';
