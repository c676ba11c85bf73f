import { describe, expect, it } from 'vitest';
import { rowWhere, tabIdOf } from '../../../scripts/driver/popup';
import { faultsIn } from '../axe';
import { chooseKind, explain, goOn } from '../notice-steps';
import { img, type Suite } from '../session';

export const access: Suite = (session) =>
  describe('the pages of the extension have no fault that axe can find', () => {
    const labelledPage = () =>
      session.show(
        `${img('one', '/media/gb45438-xmp.jpg')}${img('two', '/media/plain.jpg')}${img('three', '/media/truncated.png')}`,
      );

    it('the popup, with a row open', async () => {
      const popup = await session.popupFor(await labelledPage());
      await rowWhere(popup, '/media/truncated.png');
      await rowWhere(popup, '/media/gb45438-xmp.jpg');
      await popup.$eval('li[data-status] button', (button) => (button as HTMLElement).click());
      expect(await faultsIn(popup)).toEqual([]);
    });

    it('the options', async () => {
      const page = await session.extensionPage('options.html');
      await page.waitForSelector('main h1, main h2');
      expect(await faultsIn(page)).toEqual([]);
    });

    it('the list of notices', async () => {
      const page = await session.extensionPage('notices.html');
      await page.waitForSelector('main h1');
      expect(await faultsIn(page)).toEqual([]);
    });

    it('a notice, step by step', async () => {
      const page = await labelledPage();
      await rowWhere(await session.popupFor(page), '/media/plain.jpg');
      const tabId = await tabIdOf(session.driver, page);
      const medium = (await session.inventory(page))?.media.find(({ address }) => address.endsWith('/media/plain.jpg'));
      const notice = await session.extensionPage(`notice.html?tab=${tabId}&frame=${medium?.frameId}&id=${medium?.id}`);
      await chooseKind(notice, 'unlabelled-suspected-ai');
      expect(await faultsIn(notice)).toEqual([]);
      await goOn(notice);
      expect(await faultsIn(notice)).toEqual([]);
      await explain(notice, 'What was seen.');
      await goOn(notice);
      expect(await faultsIn(notice)).toEqual([]);
      await goOn(notice);
      expect(await faultsIn(notice)).toEqual([]);
    });
  });
