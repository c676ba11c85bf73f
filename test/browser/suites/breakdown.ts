import type { ElementHandle, Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { pointAt, pressOnCard, waitForBadge, waitForCard } from '../../../scripts/driver/overlay';
import { until } from '../../../scripts/driver/until';
import type { InventoryMedium } from '../../../utils/store/inventory-types';
import { giveFile } from '../give-file';
import { textOf } from '../notice-steps';
import { type Fault, PICTURE_WITHOUT_STORE, sabotageLibrary } from '../sabotage';
import { img, type Session, type Suite } from '../session';

/** The check's time limit, and as long again as anything may take. */
const HANG_MS = 60_000;
const TEST_MS = 150_000;

/** Path of each picture, and what its check says where it is made. */
const SIGNED = [
  ['/signed/plain.jpg', 'intact'],
  ['/signed/plain.png', 'intact'],
  ['/signed/changed-pixels.jpg', 'broken'],
] as const;

export const breakdown: Suite = (session) =>
  describe('the C2PA library', () => {
    it.each<{ readonly fault: Fault; readonly does: string }>([
      { fault: 'trap', does: 'traps in' },
      { fault: 'hang', does: 'never returns to' },
    ])(
      'on a page, where it $does its worker, costs one check, and the next ones get a new worker',
      async ({ fault }) => {
        await withoutWorkers(session);
        await showSigned(session);
        expect(await session.driver.inWorker('background', 'credentials', sabotageLibrary, fault)).toBe(fault);

        const paths = [...SIGNED.map(([path]) => path), '/media/gb45438-xmp.jpg'].map(
          (path) => `${path}?fault=${fault}`,
        );
        const page = await session.show(paths.map((path, index) => img(`medium-${index}`, path)).join(''));
        const ended = await until(
          'every check has ended',
          () => media(session, page),
          (all) => all.length === paths.length && all.every(isDone),
          HANG_MS,
        );
        const failed = ended.filter(({ check }) => check === 'not-made');
        expect(failed).toHaveLength(1);
        const [lost] = failed;
        expect(lost?.report?.verdict).toMatchObject({ status: 'ai-generated', assurance: 'declared' });
        const judged = ended.filter((medium) => medium !== lost);
        expect(judged.map(verdictByPath).sort()).toEqual(
          [...SIGNED, ['/media/gb45438-xmp.jpg', 'declared'] as const]
            .filter(([path]) => path !== pathOf(lost))
            .map(([path, assurance]) => `${path} ai-generated ${assurance}`)
            .sort(),
        );

        const id = paths.findIndex((path) => path.startsWith(pathOf(lost)));
        const badge = await waitForBadge(session.driver, page, `#medium-${id}`);
        await pointAt(page, badge);
        await cardSays(session, page, 'The check could not be made');
        await pressOnCard(session.driver, page, 'Check signature', async () =>
          (await media(session, page)).some((one) => one.id === lost?.id && one.check !== 'not-made'),
        );
        const again = await until(
          'it is checked in the new worker',
          async () => (await media(session, page)).find((one) => one.id === lost?.id),
          (one) => one !== undefined && isDone(one),
        );
        expect(again?.report?.verdict.assurance).toBe(SIGNED[id]?.[1]);
      },
      TEST_MS,
    );

    it('has no worker while nothing on a page is signed', async () => {
      await withoutWorkers(session);
      const greeted = (): Promise<string> => session.driver.inWorker('background', 'credentials', () => 'is there');
      const unsigned = ['/media/plain.jpg', '/media/gb45438-xmp.jpg', '/media/iptc-trained.jpg'];
      const page = await session.show(unsigned.map((path, index) => img(`medium-${index}`, path)).join(''));
      await until(
        'all are read',
        () => media(session, page),
        (all) => all.length === unsigned.length && all.every(isDone),
      );
      await expect(greeted()).rejects.toThrow(/no (?:such )?worker/i);
      await showSigned(session);
      expect(await greeted()).toBe('is there');
    });

    it('on the report page, where it traps, costs one check; that one can be made again', async () => {
      const page = await session.extensionPage('report.html');
      const field = (await until('there is a field for files', () =>
        page.$('input[type=file]'),
      )) as ElementHandle<HTMLInputElement>;
      await giveFile(page, PICTURE_WITHOUT_STORE, 'label.jpg');
      await until('its signature is checked', async () => (await textOf(page)).includes('The content is as signed'));
      expect(await session.driver.inWorker(page, 'credentials', sabotageLibrary, 'trap' as Fault)).toBe('trap');

      const folder = new URL('../../fixtures/signed/media/', import.meta.url).pathname;
      await field.uploadFile(...['plain.jpg', 'plain.png', 'stamped.jpg'].map((name) => `${folder}${name}`));
      await until('all are read', async () => (await page.$$('.files__row[data-status]')).length === 4);
      const failed: number[] = [];
      for (const row of [2, 3, 4]) {
        await page.$eval(`.files li:nth-child(${row}) button`, (button) => (button as HTMLElement).click());
        await until('it has ended', async () => !(await page.$('progress')));
        if ((await textOf(page)).includes(NOT_MADE)) failed.push(row);
        else expect(await textOf(page)).toContain('Unchanged, signer not listed');
      }
      expect(failed).toHaveLength(1);
      await page.$eval(`.files li:nth-child(${failed[0]}) button`, (button) => (button as HTMLElement).click());
      await until('it can be checked again', () =>
        page.evaluate(() => {
          const again = [...document.querySelectorAll('button')].find((one) => one.textContent === 'Check again');
          again?.click();
          return again !== undefined;
        }),
      );
      await until('it is checked in the new worker', async () =>
        (await textOf(page)).includes('Unchanged, signer not listed'),
      );
      expect(await textOf(page)).not.toContain(NOT_MADE);
    });
  });

const NOT_MADE = 'What is signed could not be checked';

/** A worker that has loaded the library cannot be reached any more: the ones of earlier tests have to go. */
const withoutWorkers = async ({ driver }: Session): Promise<void> => {
  await driver.stopBackground();
  await driver.inExtension(async () => {
    const { offscreen } = chrome as unknown as { offscreen?: { closeDocument(): Promise<void> } };
    await offscreen?.closeDocument().catch(() => undefined);
  });
};

/** Its check starts the worker, which has not loaded the library then. */
const showSigned = async (session: Session): Promise<void> => {
  const data = `data:image/jpeg;base64,${Buffer.from(PICTURE_WITHOUT_STORE).toString('base64')}`;
  const page = await session.show(img('medium', data));
  await until(
    'its signature is checked',
    async () => (await media(session, page)).map(({ report }) => report?.verdict.assurance),
    ([assurance]) => assurance === 'intact',
  );
};

const media = async (session: Session, page: Page): Promise<readonly InventoryMedium[]> =>
  (await session.inventory(page))?.media ?? [];

const isDone = ({ report, check }: InventoryMedium): boolean => report !== null && check !== 'running';

const pathOf = (medium: InventoryMedium | undefined): string => new URL(medium?.address ?? 'about:').pathname;

const verdictByPath = (medium: InventoryMedium): string =>
  `${pathOf(medium)} ${medium.report?.verdict.status} ${medium.report?.verdict.assurance}`;

const cardSays = (session: Session, page: Page, words: string): Promise<unknown> =>
  until(
    `the card says “${words}”`,
    async () => (await waitForCard(session.driver, page)).text,
    (text) => text.includes(words),
  );
