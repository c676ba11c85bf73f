/** Frame headers of MPEG audio, by which its streams are known and nothing more is read of them. */

/** A header without reserved values (ISO/IEC 11172-3 2.4.2.3): layer III or II. */
export function isMpegAudio([sync = 0, version = 0, rate = 0]: Uint8Array): boolean {
  const isSync = sync === 0xff && (version & 0xe0) === 0xe0 && (version & 0x18) !== 0x08;
  const layer = (version & 0x06) >> 1;
  return isSync && (layer === 1 || layer === 2) && rate >> 4 !== 15 && rate >> 4 !== 0 && (rate & 0x0c) !== 0x0c;
}

/** ADTS (ISO/IEC 13818-7 6.2): the layer, which MPEG audio never leaves 0, is 0. */
export function isAdts([sync = 0, version = 0, rate = 0]: Uint8Array): boolean {
  return sync === 0xff && (version & 0xf6) === 0xf0 && (rate & 0x3c) >> 2 < 13;
}

/** Bytes of an ID3v2 tag at the head, as far as the head tells (ID3v2.4 3.1): what follows names the format. */
export function behindId3(head: Uint8Array): Uint8Array {
  let rest = head;
  for (let count = 0; count < 4 && rest[0] === 0x49 && rest[1] === 0x44 && rest[2] === 0x33; count++) {
    const [a = 0, b = 0, c = 0, d = 0] = rest.subarray(6, 10);
    const footer = rest[3] === 4 && (rest[5] ?? 0) & 0x10 ? 10 : 0;
    rest = rest.subarray(10 + footer + ((a & 0x7f) << 21) + ((b & 0x7f) << 14) + ((c & 0x7f) << 7) + (d & 0x7f));
  }
  return rest;
}
