import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import type { Driver } from '../../../scripts/driver/driver';
import { type Box, boxOf } from '../../../scripts/driver/overlay';
import { rowWhere } from '../../../scripts/driver/popup';
import { until } from '../../../scripts/driver/until';
import { isExtensions } from '../server';
import { img, type Suite } from '../session';

/** Whether something of the overlay frames the box. */
const isRinged = (driver: Driver, page: Page, box: Box): Promise<boolean | undefined> =>
  driver.inOverlay(
    page,
    (root, { x, y, width, height }) =>
      [...root.querySelectorAll<HTMLElement>('*')].some((element) => {
        const drawn = element.getBoundingClientRect();
        const apart = [drawn.x - x, drawn.y - y, drawn.width - width, drawn.height - height];
        return element.checkVisibility() && apart.every((pixels) => Math.abs(pixels) <= 16);
      }),
    box,
  );

export const popup: Suite = (session) =>
  describe('the popup', () => {
    it('a click on a row scrolls to the medium and rings it', async () => {
      const page = await session.show(
        `${img('first', '/media/plain.jpg')}<div style="height: 4000px"></div>${img('below', '/media/gb45438-xmp.jpg')}`,
      );
      const popup = await session.popupFor(page);
      await rowWhere(popup, '/media/gb45438-xmp.jpg', () => true);
      await popup.$eval('li[data-url$="gb45438-xmp.jpg"] button', (button) => (button as HTMLElement).click());
      await until('the medium is in view', async () => {
        const { y, height } = await boxOf(page, '#below');
        return y >= 0 && y + height <= (await page.evaluate(() => innerHeight));
      });
      const medium = await boxOf(page, '#below');
      // The ring stands for two seconds; a slow machine may look too late, so it is asked for anew each time.
      await until('it is ringed', async () => {
        await popup.$eval('li[data-url$="gb45438-xmp.jpg"] .row__actions button', (button) =>
          (button as HTMLElement).click(),
        );
        return until('the ring is drawn', () => isRinged(session.driver, page, medium), Boolean, 1_500).catch(
          () => false,
        );
      });
      expect((await rowWhere(popup, '/media/gb45438-xmp.jpg')).status).toBe('ai-generated');
    });

    it('Rescan asks again, past the verdict cache', async () => {
      const path = '/media/plain.jpg?rescan';
      const page = await session.show(img('medium', session.web.address('media.test', path)));
      const popup = await session.popupFor(page);
      await rowWhere(popup, path);
      const before = session.web.hits(path).filter(isExtensions).length;
      expect(before).toBe(1);
      await popup.evaluate(() => {
        [...document.querySelectorAll('button')].find(({ textContent }) => textContent?.includes('Rescan'))?.click();
      });
      await until('it was asked for again', () => session.web.hits(path).filter(isExtensions).length > before);
      expect((await rowWhere(popup, path)).status).toBe('unlabelled');
    });

    it('the same address is asked for once, however often it is shown', async () => {
      const path = '/media/plain.jpg?many';
      const address = session.web.address('media.test', path);
      const page = await session.show(`${img('one', address)}${img('two', address)}`);
      const popup = await session.popupFor(page);
      await rowWhere(popup, path);
      const second = await session.show(img('three', address));
      expect((await rowWhere(await session.popupFor(second), path)).status).toBe('unlabelled');
      expect(session.web.hits(path).filter(isExtensions)).toHaveLength(1);
    });
  });
