/** Lower-case hex of SHA-256 over exact bytes or over the UTF-8 form of a text. */
export const sha256Hex = async (input: Uint8Array<ArrayBuffer> | string): Promise<string> => {
  const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : input;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
};
