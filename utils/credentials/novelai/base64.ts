import { bytesOfLatin1 } from '@/utils/engine/bytes';

/** @throws InvalidCharacterError for what is no Base64. */
export const fromBase64 = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(bytesOfLatin1(atob(text)));
