/**
 * CRC of PNG chunks (PNG 3 annex D; ISO 3309), four bytes at a time: one table for each place that a byte can be away from
 * the end of its four.
 * @param before That of the bytes before these.
 */
export function crc32(bytes: Uint8Array, before = 0): number {
  let crc = ~before;
  let at = 0;
  for (const end = bytes.length - 3; at < end; at += 4) {
    const [a = 0, b = 0, c = 0, d = 0] = [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]];
    crc =
      (TABLES[3][(crc ^ a) & 0xff] ?? 0) ^
      (TABLES[2][((crc >>> 8) ^ b) & 0xff] ?? 0) ^
      (TABLES[1][((crc >>> 16) ^ c) & 0xff] ?? 0) ^
      (TABLES[0][(crc >>> 24) ^ d] ?? 0);
  }
  for (; at < bytes.length; at++) crc = (TABLES[0][(crc ^ (bytes[at] ?? 0)) & 0xff] ?? 0) ^ (crc >>> 8);
  return ~crc >>> 0;
}

const BYTE_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let crc = index;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

/** The same with a zero byte more behind each. */
const shifted = (table: Uint32Array): Uint32Array => table.map((crc) => (BYTE_TABLE[crc & 0xff] ?? 0) ^ (crc >>> 8));

const ONE = shifted(BYTE_TABLE);
const TWO = shifted(ONE);
const TABLES = [BYTE_TABLE, ONE, TWO, shifted(TWO)] as const;
