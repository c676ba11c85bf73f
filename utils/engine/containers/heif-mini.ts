/** The low-overhead form of HEIF and AVIF (ISO/IEC 23008-12:2025, `mini` box): bit fields, then all data in a row. */

/** More than all bit fields together. */
export const MINI_HEADER_BYTES = 256;

export interface MiniMetadata {
  /** Packed by DEFLATE. */
  readonly isCompressed: boolean;
  /** From the payload's start. */
  readonly exif: Stretch | undefined;
  readonly xmp: Stretch | undefined;
  /** Where all data end. */
  readonly end: number;
}

interface Stretch {
  readonly at: number;
  readonly length: number;
}

/**
 * Drafts and the standard disagree on what the flag before the dimensions means, and nothing else tells them apart:
 * the reading whose data end where the box ends is the right one.
 *
 * @param head The payload, or its first bytes.
 * @returns `undefined` where neither fits, as for a version that is not known.
 */
export function readMini(head: Uint8Array, payloadBytes: number): MiniMetadata | undefined {
  return [true, false]
    .map((isSmallWhenSet) => readFields(head, isSmallWhenSet))
    .find((mini) => mini?.end === payloadBytes);
}

function readFields(head: Uint8Array, isSmallWhenSet: boolean): MiniMetadata | undefined {
  let bit = 0;
  const take = (count: number): number => {
    let value = 0;
    for (let index = 0; index < count; index++, bit++) {
      value = value * 2 + (((head[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1);
    }
    return value;
  };
  const flag = (): boolean => take(1) === 1;

  if (take(2) !== 0) return undefined;
  const [hasCodecTypes, isFloat, , hasAlpha, hasCicp, isHdr, hasIcc, hasExif, hasXmp] = Array.from({ length: 9 }, flag);
  const chroma = take(2);
  take(3);
  const dimensionBits = flag() === isSmallWhenSet ? 7 : 15;
  take(dimensionBits);
  take(dimensionBits);
  const skipSampling = (subsampling: number): void => {
    if (subsampling === 1 || subsampling === 2) take(1);
    if (subsampling === 1) take(1);
  };
  const skipDepth = (float: boolean | undefined): void => {
    if (float) take(2);
    else if (flag()) take(3);
  };
  skipSampling(chroma);
  skipDepth(isFloat);
  if (hasAlpha) take(1);
  if (hasCicp) take(chroma === 0 ? 16 : 24);
  if (hasCodecTypes) bit += 64;

  let hasGainMap = false;
  let hasToneMapIcc = false;
  if (isHdr) {
    hasGainMap = flag();
    if (hasGainMap) {
      take(2 * dimensionBits + 8 + 1);
      skipSampling(take(2));
      skipDepth(flag());
      hasToneMapIcc = flag();
      if (flag()) take(25);
    }
    skipHdr();
    if (hasGainMap) skipHdr();
  }

  /** Light levels, mastering display, content volume, ambient and reference environment, diffuse white. */
  function skipHdr(): void {
    const [light, mastering, volume, ambient, reference, white] = Array.from({ length: 6 }, flag);
    if (light) bit += 32;
    if (mastering) bit += 192;
    if (volume) {
      take(2);
      const [primaries, ...luminances] = Array.from({ length: 4 }, flag);
      take(2);
      bit += (primaries ? 192 : 0) + 32 * luminances.filter(Boolean).length;
    }
    bit += (ambient ? 64 : 0) + (reference ? 128 : 0) + (white ? 32 : 0);
  }

  const hasMetadataSize = hasIcc || hasExif || hasXmp || hasGainMap;
  const metadataBits = hasMetadataSize && flag() ? 20 : 10;
  const configBits = flag() ? 12 : 3;
  const dataBits = flag() ? 28 : 15;
  // What stands before the metadata, in the order of its sizes.
  let before = 0;
  if (hasIcc) before += take(metadataBits) + 1;
  if (hasToneMapIcc) before += take(metadataBits) + 1;
  if (hasGainMap) {
    before += take(metadataBits);
    const gainMapBytes = take(dataBits);
    before += gainMapBytes + (gainMapBytes > 0 ? take(configBits) : 0);
  }
  before += take(configBits);
  before += take(dataBits) + 1;
  if (hasAlpha) {
    const alphaBytes = take(dataBits);
    before += alphaBytes + (alphaBytes > 0 ? take(configBits) : 0);
  }
  const isCompressed = hasExif || hasXmp ? flag() : false;
  const exifBytes = hasExif ? take(metadataBits) + 1 : 0;
  const xmpBytes = hasXmp ? take(metadataBits) + 1 : 0;
  const exifAt = Math.ceil(bit / 8) + before;
  return {
    isCompressed,
    exif: hasExif ? { at: exifAt, length: exifBytes } : undefined,
    xmp: hasXmp ? { at: exifAt + exifBytes, length: xmpBytes } : undefined,
    end: exifAt + exifBytes + xmpBytes,
  };
}
