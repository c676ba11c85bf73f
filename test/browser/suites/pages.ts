import { describe, expect, it } from 'vitest';
import { badgesOn, pointAt, waitForBadge, waitForCard } from '../../../scripts/driver/overlay';
import { rowsOf, rowWhere, tabIdOf } from '../../../scripts/driver/popup';
import { until } from '../../../scripts/driver/until';
import { img, type Suite } from '../session';

const LABELLED = '/media/gb45438-xmp.jpg';

export const pages: Suite = (session) =>
  describe('pages of every kind', () => {
    it('a strict content security policy keeps nothing from being shown', async () => {
      const page = await session.show(img('medium', LABELLED), {
        headers: {
          'Content-Security-Policy':
            "default-src 'none'; img-src 'self'; style-src 'none'; script-src 'none'; connect-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
        },
      });
      expect((await rowWhere(await session.popupFor(page), LABELLED)).status).toBe('ai-generated');
      const badge = await waitForBadge(session.driver, page, '#medium');
      expect(badge.height).toBeGreaterThanOrEqual(24);
      expect(badge.height).toBeLessThanOrEqual(32);
      await pointAt(page, badge);
      expect((await waitForCard(session.driver, page)).headline).toBe('Labelled as AI-generated');
    });

    it('media in a closed shadow root of the page are found', async () => {
      const page = await session.show(
        `<h1>A page</h1><div id="host"></div><script>
        const root = document.getElementById('host').attachShadow({ mode: 'closed' });
        root.innerHTML = '<img src="${LABELLED}" width="480" height="320">';
      </script>`,
      );
      expect((await rowWhere(await session.popupFor(page), LABELLED)).status).toBe('ai-generated');
      await until(
        'a badge is shown',
        () => badgesOn(session.driver, page),
        (badges) => badges.length === 1,
      );
    });

    it('media in a frame of another site are listed', async () => {
      session.web.page('/frame', img('framed', LABELLED));
      const page = await session.show(
        `${img('medium', '/media/plain.jpg')}<iframe width="600" height="400" src="${session.web.address('other.test', '/frame')}"></iframe>`,
      );
      const popup = await session.popupFor(page);
      expect((await rowWhere(popup, LABELLED)).status).toBe('ai-generated');
      expect((await rowWhere(popup, '/media/plain.jpg')).status).toBe('unlabelled');
    });

    it('a page that refuses overlays gets none, and its popup says so', async () => {
      const page = await session.show(`<meta name="CR-allow-UI-injection" content="false">${img('medium', LABELLED)}`);
      const popup = await session.popupFor(page);
      await rowWhere(popup, LABELLED);
      expect(await popup.evaluate(() => document.body.innerText)).toContain('asks that nothing be drawn over it');
      await page.bringToFront();
      await page.mouse.move(240, 160, { steps: 4 });
      // As long as it takes on a page that does not refuse.
      const other = await session.show(img('medium', LABELLED));
      await waitForBadge(session.driver, other, '#medium');
      expect(await session.driver.inOverlay(page, () => true)).toBeUndefined();
    });

    it('nothing is put into the page but one element at its end', async () => {
      const page = await session.show(`<h1>A page</h1>${img('medium', LABELLED)}`);
      const before = await page.evaluate(() => document.querySelectorAll('h1, p, img').length);
      await waitForBadge(session.driver, page, '#medium');
      const after = await page.evaluate(() => ({
        own: document.querySelectorAll('h1, p, img').length,
        others: document.querySelectorAll('body > :not(h1, p), html > :not(head, body)').length,
        root: [...document.querySelectorAll('*')].filter(({ shadowRoot }) => shadowRoot !== null).length,
      }));
      expect(after).toEqual({ own: before, others: 1, root: 0 });
    });

    it('switched off for a site, nothing is looked at or shown there, until it is switched on again', async () => {
      const page = await session.show(img('medium', LABELLED), { host: 'other.test' });
      const popup = await session.popupFor(page);
      await rowWhere(popup, LABELLED);
      await waitForBadge(session.driver, page, '#medium');
      const flip = (): Promise<void> => popup.$eval('[role="switch"]', (button) => (button as HTMLElement).click());

      await flip();
      await until('the popup says that it is off', () =>
        popup.evaluate(() => document.body.innerText.includes('Switched off on this site')),
      );
      expect(await rowsOf(popup)).toEqual([]);
      await until('no badge is left', async () => (await badgesOn(session.driver, page)).length === 0);
      session.web.forget();
      const other = await session.show(img('medium', session.web.address('media.test', '/media/plain.webp?off')), {
        host: 'other.test',
      });
      expect(await session.inventory(other)).toBeUndefined();

      await flip();
      await rowWhere(popup, LABELLED);
      await waitForBadge(session.driver, page, '#medium');
    });

    it('where extensions may not run the popup says so', async () => {
      const own = await session.extensionPage('options.html?blocked');
      const popup = await session.popupFor(own);
      await until('the sentence is there', () =>
        popup.evaluate(() => document.body.innerText.includes('Extensions may not run on this page')),
      );
    });

    it('the toolbar counts what its tab shows, and forgets it on navigation', async () => {
      const page = await session.show(`${img('one', LABELLED)}${img('two', '/media/plain.jpg')}`);
      const tabId = await tabIdOf(session.driver, page);
      const count = (): Promise<string> =>
        session.driver.inExtension((id) => chrome.action.getBadgeText({ tabId: id }), tabId);
      await until('it shows 1', count, (text) => text === '1');
      session.web.page('/words', '<!doctype html><title>Words</title><p>Words only.');
      await page.goto(session.web.address('page.test', '/words'));
      await until('it shows nothing', count, (text) => text === '');
    });
  });
