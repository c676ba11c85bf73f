import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { until } from '../../../scripts/driver/until';
import type { PixelState } from '../../../utils/messages/pixel-state';
import type { Settings } from '../../../utils/settings';
import type { InventoryMedium } from '../../../utils/store/inventory-types';
import { DAMAGED, LARGE, MARKED, type Made, REFUSED, UNMARKED } from '../pixel-files';
import { isExtensions } from '../server';
import { img, type Session, type Suite } from '../session';

const NOT_CACHED = { 'Cache-Control': 'no-store' };
/** To the page: what is in it the background alone can read. */
export const CLOSED = { 'Cross-Origin-Resource-Policy': 'cross-origin', ...NOT_CACHED };

let count = 0;

/** Under an address of its own, so that no verdict is kept of it. */
export const serve = async (
  session: Session,
  name: string,
  made: Made,
  headers: Readonly<Record<string, string>> = {},
) => {
  const path = `/pixels/${count++}-${name}`;
  session.web.file(path, await made(), headers);
  return path;
};

/** Waits until somebody has looked at the page's only medium, or has said why not. */
export const settled = (
  session: Session,
  page: Page,
  ...before: readonly PixelState[]
): Promise<InventoryMedium | undefined> =>
  until(
    'it is known of the pixels',
    () => mediumOf(session, page),
    (medium) => medium?.pixels !== undefined && ![...PENDING, ...before].includes(medium.pixels),
  );

const PENDING: readonly PixelState[] = ['waiting', 'running'];

const mediumOf = async (session: Session, page: Page): Promise<InventoryMedium | undefined> =>
  (await session.inventory(page))?.media[0];

export const isNoted = (medium: InventoryMedium | undefined): boolean =>
  medium?.report?.notes?.includes('pixels-not-checked') === true;

export const choose = (session: Session, patch: Partial<Settings>): Promise<void> =>
  session.driver.inExtension(async (changed) => {
    const { settings } = await chrome.storage.local.get('settings');
    await chrome.storage.local.set({ settings: { ...(settings as object | undefined), ...changed } });
  }, patch);

export const pixels: Suite = (session) =>
  describe('what lives in the pixels', () => {
    it.each(Object.entries(MARKED))('is found in %s, in the page’s own copy', async (name, made) => {
      const path = await serve(session, name, made);
      const page = await session.show(img('medium', path));
      const medium = await settled(session, page);
      expect(medium?.pixels).toBe('looked');
      expect(medium?.report?.verdict).toMatchObject({ status: 'ai-generated', assurance: 'declared' });
      expect(medium?.report?.findings).toMatchObject([{ mark: 'watermark-stealth', tool: 'A1111-compatible' }]);
      expect(isNoted(medium)).toBe(false);
      expect(session.web.hits(path).filter(isExtensions)).toEqual([]);
    });

    it.each(Object.entries(UNMARKED))('is not found in %s', async (name, made) => {
      const page = await session.show(img('medium', await serve(session, name, made)));
      const medium = await settled(session, page);
      expect(medium?.pixels).toBe('looked');
      expect(medium?.report?.verdict.status).toBe('unlabelled');
      expect(isNoted(medium)).toBe(false);
    });

    it.each(Object.entries(REFUSED))('is not looked for in %s', async (name, { made, state }) => {
      const path = await serve(session, name, made);
      // Hidden, so that the browser need not draw it.
      const page = await session.show(img('medium', path, 'style="visibility: hidden"'));
      const medium = await settled(session, page);
      expect(medium?.pixels).toBe(state);
      expect(isNoted(medium)).toBe(true);
      expect(session.web.hits(path).filter(isExtensions)).toEqual([]);
    });

    it('is not all said of a picture whose data are damaged', async () => {
      const page = await session.show(img('medium', await serve(session, 'damaged.png', DAMAGED)));
      const medium = await settled(session, page);
      // The signature of the message is in the lines before the damage.
      expect(medium?.report?.findings).toMatchObject([{ mark: 'watermark-stealth', codes: ['payload-damaged'] }]);
    });

    it('is read whole, once, where it is another origin’s that is closed to the page, and counted', async () => {
      const path = await serve(session, 'closed.png', LARGE, CLOSED);
      const address = session.web.address('media.test', path);
      const before = await usedToday(session);
      const page = await session.show(`${img('medium', address)}${img('again', address)}`);
      expect((await settled(session, page))?.report?.verdict.status).toBe('ai-generated');
      const whole = session.web.hits(path).filter((hit) => isExtensions(hit) && hit.headers.range === undefined);
      expect(whole).toHaveLength(1);
      expect(whole[0]?.headers.cookie).toBeUndefined();
      const [medium] = (await session.inventory(page))?.media ?? [];
      expect(await usedToday(session)).toBe(before + (medium?.report?.bytes ?? Number.NaN));
    });

    it('is known to the next page', async () => {
      const path = await serve(session, 'kept.png', LARGE, CLOSED);
      const address = session.web.address('media.test', path);
      for (const time of ['first', 'second']) {
        const page = await session.show(img(time, address));
        expect((await settled(session, page))?.report?.verdict.status).toBe('ai-generated');
      }
      expect(session.web.hits(path).filter((hit) => isExtensions(hit) && hit.headers.range === undefined)).toHaveLength(
        1,
      );
    });

    it('is not looked for while the browser saves data; one that cannot tell does as the setting says', async () => {
      const { saveData } = session.driver;
      expect(await session.driver.inExtension(() => 'connection' in navigator)).toBe(saveData !== null);
      const told = { saving: saveData === null ? 'looked' : 'saves-data', not: 'looked' } as const;
      try {
        for (const [way, state] of Object.entries(told)) {
          await saveData?.(way === 'saving');
          const path = await serve(session, `${way}.png`, LARGE, CLOSED);
          const page = await session.show(img('medium', session.web.address('media.test', path)));
          expect((await settled(session, page))?.pixels).toBe(state);
          const wholes = session.web.hits(path).filter((hit) => isExtensions(hit) && hit.headers.range === undefined);
          expect(wholes).toHaveLength(state === 'looked' ? 1 : 0);
        }
      } finally {
        await saveData?.(false);
      }
    });

    it('is looked for when its tab is seen again', async () => {
      const hanging = '/media/plain.jpg?hangWhole&pad=400000&cache=no-store';
      const hides = await session.show(img('hanging', session.web.address('media.test', hanging)));
      await until('one is being looked at', async () => (await mediumOf(session, hides))?.pixels === 'running');
      const page = await session.show(img('medium', await serve(session, 'waits.png', LARGE)));
      await until('another waits', async () => (await mediumOf(session, page))?.pixels === 'waiting');
      await session.show('<p>In front of both.');
      await hides.close();
      await until('it was not seen', async () => (await mediumOf(session, page))?.pixels === 'not-seen');
      await page.bringToFront();
      expect((await settled(session, page, 'not-seen'))?.report?.verdict.status).toBe('ai-generated');
    });

    it.each([
      ['the setting goes less deep', { depth: 'credentials' }, 'off'],
      ['nothing may be read for it', { pixelDayMegabytes: 0 }, 'over-budget'],
    ] as const)('is not looked for where %s, and nothing is read for it', async (_, patch, state) => {
      await choose(session, patch);
      try {
        const path = await serve(session, 'off.png', LARGE, CLOSED);
        const page = await session.show(img('medium', session.web.address('media.test', path)));
        const medium = await settled(session, page);
        expect(medium).toMatchObject({ pixels: state, report: { verdict: { status: 'unlabelled' } } });
        expect(isNoted(medium)).toBe(true);
        expect(session.web.hits(path).filter((hit) => isExtensions(hit) && hit.headers.range === undefined)).toEqual(
          [],
        );
      } finally {
        await choose(session, { depth: 'pixels', pixelDayMegabytes: 120 });
      }
    });
  });

export const usedToday = (session: Session): Promise<number> =>
  session.driver.inExtension(async () => {
    const { pixelUse } = (await chrome.storage.local.get('pixelUse')) as { pixelUse?: { bytes: number } };
    return pixelUse?.bytes ?? 0;
  });
