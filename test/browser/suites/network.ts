import { describe, expect, it } from 'vitest';
import { rowWhere, settledRows } from '../../../scripts/driver/popup';
import { until } from '../../../scripts/driver/until';
import { type Hit, isExtensions } from '../server';
import { img, type Session, type Suite } from '../session';
import { choose, settled } from './pixels';

const FIRST_READ = 'bytes=0-65535';
/** A range answer, its headers, and what the socket adds. */
const FIRST_READ_BYTES = 64 * 1024 + 2048;

interface Case {
  readonly what: string;
  readonly host: 'page.test' | 'media.test';
  readonly query: string;
  /** Requests beyond the page's own. */
  readonly further: { readonly chromium: number; readonly firefox: number };
}

const CASES: readonly Case[] = [
  { what: 'same-origin image', host: 'page.test', query: '', further: { chromium: 0, firefox: 0 } },
  {
    what: 'same-origin image, no-store',
    host: 'page.test',
    query: '&cache=no-store',
    further: { chromium: 1, firefox: 1 },
  },
  { what: 'image that CORS opens', host: 'media.test', query: '&cors', further: { chromium: 0, firefox: 1 } },
  {
    what: 'image that CORS opens, no-store',
    host: 'media.test',
    query: '&cors&cache=no-store',
    further: { chromium: 1, firefox: 1 },
  },
  {
    what: 'image of another origin, no-store',
    host: 'media.test',
    query: '&cache=no-store',
    further: { chromium: 1, firefox: 1 },
  },
  { what: 'image of another origin', host: 'media.test', query: '', further: { chromium: 1, firefox: 1 } },
];

/** 400 kB behind the picture's head: reading more than asked would show. */
const showPadded = async (session: Session, { what, host, query }: Pick<Case, 'what' | 'host' | 'query'>) => {
  const path = `/media/plain.jpg?pad=400000&case=${encodeURIComponent(what)}${query}`;
  return { path, page: await session.show(img('medium', session.web.address(host, path))) };
};

export const network: Suite = (session) =>
  describe('requests', () => {
    it.each(CASES)('an unlabelled $what costs the server what it must', async ({ what, host, query, further }) => {
      await choose(session, { depth: 'credentials' });
      try {
        const { page, path } = await showPadded(session, { what: `${what}, labels`, host, query });
        const row = await rowWhere(await session.popupFor(page), path);
        expect(row.status).toBe('unlabelled');

        const hits = session.web.hits(path);
        expect(hits.length).toBeLessThanOrEqual(1 + further[session.driver.name]);
        const ours = hits.filter(isExtensions);
        expect(ours.map(({ headers }) => headers.range)).toEqual(ours.map(() => FIRST_READ));
        for (const hit of ours) {
          await until('the answer is over', () => hit.sent > 0);
          expect(hit.sent).toBeLessThanOrEqual(FIRST_READ_BYTES);
        }
      } finally {
        await choose(session, { depth: 'pixels' });
      }
    });

    it.each(CASES)(
      'the pixels of an unlabelled $what cost one request more, where the page has no copy',
      async (one) => {
        const { page, path } = await showPadded(session, { ...one, what: `${one.what}, pixels` });
        expect(await settled(session, page)).toMatchObject({ pixels: 'looked' });
        const further = one.further[session.driver.name];
        const ranges = session.web
          .hits(path)
          .filter(isExtensions)
          .map(({ headers }) => headers.range);
        expect(ranges).toEqual(further === 0 ? [] : [FIRST_READ, undefined]);
      },
    );

    it('data: and blob: images cost nothing', async () => {
      const page = await session.show(
        `${img('data', '')}${img('blob', '')}<script>
        fetch('/media/gb45438-xmp.jpg?memory').then((answer) => answer.blob()).then((blob) => {
          document.getElementById('blob').src = URL.createObjectURL(blob);
          const reader = new FileReader();
          reader.onload = () => { document.getElementById('data').src = reader.result; };
          reader.readAsDataURL(blob);
        });
      </script>`,
      );
      const rows = await settledRows(await session.popupFor(page), 2);
      expect(rows.map(({ status }) => status)).toEqual(['ai-generated', 'ai-generated']);
      expect(session.web.hits('/media/gb45438-xmp.jpg?memory')).toHaveLength(1);
      expect(
        session.web.allHits().filter(({ path, headers }) => path.startsWith('/media/') && !headers.referer),
      ).toEqual([]);
    });

    it('a server that ignores Range is read no further than needed', async () => {
      const path = '/media/a1111.png?ignoresRange&pad=3000000';
      const page = await session.show(img('medium', session.web.address('media.test', path)));
      const row = await rowWhere(await session.popupFor(page), path);
      expect(row.status).toBe('ai-generated');
      expect(session.web.hits(path).filter(isExtensions)).toHaveLength(1);
    });

    it('cookies of the page and of the media host stay at home', async () => {
      const pathOf = (name: string): string => `/media/${name}?cookie&cache=no-store`;
      const address = session.web.address('media.test', pathOf('plain.jpg'));
      const headers = { 'Set-Cookie': 'visitor=42; Path=/; SameSite=Lax' };
      const html = img('other', address) + img('own', pathOf('plain.png'));
      await session.show(html, { headers });
      session.web.forget();
      const page = await session.show(html, { headers });
      const popup = await session.popupFor(page);
      await rowWhere(popup, pathOf('plain.jpg'));
      await rowWhere(popup, pathOf('plain.png'));
      const cookies = (hits: readonly Hit[]): readonly unknown[] => hits.map(({ headers: { cookie } }) => cookie);
      const all = session.web.allHits();
      // The page's own request to its own host carries one, so that there was one to take along.
      expect(cookies(all.filter((hit) => hit.host === 'page.test' && !isExtensions(hit)))).toContain('visitor=42');
      const ours = all.filter((hit) => hit.path.startsWith('/media/') && isExtensions(hit));
      expect(ours.length).toBeGreaterThan(0);
      expect(cookies(ours)).toEqual(ours.map(() => undefined));
    });

    it('an image is asked for in the formats in which the page asked for it', async () => {
      const path = '/media/plain.png?case=formats';
      const page = await session.show(img('medium', session.web.address('media.test', path)));
      await rowWhere(await session.popupFor(page), path);
      const accepts = session.web.hits(path).map(({ headers }) => headers.accept);
      expect(accepts).toHaveLength(2);
      expect(accepts[1]).toBe(accepts[0]);
    });

    it('a page without media causes no request and no message', async () => {
      await session.driver.inExtension(() => {
        const counter = globalThis as unknown as { connects: number };
        counter.connects = 0;
        chrome.runtime.onConnect.addListener(() => {
          counter.connects += 1;
        });
        chrome.runtime.onMessage.addListener(() => {
          counter.connects += 1;
          return undefined;
        });
      });
      const connects = (): Promise<number> =>
        session.driver.inExtension(() => (globalThis as unknown as { connects: number }).connects);

      const empty = await session.show('<h1>Words only</h1><p>No picture here.</p>');
      const path = new URL(empty.url()).pathname;
      // A page with a medium, opened later and seen to the end, shows that the first one had its time.
      const after = await session.show(img('medium', '/media/plain.jpg'));
      expect(await session.inventory(empty)).toBeUndefined();
      await rowWhere(await session.popupFor(after), '/media/plain.jpg');
      expect(session.web.hits(path)).toHaveLength(1);
      const ofEmpty = await empty.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
      expect(ofEmpty).toEqual([]);
      expect(await connects()).toBeGreaterThan(0);
      const before = await connects();
      const again = await session.show('<h1>Words only</h1>');
      await again.evaluate(
        () => new Promise((resolve) => requestIdleCallback(() => requestAnimationFrame(() => setTimeout(resolve, 0)))),
      );
      expect(await connects()).toBe(before);
    });
  });
