/** The encoding of an XMP packet (ISO 16684-1 7.1, marks by its first bytes as in XML 1.0 annex F). */
import { startsWith } from '../bytes';
import { type ByteOrder, decodeUtf8Lossy, decodeUtf16, markedOrder } from './text-encoding';

/** The packet's text from its first to its last element: padding, NULs and byte-order marks cut. */
export function decodePacket(bytes: Uint8Array): string {
  const text = withoutTrailer(decodeUnicode(bytes));
  const start = text.indexOf('<');
  const end = text.lastIndexOf('>') + 1;
  if (start < 0) return '';
  // A packet that was cut inside a property has its last text behind the last bracket: padding alone is dropped.
  const rest = text.slice(end);
  return text.slice(start, isPadding(rest) ? Math.max(end, start) : text.length);
}

/** The closing `<?xpacket end="w"?>` and the kilobytes of padding before it (ISO 16684-1 7.3.2), which say nothing. */
function withoutTrailer(text: string): string {
  const trailer = text.lastIndexOf('<?xpacket end');
  return trailer < 0 || text.indexOf('<', trailer + 1) >= 0 ? text : text.slice(0, trailer).trimEnd();
}

function decodeUnicode(bytes: Uint8Array): string {
  // Four bytes decide: two zeros before or behind a character mean UTF-32, one means UTF-16.
  const [a = 1, b = 1, c = 1, d = 1] = bytes;
  if ((a === 0 && b === 0 && c === 0xfe && d === 0xff) || (a === 0 && b === 0 && c === 0 && d !== 0)) {
    return decodeUtf32(bytes, false);
  }
  if ((a === 0xff && b === 0xfe && c === 0 && d === 0) || (a !== 0 && b === 0 && c === 0 && d === 0)) {
    return decodeUtf32(bytes, true);
  }
  const order = markedOrder(bytes) ?? orderOfZero(a, b);
  return order === undefined ? decodeUtf8Lossy(behindHeader(bytes)) : decodeUtf16(bytes, order);
}

const GREATER = 0x3e;
const QUESTION = 0x3f;

/** The opening `<?xpacket begin="…"?>`: the byte-order mark in it would make the decoding of ASCII ten times as slow. */
function behindHeader(bytes: Uint8Array): Uint8Array {
  if (!startsWith(bytes, '<?xpacket begin')) return bytes;
  const end = bytes.indexOf(GREATER);
  return bytes[end - 1] === QUESTION ? bytes.subarray(end + 1) : bytes;
}

function orderOfZero(first: number, second: number): ByteOrder | undefined {
  if (first === 0 && second !== 0) return 'be';
  return first !== 0 && second === 0 ? 'le' : undefined;
}

function decodeUtf32(bytes: Uint8Array, littleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const units: string[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const code = view.getUint32(at, littleEndian);
    units.push(code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd');
  }
  return units.join('');
}

function isPadding(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 0x20 && code !== 0xfeff && code !== 0xfffd) return false;
  }
  return true;
}
