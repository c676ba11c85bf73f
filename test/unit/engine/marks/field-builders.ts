/** Builders of the fields that marks read. */
import type { TextField } from '../../../../utils/engine/fields';

/** @param value Anything but a string stands as JSON. */
export const text = (
  vocabulary: TextField['vocabulary'],
  key: string,
  value: unknown,
  place = `${vocabulary} ${key}`,
): TextField => ({
  kind: 'text',
  vocabulary,
  key,
  value: typeof value === 'string' ? value : JSON.stringify(value),
  place,
  encoding: 'utf-8',
});
export const png = (key: string, value: unknown): TextField => text('png', key, value);
export const exif = (key: string, value: unknown): TextField => text('exif', key, value);
