import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { rowWhere, tabIdOf } from '../../../scripts/driver/popup';
import { until } from '../../../scripts/driver/until';
import { faultsIn } from '../axe';
import { textOf } from '../notice-steps';
import { img, type Suite } from '../session';

const fixture = (path: string): string => join(import.meta.dirname, '../../fixtures', path);

export const report: Suite = (session) =>
  describe('the full report', () => {
    const give = async (page: Page, ...paths: readonly string[]): Promise<void> => {
      const field = (await until('there is a field for files', () =>
        page.$('input[type=file]'),
      )) as ElementHandle<HTMLInputElement>;
      await field.uploadFile(...paths.map(fixture));
    };
    const done = (page: Page): Promise<unknown> =>
      until(
        'the file is checked',
        async () => (await textOf(page)).includes('Technical details') && !(await page.$('progress')),
      );

    it('of a file tells its history, without a request, and has no faults that axe finds', async () => {
      const page = await session.extensionPage('report.html');
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await give(page, 'signed/media/thumbnails.jpg');
      await done(page);
      await until('its history is there', () => page.$('.history'));
      const text = await textOf(page);
      for (const words of [
        'Labelled as AI-generated',
        'Example Generators',
        'Created with AI',
        'Input',
        'thumbnails.jpg',
      ]) {
        expect(text).toContain(words);
      }
      const hash = createHash('sha256')
        .update(readFileSync(fixture('signed/media/thumbnails.jpg')))
        .digest('hex');
      await until('its hash is there', async () => (await textOf(page)).includes(hash));
      await until('the pictures of the record are drawn', async () => {
        const widths = await page.$$eval('.history__picture', (pictures) =>
          pictures.map((picture) => (picture as HTMLImageElement).naturalWidth),
        );
        return widths.length === 2 && widths.every((width) => width > 0);
      });
      const sources = await page.$$eval('img', (images) => images.map(({ src }) => src));
      expect(sources.every((source) => source.startsWith('blob:'))).toBe(true);
      expect(asked.filter((address) => /^https?:/.test(address))).toEqual([]);
      expect(await faultsIn(page)).toEqual([]);
    });

    it('of several files lists each, tells what failed, and shows the one that is chosen', async () => {
      const page = await session.extensionPage('report.html');
      await give(page, 'signed/media/opened-broken.jpg', 'media/plain.jpg', 'media/gb45438-xmp.jpg');
      await until('all are read', async () => (await page.$$('.files__row[data-status]')).length === 3);
      await done(page);
      await until('the check has failed', async () => (await textOf(page)).includes('A label failed its check'));
      expect(
        await page.$$eval('.history__step', (steps) => steps.map((step) => step.querySelector('.sealed')?.textContent)),
      ).toEqual(['Unchanged, signer not listed', 'Signed, check failed']);
      await page.$eval('.files li:nth-child(2) button', (row) => (row as HTMLElement).click());
      await until('the other one is shown', async () => (await textOf(page)).includes('No label found'));
      expect(await faultsIn(page)).toEqual([]);
    });

    it('of a medium opens with what its page knows, and reads the rest when it is asked to', async () => {
      const address = session.web.address('media.test', '/media/gb45438-xmp.jpg');
      const page = await session.show(img('medium', address));
      const popup = await session.popupFor(page);
      await rowWhere(popup, '/media/gb45438-xmp.jpg');
      const tabId = await tabIdOf(session.driver, page);
      const [medium] = (await session.inventory(page))?.media ?? [];
      const full = await session.extensionPage(`report.html?tab=${tabId}&frame=0&id=${medium?.id}`);
      await until('the report is there', async () => (await textOf(full)).includes('Labelled as AI-generated'));
      expect(await textOf(full)).toContain(address);
      expect(await textOf(full)).toContain(await page.title());
      await full.$eval('.report__whole button', (ask) => (ask as HTMLElement).click());
      const hash = createHash('sha256')
        .update(readFileSync(fixture('media/gb45438-xmp.jpg')))
        .digest('hex');
      await until('the whole file was read', async () => (await textOf(full)).includes(hash));
      expect(await full.$('a[href^="/notice.html"]')).not.toBeNull();
      expect(await faultsIn(full)).toEqual([]);
    });

    it('of a medium that is gone says what to do', async () => {
      const page = await session.extensionPage('report.html?tab=999999&frame=0&id=1');
      await until('it says so', async () => (await textOf(page)).includes('This medium is not at hand any more'));
      expect(await page.$('input[type=file]')).not.toBeNull();
      expect(await faultsIn(page)).toEqual([]);
    });

    it('of what is not a medium says so, and a hostile name is text', async () => {
      const page = await session.extensionPage('report.html');
      await until('there is a field for files', () => page.$('input[type=file]'));
      await page.$eval('input[type=file]', (field) => {
        const held = new DataTransfer();
        held.items.add(new File(['<script>document.title = "hurt"</script>'], '<img src=x onerror=alert(1)>.jpg'));
        (field as HTMLInputElement).files = held.files;
        field.dispatchEvent(new Event('change', { bubbles: true }));
      });
      await until('it says so', async () => (await textOf(page)).includes('Not a media file'));
      expect(await textOf(page)).toContain('<img src=x onerror=alert(1)>.jpg');
      expect(await page.$('main img[src="x"]')).toBeNull();
      expect(await page.title()).toContain('Could not be checked');
    });
  });
