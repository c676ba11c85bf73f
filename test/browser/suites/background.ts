import { describe, expect, it } from 'vitest';
import { pointAt, pointAtElement, waitForBadge, waitForCard } from '../../../scripts/driver/overlay';
import { isSettled, rowsOf, rowWhere } from '../../../scripts/driver/popup';
import { until } from '../../../scripts/driver/until';
import { img, type Suite } from '../session';

export const background: Suite = (session) =>
  describe('after the background was stopped', () => {
    it('the popup still lists the tab, and pointing still answers', async () => {
      const page = await session.show(
        `<h1>A page</h1>${img('labelled', '/media/gb45438-xmp.jpg')}${img('plain', '/media/plain.jpg')}`,
      );
      const first = await session.popupFor(page);
      await rowWhere(first, '/media/plain.jpg');
      await rowWhere(first, '/media/gb45438-xmp.jpg');
      await first.close();

      await session.driver.stopBackground();
      const popup = await session.popupFor(page);
      const rows = await until(
        'the popup lists both',
        () => rowsOf(popup),
        (all) => all.length === 2 && all.every(isSettled),
      );
      expect(rows.map(({ status }) => status)).toEqual(['ai-generated', 'unlabelled']);

      await session.driver.stopBackground();
      await pointAtElement(page, '#plain');
      const badge = await waitForBadge(session.driver, page, '#plain');
      await pointAt(page, badge);
      expect((await waitForCard(session.driver, page)).headline).toMatch(/No .*label/);
    });

    it('media that come later are still checked', async () => {
      const page = await session.show(img('first', '/media/plain.jpg'));
      const popup = await session.popupFor(page);
      await rowWhere(popup, '/media/plain.jpg');
      await session.driver.stopBackground();
      await page.evaluate(() => {
        const image = new Image(480, 320);
        image.src = '/media/a1111.png?later';
        document.body.append(image);
      });
      expect((await rowWhere(popup, '/media/a1111.png?later')).status).toBe('ai-generated');
      expect(await rowsOf(popup)).toHaveLength(2);
    });
  });
