/** Accessibility faults as axe-core finds them, one line each. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'puppeteer-core';
import type { Driver } from '../../scripts/driver/driver';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Axe {
  run(
    context: unknown,
    options: unknown,
  ): Promise<{
    readonly violations: readonly {
      readonly id: string;
      readonly help: string;
      readonly nodes: readonly { readonly html: string }[];
    }[];
  }>;
}

export const faultsIn = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(SOURCE);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { readonly axe: Axe };
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help} ${html.slice(0, 160)}`));
  });
};

/** axe walks shadow trees by `shadowRoot`, which a closed root hides: for the check the page is shown it. */
export const faultsInOverlay = async (driver: Driver, page: Page): Promise<readonly string[]> => {
  await page.evaluate(SOURCE);
  const faults = await driver.inOverlay(page, async (root) => {
    Object.defineProperty(root.host, 'shadowRoot', { value: root, configurable: true });
    const { axe } = globalThis as unknown as { readonly axe: Axe };
    const { violations } = await axe.run({ include: [...root.children] }, { resultTypes: ['violations'] });
    return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help} ${html.slice(0, 160)}`));
  });
  return faults ?? ['The page has no overlay.'];
};
