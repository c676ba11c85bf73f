import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { pointAt, pressOnCard, waitForBadge, waitForCard } from '../../../scripts/driver/overlay';
import { rowWhere, tabIdOf } from '../../../scripts/driver/popup';
import { until } from '../../../scripts/driver/until';
import { ascii } from '../../fixtures/write/bytes';
import { APP1, withSegment, xmpSegment } from '../../fixtures/write/jpeg';
import { faultsIn } from '../axe';
import { giveFile } from '../give-file';
import { takeOpenedPath, textOf } from '../notice-steps';
import { RECORD_PATH } from '../server';
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

    it.each([
      ['its own parts', ['1.m4s', '2.m4s', '3.m4s'], 'film', 'Unchanged, signer not listed'],
      ['a part of another one', ['1.m4s', '2.m4s'], 'another', 'A label failed its check'],
    ])('of a video in parts is about all of them: with %s', async (_, names, last, said) => {
      const page = await session.extensionPage('report.html');
      const film = ['init.mp4', ...names].map((name) => `signed/fragmented/film/${name}`);
      await give(page, ...film, ...(last === 'film' ? [] : [`signed/fragmented/${last}/3.m4s`]));
      await done(page);
      await until(`it says ${said}`, async () => (await textOf(page)).includes(said));
      expect(await textOf(page)).toMatch(/Video parts checked with it\s*3/);
      expect(await page.$$('.files__row')).toHaveLength(0);
      expect(await faultsIn(page)).toEqual([]);
    });

    it('of a part of a video alone says what is missing', async () => {
      const page = await session.extensionPage('report.html');
      await give(page, 'signed/fragmented/film/2.m4s');
      await until('it says so', async () => (await textOf(page)).includes('part of a video'));
      const beginning = await session.extensionPage('report.html');
      await give(beginning, 'signed/fragmented/film/init.mp4');
      await done(beginning);
      await until('it is not called broken', async () =>
        (await textOf(beginning)).includes('Only a part of the video was at hand'),
      );
      expect(await textOf(beginning)).not.toContain('failed its check');
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

    const press = async (page: Page, words: string): Promise<void> => {
      await until(`a button says ${words}`, () =>
        page.evaluate((text) => {
          const found = [...document.querySelectorAll('button')].find((button) => button.textContent === text);
          found?.click();
          return found !== undefined;
        }, words),
      );
    };

    const ask = 'Fetch the record from media.test';
    const answered = (page: Page): Promise<unknown> =>
      until('the record is told', async () =>
        (await textOf(page)).includes('Whether that record belongs to this file'),
      );

    it('of a file whose record lies elsewhere asks for it once, when a person says so', async () => {
      const address = session.web.address('media.test', RECORD_PATH);
      const packet = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dcterms="http://purl.org/dc/terms/" dcterms:provenance="${address}"/></rdf:RDF></x:xmpmeta>`;
      const named = withSegment(readFileSync(fixture('media/plain.jpg')), APP1, xmpSegment(ascii(packet)));
      const page = await session.extensionPage('report.html');
      await until('there is a field for files', () => page.$('input[type=file]'));
      await giveFile(page, named, 'named.jpg');
      await done(page);
      await until('its host is named', async () => (await textOf(page)).includes(ask));
      expect(session.web.hits(RECORD_PATH)).toEqual([]);
      await press(page, `${ask}:${session.web.port}`);
      await answered(page);
      expect(session.web.hits(RECORD_PATH)).toHaveLength(1);
      const [hit] = session.web.hits(RECORD_PATH);
      expect([hit?.headers.cookie, hit?.headers.referer]).toEqual([undefined, undefined]);
      const text = await textOf(page);
      for (const words of ['Labelled as AI-generated', 'Signed, cannot be checked', 'Example Generators']) {
        expect(text).toContain(words);
      }
      expect(await page.$('.history')).not.toBeNull();
      expect(await page.$$('.finding')).toHaveLength(1);
      expect(await faultsIn(page)).toEqual([]);
    });

    it('of a medium whose server names its record asks for it once, when a person says so', async () => {
      const record = session.web.address('media.test', RECORD_PATH);
      const address = session.web.address('media.test', `/media/plain.jpg?record=${encodeURIComponent(record)}`);
      const page = await session.show(img('medium', address));
      await rowWhere(await session.popupFor(page), address);
      const [medium] = (await session.inventory(page))?.media ?? [];
      const tabId = await tabIdOf(session.driver, page);
      const full = await session.extensionPage(`report.html?tab=${tabId}&frame=0&id=${medium?.id}`);
      await until('its host is named', async () => (await textOf(full)).includes(ask));
      expect(session.web.hits(RECORD_PATH)).toEqual([]);
      await press(full, `${ask}:${session.web.port}`);
      await answered(full);
      expect(session.web.hits(RECORD_PATH)).toHaveLength(1);
      expect(await textOf(full)).toContain('The signed record lies in a file of its own.');
    });

    it('opens from the popup and from the card for their medium, and from the popup for files', async () => {
      const address = session.web.address('media.test', '/media/gb45438-xmp.jpg');
      const page = await session.show(img('medium', address));
      const popup = await session.popupFor(page);
      await rowWhere(popup, '/media/gb45438-xmp.jpg');
      const opened = async (): Promise<Page> =>
        session.extensionPage(await takeOpenedPath(session.driver, 'report.html'));
      const tellsMedium = async (): Promise<void> => {
        const full = await opened();
        await until('it is about the medium', async () => (await textOf(full)).includes(address));
        await full.close();
      };

      await popup.$eval('li[data-status] button', (row) => (row as HTMLElement).click());
      await press(popup, 'Full report');
      await tellsMedium();

      const again = await session.popupFor(page);
      await press(again, 'Check a file…');
      const empty = await opened();
      await until('it takes files', async () => (await textOf(empty)).includes('Drop a file here'));
      await empty.close();

      await pointAt(page, await waitForBadge(session.driver, page, '#medium'));
      await waitForCard(session.driver, page);
      const isOpen = (): Promise<boolean> =>
        session.driver.inExtension(
          async (start) => (await chrome.tabs.query({})).some(({ url }) => url?.startsWith(start)),
          `${session.driver.origin}/report.html`,
        );
      await pressOnCard(session.driver, page, 'Full report', isOpen);
      await tellsMedium();
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
