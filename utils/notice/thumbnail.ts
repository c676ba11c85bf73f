import { MESSAGE_LIMITS } from '../messages/limits';

const PICTURE = /^data:image\/(?:png|jpeg|webp);base64,[A-Za-z0-9+/]+={0,2}$/;

/** A content script drew it, so it is not trusted: a small base64 picture, or nothing. */
export const safeThumbnail = (value: unknown): string | null =>
  typeof value === 'string' && value.length <= MESSAGE_LIMITS.thumbnailCharacters && PICTURE.test(value) ? value : null;
