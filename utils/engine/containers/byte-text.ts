/** Bytes as signatures, and joined. */

/** More arguments than this overflow the stack of some engines. */
const STEP = 8192;

/** One character per byte (the platform's `latin1` is Windows-1252), for signatures; never for prose. */
export function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += STEP) text += String.fromCharCode(...bytes.subarray(at, at + STEP));
  return text;
}

export function startsWith(bytes: Uint8Array, signature: string): boolean {
  if (bytes.length < signature.length) return false;
  for (let at = 0; at < signature.length; at++) if (bytes[at] !== signature.charCodeAt(at)) return false;
  return true;
}

export function join(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** EXIF is a TIFF stream; some writers put the JPEG signature before it in other containers too. */
export function withoutExifSignature(payload: Uint8Array): Uint8Array {
  return startsWith(payload, 'Exif\0') ? payload.subarray(6) : payload;
}
