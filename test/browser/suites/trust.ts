import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { rowWhere } from '../../../scripts/driver/popup';
import { until } from '../../../scripts/driver/until';
import { img, type Suite } from '../session';

/** The root below which the signer of `own.jpg` stands. */
const OWN_ROOT = readFileSync(join(import.meta.dirname, '../../fixtures/signed/lists/own.pem'), 'utf8');
const MEDIUM = '/signed/own.jpg';

const press = (page: Page, words: string): Promise<void> =>
  page.evaluate((text) => {
    const found = [...document.querySelectorAll('button')].find((button) => button.textContent === text);
    if (found === undefined) throw new Error(`no button says ${text}`);
    found.click();
  }, words);

const says = (page: Page, words: string): Promise<boolean> =>
  page.evaluate((text) => document.querySelector('#trust')?.textContent?.includes(text) ?? false, words);

const fill = (page: Page, selector: string, text: string): Promise<void> =>
  page.$eval(
    selector,
    (field, value) => {
      (field as HTMLInputElement).value = value;
    },
    text,
  );

export const trust: Suite = (session) =>
  describe('trust lists', () => {
    const openOptions = async (): Promise<Page> => {
      const options = await session.extensionPage('options.html');
      await until('the group is there', () => says(options, 'Own lists'));
      return options;
    };

    /** What the popup shows of the medium on a page that is opened now. */
    const assuranceNow = async (): Promise<string> => {
      const page = await session.show(img('medium', MEDIUM));
      const isChecked = ({ assurance }: { readonly assurance: string }) => assurance !== 'declared' && assurance !== '';
      return (await rowWhere(await session.popupFor(page), MEDIUM, isChecked)).assurance;
    };

    it('a signer is verified by a list that a person adds, and no longer when it is removed', async () => {
      expect(await assuranceNow()).toBe('intact');
      const options = await openOptions();
      await press(options, 'Add list (PEM)…');
      await options.waitForSelector('#trust textarea');
      await fill(options, '#trust form input[type=text]', 'House');
      await fill(options, '#trust textarea', OWN_ROOT);
      await press(options, 'Add');
      await until('the list is shown', () => says(options, '1 certificate'));
      expect(await assuranceNow()).toBe('verified');

      await options.$eval('[aria-label="Remove the list House"]', (button) => (button as HTMLElement).click());
      await until('no list is shown', () => says(options, 'None added.'));
      expect(await assuranceNow()).toBe('intact');
    });

    it('a text that is no list is refused with the reason, and what was typed stays', async () => {
      const options = await openOptions();
      await press(options, 'Add list (PEM)…');
      await options.waitForSelector('#trust textarea');
      await fill(options, '#trust form input[type=text]', 'House');
      await fill(options, '#trust textarea', OWN_ROOT.slice(0, -60));
      await press(options, 'Add');
      await until('the reason is said', () => says(options, 'A certificate or key is damaged or cut.'));
      expect(await options.$eval('#trust textarea', (field) => (field as HTMLTextAreaElement).value)).toContain(
        'BEGIN',
      );
      expect(await says(options, 'None added.')).toBe(true);
    });

    it('a switch is kept', async () => {
      const options = await openOptions();
      const first = '#trust [role=switch]';
      const state = (page: Page) => page.$eval(first, (button) => button.getAttribute('aria-checked'));
      expect(await state(options)).toBe('true');
      await options.$eval(first, (button) => (button as HTMLElement).click());
      await until('it is off', async () => (await state(options)) === 'false');
      const again = await openOptions();
      expect(await state(again)).toBe('false');
      await again.$eval(first, (button) => (button as HTMLElement).click());
      await until('it is on, on both pages', async () => (await state(options)) === 'true');
    });
  });
