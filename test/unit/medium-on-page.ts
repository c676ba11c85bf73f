import type { MediumOnPage } from '@/utils/messages/frame';

/** What a frame tells of an image that has loaded. */
export const mediumOnPage = (id: number, patch: Partial<MediumOnPage> = {}): MediumOnPage => ({
  id,
  address: `https://cdn.example/${id}.jpg`,
  kind: 'image',
  loaded: true,
  width: 100,
  height: 100,
  alt: '',
  order: id,
  ...patch,
});
