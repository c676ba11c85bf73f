import { describe, expect, it } from 'vitest';
import { rowWhere } from '../../../scripts/driver/popup';
import { isExtensions } from '../server';
import { img, type Suite } from '../session';

export const signed: Suite = (session) =>
  describe('what is signed', () => {
    it.each([
      ['plain.jpg', 'intact'],
      ['plain.png', 'intact'],
      ['changed-pixels.jpg', 'broken'],
    ])('%s is checked unasked, and without a request, where the page has its bytes: %s', async (name, assurance) => {
      const path = `/signed/${name}`;
      const page = await session.show(img('medium', path));
      const row = await rowWhere(
        await session.popupFor(page),
        path,
        ({ assurance }) => assurance !== 'declared' && assurance !== '',
      );
      expect(row).toMatchObject({ status: 'ai-generated', assurance });
      expect(session.web.hits(path).filter(isExtensions)).toEqual([]);
    });
  });
