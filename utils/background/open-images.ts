/**
 * Which images of other origins their pages may read again from Chromium's cache without a request: those whose answer
 * opened them under CORS and lets itself be found there. Learned from the browser's own loads, so that no try is needed
 * that could cost the server a request, or the page a line in its console.
 */
import { browser } from 'wxt/browser';
import { withoutFragment } from '@/utils/media-request';

/** Answers remembered, oldest forgotten first: a page asks for its images soon after they came. */
const REMEMBERED = 4_000;

export interface OpenImages {
  /** @param origin of the frame that shows the image. */
  readonly isOpen: (address: string, origin: string) => boolean;
}

export interface ImageAnswer {
  /** Address that was answered; after a redirect not the one that the element names, which then stays unknown. */
  readonly url: string;
  readonly statusCode: number;
  readonly responseHeaders?: readonly { readonly name: string; readonly value?: string | undefined }[] | undefined;
}

/**
 * Whom an image's answer opens it to: `*`, one origin, or nobody. `no-store` and any `Vary` beyond what the read repeats
 * (Accept, and the encoding, which is the browser's) would make the cache ask the server again.
 */
export const openTo = ({ statusCode, responseHeaders = [] }: ImageAnswer): string | null => {
  const header = (name: string): string =>
    responseHeaders
      .filter((one) => one.name.toLowerCase() === name)
      .map(({ value = '' }) => value)
      .join(',')
      .toLowerCase();
  const tokens = (name: string): readonly string[] =>
    header(name)
      .split(',')
      .map((token) => token.trim());
  if (statusCode !== 200 || tokens('cache-control').includes('no-store')) return null;
  if (!tokens('vary').every((token) => REPEATED.has(token))) return null;
  return header('access-control-allow-origin').trim() || null;
};

const REPEATED: ReadonlySet<string> = new Set(['', 'accept', 'accept-encoding']);

export const createOpenImages = (): OpenImages & { readonly learn: (answer: ImageAnswer) => void } => {
  const answers = new Map<string, string>();
  return {
    learn: (answer) => {
      const opened = openTo(answer);
      answers.delete(answer.url);
      if (opened === null) return;
      answers.set(answer.url, opened);
      if (answers.size > REMEMBERED) for (const oldest of answers.keys()) return void answers.delete(oldest);
    },
    isOpen: (address, origin) => {
      const opened = answers.get(withoutFragment(address));
      return opened === '*' || (opened !== undefined && opened === origin);
    },
  };
};

/** Listens from the background's start, for images load before their frame says anything. */
export const watchOpenImages = (): OpenImages => {
  const images = createOpenImages();
  browser.webRequest.onResponseStarted.addListener(
    images.learn,
    { urls: ['http://*/*', 'https://*/*'], types: ['image'] },
    ['responseHeaders'],
  );
  return images;
};
