import { bytesOfLatin1 } from '@/utils/engine/bytes';
import type { GeneratorKey } from './keys';

const ALGORITHM = 'Ed25519';

/**
 * Ed25519 (RFC 8032) by the platform: Node 20, Chromium 137, Firefox 129.
 * @returns the key that made the signature; `undefined` for none of them; `unsupported` where the platform cannot tell.
 */
export async function signerOf(
  keys: readonly GeneratorKey[],
  signature: Uint8Array<ArrayBuffer>,
  message: Uint8Array<ArrayBuffer>,
): Promise<GeneratorKey | 'unsupported' | undefined> {
  try {
    for (const one of keys) {
      const key = await crypto.subtle.importKey('raw', bytesOfLatin1(atob(one.key)), ALGORITHM, false, ['verify']);
      if (await crypto.subtle.verify(ALGORITHM, key, signature, message)) return one;
    }
    return undefined;
  } catch (error) {
    // An older platform. Whatever else it says (a key of another length, say) is a fault of ours.
    if (error instanceof DOMException && error.name === 'NotSupportedError') return 'unsupported';
    throw error;
  }
}
