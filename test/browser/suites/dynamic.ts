import { describe, expect, it } from 'vitest';
import { badgeOf, waitForBadge } from '../../../scripts/driver/overlay';
import { rowsOf, rowWhere } from '../../../scripts/driver/popup';
import { until } from '../../../scripts/driver/until';
import { img, type Suite } from '../session';

const FAR_BELOW = '<div style="height: 9000px"></div>';

export const dynamic: Suite = (session) =>
  describe('media that come, change and go', () => {
    it('an image added later is listed and gets its badge', async () => {
      const page = await session.show(img('first', '/media/plain.jpg'));
      const popup = await session.popupFor(page);
      await rowWhere(popup, '/media/plain.jpg');
      await page.evaluate(() => {
        const image = new Image(480, 320);
        image.id = 'added';
        image.src = '/media/a1111.png';
        document.body.prepend(image);
      });
      expect((await rowWhere(popup, '/media/a1111.png')).status).toBe('ai-generated');
      await waitForBadge(session.driver, page, '#added');
    });

    it('an image whose src changes is another medium', async () => {
      const page = await session.show(img('medium', '/media/gb45438-xmp.jpg'));
      const popup = await session.popupFor(page);
      expect((await rowWhere(popup, '/media/gb45438-xmp.jpg')).status).toBe('ai-generated');
      await waitForBadge(session.driver, page, '#medium');
      await page.evaluate(() => {
        (document.getElementById('medium') as HTMLImageElement).src = '/media/plain.png';
      });
      expect((await rowWhere(popup, '/media/plain.png')).status).toBe('unlabelled');
      await until('the badge has gone', async () => (await badgeOf(session.driver, page, '#medium')) === undefined);
    });

    it('an image that is removed stays listed as gone, without a badge', async () => {
      const page = await session.show(`${img('medium', '/media/gb45438-xmp.jpg')}${img('other', '/media/plain.jpg')}`);
      const popup = await session.popupFor(page);
      await rowWhere(popup, '/media/gb45438-xmp.jpg');
      await waitForBadge(session.driver, page, '#medium');
      await page.evaluate(() => document.getElementById('medium')?.remove());
      await rowWhere(popup, '/media/gb45438-xmp.jpg', (row) => row.gone);
      await until('no badge is left', async () => (await badgeOf(session.driver, page, '#other')) === undefined);
    });

    it('a page that navigates by script is followed', async () => {
      const page = await session.show(`<main>${img('medium', '/media/plain.jpg')}</main>`);
      const popup = await session.popupFor(page);
      await rowWhere(popup, '/media/plain.jpg');
      await page.evaluate(
        (html) => {
          history.pushState({}, '', '#story-2');
          const main = document.querySelector('main');
          if (main !== null) main.innerHTML = html;
        },
        img('second', '/media/a1111.png'),
      );
      expect((await rowWhere(popup, '/media/a1111.png')).status).toBe('ai-generated');
    });

    it('a lazy image is asked for once it comes near', async () => {
      const lazy = '/media/gb45438-text.png';
      const page = await session.show(
        `${img('first', '/media/plain.jpg')}${FAR_BELOW}${img('lazy', lazy, 'loading="lazy"')}`,
      );
      const popup = await session.popupFor(page);
      await rowWhere(popup, '/media/plain.jpg');
      expect(session.web.hits(lazy)).toEqual([]);
      await page.evaluate(() => document.getElementById('lazy')?.scrollIntoView());
      expect((await rowWhere(popup, lazy)).status).toBe('ai-generated');
    });

    it('an image far below is read only once it comes near', async () => {
      const far = '/media/gb45438-xmp.png?far';
      const page = await session.show(
        `${img('first', '/media/plain.jpg')}${FAR_BELOW}${img('far', session.web.address('media.test', far))}`,
      );
      const popup = await session.popupFor(page);
      await rowWhere(popup, '/media/plain.jpg');
      await rowWhere(popup, far, (row) => row.status === 'waiting');
      expect(session.web.hits(far)).toHaveLength(1);
      await page.evaluate(() => document.getElementById('far')?.scrollIntoView());
      expect((await rowWhere(popup, far)).status).toBe('ai-generated');
    });

    it('srcset, picture and source elements count by what the browser chose', async () => {
      const page = await session.show(
        `<p><img id="srcset" width="480" height="320" src="/media/plain.jpg" srcset="/media/iptc-trained.jpg 480w" sizes="480px"></p>
       <picture><source type="image/webp" srcset="/media/forge.webp"><img width="480" height="320" src="/media/plain.png"></picture>
       <video width="480" height="318" controls muted preload="metadata"><source src="/media/none.ogv" type="video/x-none">
         <source src="/media/gb45438-moov-last.mp4" type="video/mp4"></video>`,
      );
      const popup = await session.popupFor(page);
      await rowWhere(popup, '/media/iptc-trained.jpg');
      await rowWhere(popup, '/media/forge.webp');
      await rowWhere(popup, '/media/gb45438-moov-last.mp4');
      const rows = await rowsOf(popup);
      expect(rows.map(({ status }) => status)).toEqual(['ai-generated', 'ai-generated', 'ai-generated']);
    });

    it('icons and spacers are left out', async () => {
      const page = await session.show(
        `<img src="/media/plain.png" width="16" height="16">${img('medium', '/media/plain.jpg')}`,
      );
      const popup = await session.popupFor(page);
      await rowWhere(popup, '/media/plain.jpg');
      expect(await rowsOf(popup)).toHaveLength(1);
    });
  });
