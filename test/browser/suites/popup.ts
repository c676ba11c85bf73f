import { describe, expect, it } from 'vitest';
import { boxOf } from '../overlay';
import { rowWhere } from '../popup';
import { isExtensions } from '../server';
import { img, type Suite } from '../session';
import { until } from '../until';

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
      const ring = await until('it is ringed', () =>
        session.driver.inOverlay(
          page,
          (root, box) =>
            [...root.querySelectorAll<HTMLElement>('*')].some((element) => {
              const { x, y, width, height } = element.getBoundingClientRect();
              const near = (a: number, b: number): boolean => Math.abs(a - b) <= 16;
              return (
                element.checkVisibility() &&
                near(x, box.x) &&
                near(y, box.y) &&
                near(width, box.width) &&
                near(height, box.height)
              );
            }),
          medium,
        ),
      );
      expect(ring).toBe(true);
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
