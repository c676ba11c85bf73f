/** One signature of a label against the texts that it may be over. */
import type { PublicKey } from './keys';
import { isRsaSignature } from './rsa';
import type { SignatureEntry } from './security-data';
import { readSm2Signature } from './signatures';
import { isSm2Signature, type Sm2Key } from './sm2';
import { sm3 } from './sm3';

export type TextCheck =
  | { readonly state: 'valid'; readonly signer?: Sm2Key }
  | { readonly state: 'failed' | 'unsupported' };

const UNSUPPORTED: TextCheck = { state: 'unsupported' };

const SM2_WITH_SM3 = '1.2.156.10197.1.501';
const RSA_WITH_SHA256 = '1.2.840.113549.1.1.11';

/** @param messages Spellings of one text; each is tried as it is and as its SM3 digest, both of which are in use. */
export async function checkText(
  { algorithm, signature }: SignatureEntry,
  key: PublicKey | undefined,
  messages: readonly string[],
): Promise<TextCheck> {
  if (key === undefined || messages.length === 0) return UNSUPPORTED;
  const texts = messages.map((message) => new TextEncoder().encode(message));
  if (key.kind === 'sm2' && algorithm === SM2_WITH_SM3) return checkSm2(signature, key.points, texts);
  if (key.kind === 'rsa' && algorithm === RSA_WITH_SHA256) return checkRsa(signature, key.spki, texts);
  return UNSUPPORTED;
}

function checkSm2(signatureText: string, points: readonly Sm2Key[], texts: readonly Uint8Array[]): TextCheck {
  const signature = readSm2Signature(signatureText);
  if (signature === undefined) return UNSUPPORTED;
  const messages = texts.flatMap((text) => [text, sm3(text)]);
  for (const signer of points) {
    if (messages.some((message) => isSm2Signature(signer, message, signature))) return { state: 'valid', signer };
  }
  return { state: 'failed' };
}

async function checkRsa(
  signature: string,
  spki: Uint8Array<ArrayBuffer>,
  texts: readonly Uint8Array<ArrayBuffer>[],
): Promise<TextCheck> {
  for (const text of texts) {
    const isValid = await isRsaSignature(spki, text, signature);
    if (isValid === undefined) return UNSUPPORTED;
    if (isValid) return { state: 'valid' };
  }
  return { state: 'failed' };
}
