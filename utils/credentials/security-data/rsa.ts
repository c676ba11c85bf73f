import { fromHex } from './hex';

const ALGORITHM = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;

/** By the platform. `undefined` where key or signature cannot be used. */
export async function isRsaSignature(
  spki: Uint8Array<ArrayBuffer>,
  message: Uint8Array<ArrayBuffer>,
  signatureText: string,
): Promise<boolean | undefined> {
  const signature = fromHex(signatureText);
  if (signature === undefined) return undefined;
  try {
    const key = await crypto.subtle.importKey('spki', spki, ALGORITHM, false, ['verify']);
    return await crypto.subtle.verify(ALGORITHM, key, signature, message);
  } catch (error) {
    // DataError and OperationError: a key that the platform does not take.
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}
