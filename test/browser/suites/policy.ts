import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowWhere } from '../../../scripts/driver/popup';
import { isExtensions, startWeb, type WebServer } from '../server';
import { img, type Suite } from '../session';

/** Spellings of this machine; the port is the listening server's. */
const LOOPBACKS = ['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '127.1', 'localhost.'] as const;

export const policy: Suite = (session) =>
  describe('the fetch policy', () => {
    let inner: WebServer;
    beforeAll(async () => {
      inner = await startWeb();
    });
    afterAll(() => inner.close());

    const codeOf = async (page: Parameters<typeof session.inventory>[0], part: string): Promise<string | undefined> =>
      (await session.inventory(page))?.media.find(({ address }) => address.includes(part))?.report?.error?.code;

    it.each(LOOPBACKS)('an image on http://%s is not asked for', async (host) => {
      inner.forget();
      const page = await session.show(img('inner', `http://${host}:${inner.port}/media/plain.jpg`));
      const popup = await session.popupFor(page);
      const row = await rowWhere(popup, '/media/plain.jpg');
      expect(row.status).toBe('unreadable');
      expect(await codeOf(page, `:${inner.port}/`)).toBe('blocked');
      expect(inner.allHits().filter(isExtensions)).toEqual([]);
    });

    it('a redirect to this machine that the page followed is not followed', async () => {
      inner.forget();
      const target = `http://127.0.0.1:${inner.port}/media/plain.jpg`;
      const path = `/media/plain.jpg?redirect=${encodeURIComponent(target)}`;
      const page = await session.show(img('inner', session.web.address('media.test', path)));
      const row = await rowWhere(await session.popupFor(page), path);
      expect(row.status).toBe('unreadable');
      expect(inner.allHits().filter(isExtensions)).toEqual([]);
    });

    it('a redirect to this machine that only the extension gets is not followed', async () => {
      inner.forget();
      const target = `http://127.0.0.1:${inner.port}/media/plain.jpg`;
      const path = `/media/plain.jpg?redirectOthers=${encodeURIComponent(target)}`;
      const page = await session.show(img('inner', session.web.address('media.test', path)));
      const row = await rowWhere(await session.popupFor(page), path);
      expect(row.status).toBe('unreadable');
      expect(await codeOf(page, 'redirectOthers')).toBe('blocked');
      expect(inner.allHits()).toEqual([]);
    });

    it('a redirect to another public address is followed', async () => {
      const target = session.web.address('other.test', '/media/a1111.png');
      const path = `/media/plain.png?redirectOthers=${encodeURIComponent(target)}`;
      const page = await session.show(img('moved', session.web.address('media.test', path)));
      const row = await rowWhere(await session.popupFor(page), path);
      expect(row.status).toBe('ai-generated');
    });

    it('a page cannot have an address read that the browser did not load for it', async () => {
      const path = '/media/a1111.png?case=unloaded';
      const page = await session.show(
        `${img('broken', session.web.address('media.test', '/media/page.jpg?case=unloaded'))}${img('good', session.web.address('media.test', path))}`,
        { headers: { 'Content-Security-Policy': `img-src ${session.web.address('media.test', '/media/a1111.png')}` } },
      );
      await rowWhere(await session.popupFor(page), path);
      expect(session.web.hits('/media/page.jpg?case=unloaded')).toEqual([]);
    });
  });
