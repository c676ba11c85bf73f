/** What a content script answers to `thumbnails`. It shares its process with the page, so nothing of it is trusted. */
import { MESSAGE_LIMITS } from './limits';

const PICTURE = /^data:image\/(?:png|jpeg|webp);base64,[A-Za-z0-9+/]+={0,2}$/;

/** A small base64 picture, or nothing. */
export const safeThumbnail = (value: unknown): string | null =>
  typeof value === 'string' && value.length <= MESSAGE_LIMITS.thumbnailCharacters && PICTURE.test(value) ? value : null;

/** The pictures of an answer that are safe, by the ids that were asked for. */
export const thumbnailsOf = (answer: unknown, asked: readonly number[]): ReadonlyMap<number, string> => {
  const drawn: readonly unknown[] = Array.isArray(answer) ? answer : [];
  return new Map(
    drawn.flatMap((one) => {
      if (typeof one !== 'object' || one === null || !('id' in one) || !('dataUrl' in one)) return [];
      const picture = safeThumbnail(one.dataUrl);
      return typeof one.id === 'number' && asked.includes(one.id) && picture !== null ? [[one.id, picture]] : [];
    }),
  );
};
