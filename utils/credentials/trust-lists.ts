/** The lists by which a signer is known, as PEM texts, and what becomes of them before they are used together. */
import { type Certificate, readCertificates } from './certificates';

/** The Extended Key Usages that a claim signer's certificate may state (C2PA 2.1 14.5.1, and the interim list's own). */
export const CLAIM_SIGNING_USAGES: readonly string[] = [
  '1.3.6.1.5.5.7.3.4', // emailProtection
  '1.3.6.1.5.5.7.3.36', // documentSigning
  '1.3.6.1.5.5.7.3.8', // timeStamping
  '1.3.6.1.5.5.7.3.9', // OCSPSigning
  '1.3.6.1.4.1.311.76.59.1.9', // Microsoft's C2PA
  '1.3.6.1.4.1.62558.2.1', // C2PA claim signing
];

export interface TrustLists {
  /** The Extended Key Usages to allow instead of the above, as dotted numbers. */
  readonly usages?: readonly string[];
  /** C2PA Trust List: roots and issuing authorities of signers. */
  readonly official?: string;
  /** C2PA Time-Stamp Authority Trust List. */
  readonly timeStamping?: string;
  /** The list that the official one replaced, frozen on 1 January 2026; its signers are shown as such. */
  readonly interim?: { readonly anchors: string; readonly allowed: string };
  /** Lists that the person or the organisation added, by name. */
  readonly own?: readonly { readonly name: string; readonly anchors: string }[];
}

export const NO_LISTS: TrustLists = {};

/** The usages that a `store.cfg` names, one dotted number per line; other lines are remarks. */
export const usagesOf = (text: string): readonly string[] =>
  text.split(/\r?\n/, USAGE_LINES).filter((line) => /^\d+(?:\.\d+){2,30}$/.test(line));

const USAGE_LINES = 200;

/**
 * The library lets every list vouch for signers, whatever it was made for, and of two that share a key it names now one,
 * now the other. So a key stays only in the list that says most of a signer: the official one or a person's own, then the
 * interim one, then that of time stamping.
 */
export function withoutKeysOf(list: string, others: readonly (string | undefined)[]): string {
  const taken = new Set(others.flatMap((other) => readCertificates(other ?? '') ?? []).map(({ key }) => key));
  return (readCertificates(list) ?? [])
    .filter(({ key }) => !taken.has(key))
    .map(({ pem }) => pem)
    .join('\n');
}

/** Why a list may not be used, or does not replace the one in use. */
export type ListFault = 'unparsable' | 'empty' | 'shrunk';

/** A publisher takes single authorities off its list; one that lost more than this share was cut on its way. */
const LEAST_SHARE = 0.5;

/**
 * @param before The list in use, if any.
 * @returns the list's certificates, or why it may not be used.
 */
export function acceptList(text: string, before?: string): readonly Certificate[] | ListFault {
  const certificates = readCertificates(text);
  if (certificates === null || begun(text) !== certificates.length) return 'unparsable';
  if (certificates.length === 0) return 'empty';
  const known = readCertificates(before ?? '')?.length ?? 0;
  return certificates.length < known * LEAST_SHARE ? 'shrunk' : certificates;
}

/** A list that ends within a certificate has begun one more than it holds. */
const begun = (text: string): number => text.split('-----BEGIN CERTIFICATE-----').length - 1;
