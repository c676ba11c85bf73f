import type { Page } from 'puppeteer-core';

/** Chooses a file of these bytes in a page's field for files, as a person would. */
export const giveFile = (page: Page, bytes: Uint8Array, fileName: string): Promise<void> =>
  page.evaluate(
    (given, name) => {
      const held = new DataTransfer();
      held.items.add(new File([Uint8Array.from(given)], name));
      const field = document.querySelector('input[type=file]') as HTMLInputElement;
      field.files = held.files;
      field.dispatchEvent(new Event('change', { bubbles: true }));
    },
    [...bytes],
    fileName,
  );
