import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { formatBytes } from '../../../components/format';
import { cardOn, pointAt, pointAtElement, pressOnCard, waitForBadge } from '../../../scripts/driver/overlay';
import { until } from '../../../scripts/driver/until';
import { textOf } from '../notice-steps';
import { COPY, LARGE, MARKED, type Made, UNMARKED } from '../pixel-files';
import { isExtensions } from '../server';
import { img, type Session, type Suite } from '../session';
import { CLOSED, choose, serve, usedToday } from './pixels';

const ALPHA = MARKED['alpha.png'] as Made;
const CLEAN = UNMARKED['clean.png'] as Made;

export const pixelsAsked: Suite = (session) =>
  describe('pixels, as a person sees and asks for them', () => {
    it.each([
      ['metadata', ALPHA, 'Settings hidden in the pixels', 'Labelled as AI-generated'],
      ['credentials', CLEAN, 'none of the watermarks that are known here', 'No label found'],
    ] as const)('are looked at by the card’s button where %s alone are read', async (depth, made, words, headline) => {
      await choose(session, { depth });
      try {
        const path = await serve(session, 'asked.png', made, CLOSED);
        const page = await session.show(img('medium', session.web.address('media.test', path)));
        await openCard(session, page);
        await cardSays(session, page, 'Pixels were not looked at: the options say only when asked.');
        expect(wholes(session, path)).toHaveLength(0);
        const before = await usedToday(session);
        await pressOnCard(session.driver, page, 'Look at the pixels', () => wholes(session, path).length > 0);
        await cardSays(session, page, words);
        expect((await cardOn(session.driver, page))?.headline).toBe(headline);
        expect(wholes(session, path)).toHaveLength(1);
        expect(await usedToday(session)).toBe(before);
      } finally {
        await choose(session, { depth: 'pixels' });
      }
    });

    it('are looked at again, and closely, by the card’s button', async () => {
      const path = await serve(session, 'copy.png', COPY, CLOSED);
      const page = await session.show(img('medium', session.web.address('media.test', path)));
      const pixelsOf = async () => (await session.inventory(page))?.media[0]?.pixels;
      await until('it was looked at', async () => (await pixelsOf()) === 'looked-quickly');
      await openCard(session, page);
      await cardSays(session, page, 'a closer look may find one');
      await pressOnCard(session.driver, page, 'Look more closely', () => wholes(session, path).length > 1);
      await cardSays(session, page, 'Labelled as AI-generated');
      expect(await pixelsOf()).toBe('looked');
      // The cache knows how closely it was looked at.
      await page.reload();
      await until('it is known again', async () => (await pixelsOf()) === 'looked');
      expect(wholes(session, path)).toHaveLength(2);
    });

    it('that were looked at unasked are in the options’ count of the day, which can begin anew', async () => {
      const options = await session.extensionPage('options.html');
      const path = await serve(session, 'counted.png', LARGE, CLOSED);
      const page = await session.show(img('medium', session.web.address('media.test', path)));
      await until('it was looked at', async () => (await session.inventory(page))?.media[0]?.pixels === 'looked');
      expect(wholes(session, path)).toHaveLength(1);
      const used = await usedToday(session);
      expect(used).toBeGreaterThan(0);
      await until('the options tell it', async () =>
        (await textOf(options)).includes(`${formatBytes(used)} of 120.0 MB`),
      );
      await options.bringToFront();
      await options.locator('#check .setting__action button').click();
      await until('the day begins anew', async () => (await textOf(options)).includes('0 B of 120.0 MB'));
      expect(await usedToday(session)).toBe(0);
    });

    it('of a file are looked at by the full report itself', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'pixels-'));
      onTestFinished(() => rmSync(folder, { recursive: true }));
      const file = join(folder, 'alpha.png');
      writeFileSync(file, await ALPHA());
      const page = await session.extensionPage('report.html');
      const field = (await until('there is a field for files', () =>
        page.$('input[type=file]'),
      )) as ElementHandle<HTMLInputElement>;
      await field.uploadFile(file);
      await until('its label is shown', async () => (await textOf(page)).includes('Labelled as AI-generated'));
      const text = await textOf(page);
      expect(text).toContain('alpha LSB');
      expect(text).not.toContain('not looked at');
    });
  });

/** The badge of a medium without a label is there while a person points at the medium. */
export const openCard = async (session: Session, page: Page): Promise<void> => {
  await pointAtElement(page, '#medium');
  await pointAt(page, await waitForBadge(session.driver, page, '#medium'));
};

export const cardSays = (session: Session, page: Page, words: string): Promise<unknown> =>
  until(`the card says “${words}”`, async () => (await cardOn(session.driver, page))?.text.includes(words));

export const wholes = (session: Session, path: string) =>
  session.web.hits(path).filter((hit) => isExtensions(hit) && hit.headers.range === undefined);
