import { describe, expect, it } from 'vitest';
import { rowWhere } from '../../../scripts/driver/popup';
import { isExtensions } from '../server';
import { img, type Suite } from '../session';

interface Case {
  readonly what: string;
  readonly host: 'page.test' | 'media.test';
  readonly path: string;
  readonly codes: readonly string[];
  /** What the row says in words. */
  readonly says: RegExp;
}

const CASES: readonly Case[] = [
  { what: 'an empty answer', host: 'page.test', path: '/media/empty.jpg', codes: ['empty'], says: /^Empty file$/ },
  {
    what: 'a web page as an image',
    host: 'page.test',
    path: '/media/page.jpg',
    codes: ['not-media'],
    says: /^Not a media file$/,
  },
  {
    what: 'a picture cut off on its way',
    host: 'page.test',
    path: '/media/truncated.png',
    codes: ['truncated'],
    says: /^File incomplete$/,
  },
  {
    what: 'a refusal without a referrer',
    host: 'media.test',
    path: '/media/plain.png?needsReferer',
    codes: ['http-status'],
    says: /^Refused by server \(403\)$/,
  },
  {
    what: 'an answer that does not end',
    host: 'media.test',
    path: '/media/plain.png?endlessOthers',
    codes: ['over-budget'],
    says: /^Too large$/,
  },
];

export const broken: Suite = (session) =>
  describe('broken media', () => {
    it.each(CASES)('$what could not be checked, and its neighbour was', async ({ host, path, codes, says }) => {
      const page = await session.show(
        `${img('broken', session.web.address(host, path))}${img('whole', session.web.address('media.test', '/media/a1111.png'))}`,
      );
      const popup = await session.popupFor(page);
      const broken = await rowWhere(popup, path);
      expect(broken).toMatchObject({ status: 'unreadable', assurance: '' });
      expect(broken.says).toMatch(says);
      const kept = (await session.inventory(page))?.media.find(({ address }) => address.endsWith(path));
      expect(codes).toContain(kept?.report?.error?.code);
      expect((await rowWhere(popup, '/media/a1111.png')).status).toBe('ai-generated');
    });

    it('an answer that never comes ends as timeout, and holds nobody up', async () => {
      const path = '/media/plain.jpg?hangOthers';
      const page = await session.show(
        `${img('hangs', session.web.address('media.test', path))}${img('whole', session.web.address('media.test', '/media/a1111.png?beside'))}`,
      );
      const popup = await session.popupFor(page);
      expect((await rowWhere(popup, '/media/a1111.png?beside')).status).toBe('ai-generated');
      const hanging = await rowWhere(popup, path);
      expect(hanging.status).toBe('unreadable');
      const kept = (await session.inventory(page))?.media.find(({ address }) => address.endsWith(path));
      expect(kept?.report?.error?.code).toBe('timeout');
    });

    it('of an answer that does not end no more is taken than the budget', async () => {
      const path = '/media/plain.png?endlessOthers&budget';
      const page = await session.show(img('endless', session.web.address('media.test', path)));
      await rowWhere(await session.popupFor(page), path);
      const budget = 8 * 1024 * 1024;
      const kept = (await session.inventory(page))?.media.find(({ address }) => address.endsWith(path));
      expect(kept?.report?.bytesRead).toBeLessThanOrEqual(budget);
      expect(session.web.hits(path).filter(isExtensions).length).toBeLessThanOrEqual(2);
    });
  });
