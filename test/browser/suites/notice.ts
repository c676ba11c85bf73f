import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { rowWhere } from '../../../scripts/driver/popup';
import { until } from '../../../scripts/driver/until';
import { chooseKind, explain, exportedBy, goOn, sha256OfFixture, takeOpenedPath, textOf } from '../notice-steps';
import { img, type Suite } from '../session';

/** The context menu's entry, by the id that the background gives it. */
const MENU_ENTRY = 'report';
const WORDS = 'The hills repeat, and the shadows fall in two directions.';
const utf8 = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);

/** Each line `<hex>  <path>` against the archive's own bytes. */
const checkSums = (files: Readonly<Record<string, Uint8Array>>): readonly string[] => {
  const lines = utf8(files.SHA256SUMS).trimEnd().split('\n');
  for (const line of lines) {
    const [hash = '', path = ''] = line.split('  ');
    const bytes = files[path];
    expect(bytes, path).toBeDefined();
    expect(
      createHash('sha256')
        .update(bytes ?? new Uint8Array())
        .digest('hex'),
      path,
    ).toBe(hash);
  }
  return lines.map((line) => line.split('  ')[1] ?? '');
};

export const notice: Suite = (session) =>
  describe('notices', () => {
    /** From the context menu of a picture to its notice page. */
    const begin = async (name: string): Promise<{ readonly notice: Page; readonly page: Page }> => {
      const page = await session.show(`<h1>Story</h1>${img('medium', `/media/${name}`)}`);
      await rowWhere(await session.popupFor(page), `/media/${name}`);
      await session.driver.contextMenu(page, '#medium', MENU_ENTRY);
      const notice = await session.extensionPage(await takeOpenedPath(session.driver, 'notice.html'));
      return { notice, page };
    };

    it('the context menu opens a notice that is filled in; kept, it is listed, and its package checks out', async () => {
      const { notice, page } = await begin('plain.jpg');
      await chooseKind(notice, 'unlabelled-suspected-ai');
      await goOn(notice);
      await explain(notice, WORDS);
      const hash = sha256OfFixture('plain.jpg');
      await until('the preview names the bytes', async () => (await textOf(notice)).includes(hash));
      await goOn(notice);
      await goOn(notice);
      const preview = await textOf(notice);
      expect(preview).toContain(WORDS);
      expect(preview).toContain(page.url());
      await notice.$eval('#notice-bona-fide', (box) => (box as HTMLElement).click());
      const files = unzipSync(await exportedBy(notice, 'form button[type="submit"]'));

      const listed = checkSums(files);
      for (const name of ['notice.json', 'notice.html', 'findings.json']) expect(listed).toContain(name);
      expect(Object.keys(files).filter((name) => name.startsWith('evidence/medium'))).toEqual([]);
      expect(JSON.parse(utf8(files['notice.json']))).toMatchObject({
        schema: 'notice/1',
        reason: 'unlabelled-suspected-ai',
        explanation: WORDS,
        media: {
          kind: 'image',
          url: session.web.address('page.test', '/media/plain.jpg'),
          sha256: hash,
          width: 480,
          height: 320,
        },
        page: { url: page.url(), title: await page.title() },
        verdict: { status: 'unlabelled' },
        statements: { bonaFide: true },
      });
      expect(utf8(files['notice.html'])).not.toMatch(/<script|<iframe|src=["']?https?:/i);

      const list = await session.extensionPage('notices.html');
      await until('the notice is listed', () => list.$('a[href*="notice.html?notice="]'));
      expect(await textOf(list)).toContain('page.test');
      expect(await textOf(list)).toContain('Exported');
      await list.evaluate(() => {
        [...document.querySelectorAll('li button')]
          .find(({ textContent }) => textContent === 'Delete')
          ?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
      });
      await until('it is gone', async () => (await textOf(list)).includes('Notice deleted'));
      expect(await textOf(list)).toContain('No notices yet');
    });

    it('the file itself is in the package when the person adds it', async () => {
      const { notice } = await begin('plain.png');
      await chooseKind(notice, 'unlabelled-suspected-ai');
      await goOn(notice);
      await explain(notice, WORDS);
      await until('the bytes are read', async () => (await textOf(notice)).includes(sha256OfFixture('plain.png')));
      await notice.$eval('#notice-file', (box) => (box as HTMLElement).click());
      await goOn(notice);
      await goOn(notice);
      await notice.$eval('#notice-bona-fide', (box) => (box as HTMLElement).click());
      const files = unzipSync(await exportedBy(notice, 'form button[type="submit"]'));
      expect(checkSums(files)).toContain('evidence/medium.png');
      const medium = files['evidence/medium.png'] ?? new Uint8Array();
      expect(createHash('sha256').update(medium).digest('hex')).toBe(sha256OfFixture('plain.png'));
    });

    it('a kind that may concern minors ends it before anything is kept', async () => {
      const { notice } = await begin('plain.webp');
      await chooseKind(notice, 'minor');
      await until('the stop card is there', async () => (await textOf(notice)).includes('Nothing is kept for this'));
      expect(await textOf(notice)).not.toContain('/media/plain.webp');
      const kept = await session.driver.inExtension(async () => {
        const found: string[] = [];
        for (const { name } of await indexedDB.databases()) {
          const database = await new Promise<IDBDatabase>((resolve, reject) => {
            const request = indexedDB.open(name ?? '');
            request.onsuccess = () => resolve(request.result);
            request.onerror = () => reject(request.error);
          });
          for (const store of database.objectStoreNames) {
            const all = await new Promise<unknown[]>((resolve, reject) => {
              const request = database.transaction(store).objectStore(store).getAll();
              request.onsuccess = () => resolve(request.result);
              request.onerror = () => reject(request.error);
            });
            for (const one of all) {
              const isNotice = typeof one === 'object' && one !== null && 'explanation' in one;
              if (isNotice && JSON.stringify(one).includes('plain.webp')) found.push(store);
            }
          }
          database.close();
        }
        return found;
      });
      expect(kept).toEqual([]);
    });
  });
