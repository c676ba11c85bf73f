/** Pictures that a store holds of its media. Anybody may have put them there: they are shown, never believed. */
import type { Resources } from './library';

export interface Thumbnail {
  readonly mediaType: 'image/jpeg' | 'image/png' | 'image/webp';
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** By their first bytes, whatever the store calls them: an SVG is a document, and so no picture here. */
const mediaTypeOf = (head: string): Thumbnail['mediaType'] | undefined => {
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  return head.startsWith('RIFF') && head.startsWith('WEBP', 8) ? 'image/webp' : undefined;
};

const SIGNATURE_BYTES = 12;

export function thumbnailsOf(resources: Resources): ReadonlyMap<string, Thumbnail> {
  const thumbnails = new Map<string, Thumbnail>();
  for (const [name, bytes] of resources) {
    const head = String.fromCharCode(...bytes.subarray(0, SIGNATURE_BYTES));
    const mediaType = mediaTypeOf(head);
    if (mediaType !== undefined) thumbnails.set(name, { mediaType, bytes });
  }
  return thumbnails;
}
