/** ID3v2's unsynchronisation undone: FF 00 stands for FF (ID3v2.4 6.1). */
export function withoutUnsynchronisation(bytes: Uint8Array): Uint8Array {
  if (!bytes.some((byte, index) => byte === 0xff && bytes[index + 1] === 0)) return bytes;
  return bytes.filter((byte, index) => byte !== 0 || bytes[index - 1] !== 0xff);
}
