/** Badges and the card, read from the overlay's closed shadow root. */
import type { Page } from 'puppeteer-core';
import type { Driver } from './driver';
import { until } from './until';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Badge extends Box {
  readonly name: string;
  readonly expanded: boolean;
}

/** Badges that are shown now, in the order of the overlay's tree. */
export const badgesOn = async (driver: Driver, page: Page): Promise<readonly Badge[]> =>
  (await driver.inOverlay(page, (root) =>
    [...root.querySelectorAll<HTMLElement>('button[aria-haspopup="dialog"]')]
      .filter((button) => button.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
      .map((button) => {
        const { x, y, width, height } = button.getBoundingClientRect();
        return {
          name: button.getAttribute('aria-label') ?? button.textContent ?? '',
          expanded: button.getAttribute('aria-expanded') === 'true',
          x,
          y,
          width,
          height,
        };
      })
      .filter(({ width }) => width > 0),
  )) ?? [];

export interface Card extends Box {
  readonly headline: string;
  readonly text: string;
}

export const cardOn = async (driver: Driver, page: Page): Promise<Card | undefined> =>
  (await driver.inOverlay(page, (root) => {
    const card = root.querySelector<HTMLElement>('[role="dialog"]');
    if (card === null || !card.checkVisibility({ visibilityProperty: true })) return null;
    const { x, y, width, height } = card.getBoundingClientRect();
    const headline = root.getElementById(card.getAttribute('aria-labelledby') ?? '')?.textContent ?? '';
    return { headline, text: card.innerText, x, y, width, height };
  })) ?? undefined;

export const boxOf = (page: Page, selector: string): Promise<Box> =>
  page.$eval(selector, (element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return { x, y, width, height };
  });

const lies = (inner: Box, outer: Box): boolean =>
  inner.x + inner.width / 2 >= outer.x &&
  inner.x + inner.width / 2 <= outer.x + outer.width &&
  inner.y + inner.height / 2 >= outer.y - 40 &&
  inner.y + inner.height / 2 <= outer.y + outer.height + 40;

/** The badge that stands on the element, if any. */
export const badgeOf = async (driver: Driver, page: Page, selector: string): Promise<Badge | undefined> => {
  const medium = await boxOf(page, selector);
  return (await badgesOn(driver, page)).find((badge) => lies(badge, medium));
};

export const waitForBadge = async (driver: Driver, page: Page, selector: string): Promise<Badge> => {
  const badge = await until(`${selector} carries a badge`, () => badgeOf(driver, page, selector));
  if (badge === undefined) throw new Error(`${selector} carries no badge.`);
  return badge;
};

export const waitForCard = async (driver: Driver, page: Page): Promise<Card> => {
  const card = await until('a card is open', () => cardOn(driver, page));
  if (card === undefined) throw new Error('No card is open.');
  return card;
};

/** Waits until nothing in the overlay moves or fades: for pictures of it. */
export const waitForRest = (driver: Driver, page: Page): Promise<unknown> =>
  driver.inOverlay(page, (root) =>
    Promise.allSettled(root.getAnimations().map(({ finished }) => finished)).then(() => true),
  );

export const waitForNoCard = (driver: Driver, page: Page): Promise<unknown> =>
  until('no card is open', async () => (await cardOn(driver, page)) === undefined);

export const pointAt = async (page: Page, box: Box): Promise<void> => {
  await page.bringToFront();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 3 });
};

export const pointAtElement = async (page: Page, selector: string): Promise<void> => {
  await page.$eval(selector, (element) => element.scrollIntoView({ block: 'center' }));
  await pointAt(page, await boxOf(page, selector));
};

const buttonOnCard = (driver: Driver, page: Page, name: string): Promise<Box | null | undefined> =>
  driver.inOverlay(
    page,
    (root, wanted) => {
      const button = [...root.querySelectorAll<HTMLElement>('.card__actions button')].find((one) =>
        one.textContent?.startsWith(wanted),
      );
      if (button === undefined) return null;
      const { x, y, width, height } = button.getBoundingClientRect();
      return { x, y, width, height };
    },
    name,
  );

/** A card that has just opened takes no click: its button is pressed until it has worked. */
export const pressOnCard = (
  driver: Driver,
  page: Page,
  name: string,
  hasWorked: () => boolean | Promise<boolean>,
): Promise<unknown> =>
  until(`the button “${name}” has worked`, async () => {
    const box = await buttonOnCard(driver, page, name);
    if (box) {
      await pointAt(page, box);
      await page.mouse.down();
      await page.mouse.up();
    }
    return hasWorked();
  });
