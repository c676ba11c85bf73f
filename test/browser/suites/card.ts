import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import {
  badgesOn,
  boxOf,
  cardOn,
  pointAt,
  pointAtElement,
  waitForBadge,
  waitForCard,
  waitForNoCard,
} from '../../../scripts/driver/overlay';
import { until } from '../../../scripts/driver/until';
import { faultsInOverlay } from '../axe';
import { img, type Suite } from '../session';

const aSecondOfFrames = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    for (let frame = 0; frame < 60; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
  });

export const card: Suite = (session) =>
  describe('the card', () => {
    const labelledPage = () =>
      session.show(`<h1>A page</h1>${img('medium', '/media/gb45438-xmp.jpg')}<p><a href="#end">A link</a></p>`);

    it('opens on the badge, says what the label says, and goes when the pointer leaves', async () => {
      const page = await labelledPage();
      await pointAt(page, await waitForBadge(session.driver, page, '#medium'));
      const card = await waitForCard(session.driver, page);
      expect(card.headline).toBe('Labelled as AI-generated');
      expect(card.text).toContain('JPEG APP1 XMP');
      await pointAtElement(page, 'h1');
      await waitForNoCard(session.driver, page);
    });

    it('does not open on the medium itself', async () => {
      const page = await labelledPage();
      const badge = await waitForBadge(session.driver, page, '#medium');
      await pointAt(page, badge);
      await waitForCard(session.driver, page);
      const { x, y, width, height } = await boxOf(page, '#medium');
      // The far corner: neither under the card nor on the way to it.
      await page.mouse.move(x + width - 8, y + height - 8, { steps: 4 });
      await waitForNoCard(session.driver, page);
      await aSecondOfFrames(page);
      expect(await cardOn(session.driver, page)).toBeUndefined();
    });

    it('stays while the pointer is on it, and Esc dismisses it', async () => {
      const page = await labelledPage();
      await pointAt(page, await waitForBadge(session.driver, page, '#medium'));
      const card = await waitForCard(session.driver, page);
      await page.mouse.move(card.x + card.width / 2, card.y + 60, { steps: 12 });
      // Longer than its grace of 300 ms.
      await aSecondOfFrames(page);
      expect(await cardOn(session.driver, page)).toBeDefined();
      await page.keyboard.press('Escape');
      await waitForNoCard(session.driver, page);
    });

    it('leaves Esc to the page while it is closed, and keeps it from the page while it is open', async () => {
      const page = await labelledPage();
      await page.evaluate(() => {
        addEventListener('keydown', ({ key }) => {
          document.body.dataset.keys = `${document.body.dataset.keys ?? ''}${key} `;
        });
      });
      const badge = await waitForBadge(session.driver, page, '#medium');
      await page.keyboard.press('Escape');
      await pointAt(page, badge);
      await waitForCard(session.driver, page);
      await page.keyboard.press('Escape');
      await waitForNoCard(session.driver, page);
      expect(await page.evaluate(() => document.body.dataset.keys)).toBe('Escape ');
    });

    it('opens by keyboard: Tab to the badge, Enter into the card, Esc back to the badge', async () => {
      const page = await labelledPage();
      await waitForBadge(session.driver, page, '#medium');
      await page.bringToFront();
      await page.focus('a');
      await page.keyboard.press('Tab');
      await until('the badge has the focus', () =>
        session.driver.inOverlay(page, (root) => root.activeElement?.getAttribute('aria-haspopup') === 'dialog'),
      );
      await page.keyboard.press('Enter');
      await waitForCard(session.driver, page);
      await until('the focus is in the card', () =>
        session.driver.inOverlay(page, (root) => root.activeElement?.closest('[role="dialog"]') !== null),
      );
      await page.keyboard.press('Escape');
      await waitForNoCard(session.driver, page);
      await until('the focus is back on the badge', () =>
        session.driver.inOverlay(page, (root) => root.activeElement?.getAttribute('aria-haspopup') === 'dialog'),
      );
    });

    it('opens on focus alone', async () => {
      const page = await labelledPage();
      await waitForBadge(session.driver, page, '#medium');
      await page.bringToFront();
      await page.focus('a');
      await page.keyboard.press('Tab');
      const card = await waitForCard(session.driver, page);
      expect(card.headline).toBe('Labelled as AI-generated');
    });

    it('stays after a click on the badge until a click elsewhere', async () => {
      const page = await labelledPage();
      const badge = await waitForBadge(session.driver, page, '#medium');
      await page.mouse.click(badge.x + badge.width / 2, badge.y + badge.height / 2);
      await waitForCard(session.driver, page);
      await pointAtElement(page, 'h1');
      await aSecondOfFrames(page);
      expect(await cardOn(session.driver, page)).toBeDefined();
      await page.mouse.down();
      await page.mouse.up();
      await waitForNoCard(session.driver, page);
    });

    it('opens on a tap, and a tap on the medium does not', async () => {
      const page = await labelledPage();
      const badge = await waitForBadge(session.driver, page, '#medium');
      const { x, y, width, height } = await boxOf(page, '#medium');
      await page.bringToFront();
      await page.touchscreen.tap(x + width - 8, y + height - 8);
      await aSecondOfFrames(page);
      expect(await cardOn(session.driver, page)).toBeUndefined();
      await page.touchscreen.tap(badge.x + badge.width / 2, badge.y + badge.height / 2);
      await waitForCard(session.driver, page);
    });

    it('is one tab stop for many badges, walked by arrow keys', async () => {
      const page = await session.show(
        `<p><a href="#x">Before</a></p>${img('one', '/media/gb45438-xmp.jpg')}${img('two', '/media/a1111.png')}`,
      );
      await until(
        'two badges are shown',
        () => badgesOn(session.driver, page),
        (badges) => badges.length === 2,
      );
      const focused = () =>
        session.driver.inOverlay(page, (root) => root.activeElement?.getAttribute('aria-label') ?? '');
      await page.bringToFront();
      await page.focus('a');
      await page.keyboard.press('Tab');
      await until('the first badge has the focus', focused, (name) => name?.includes('one') === true);
      await page.keyboard.press('ArrowDown');
      await until('the second badge has the focus', focused, (name) => name?.includes('two') === true);
      // The stop follows the focus with the overlay's next drawing.
      const stops = () =>
        session.driver.inOverlay(page, (root) =>
          [...root.querySelectorAll<HTMLElement>('button[aria-haspopup="dialog"]')].map(
            (badge) => `${badge.getAttribute('aria-label')?.includes('two') ? 'two' : 'one'} ${badge.tabIndex}`,
          ),
        );
      await until(
        'the second badge alone is a tab stop',
        stops,
        (found) => found?.length === 2 && found.includes('one -1') && found.includes('two 0'),
      );
    });

    it('has no fault that axe can find', async () => {
      const page = await labelledPage();
      await pointAt(page, await waitForBadge(session.driver, page, '#medium'));
      await waitForCard(session.driver, page);
      expect(await faultsInOverlay(session.driver, page)).toEqual([]);
    });
  });
