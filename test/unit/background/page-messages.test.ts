import { describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing';
import { answerPage } from '@/utils/background/page-messages';

const own = { id: fakeBrowser.runtime.id, url: fakeBrowser.runtime.getURL('/popup.html' as never) };

const ask = (message: unknown, sender: Parameters<typeof answerPage>[1] = own) => {
  const rescanned: number[] = [];
  const answer = answerPage(message, sender, { rescan: async (tabId) => void rescanned.push(tabId) });
  return { rescanned, isHeard: answer !== undefined };
};

describe('a message to the background', () => {
  it('rescans a tab for a page of the extension', () => {
    expect(ask({ type: 'rescan', tabId: 7 })).toEqual({ rescanned: [7], isHeard: true });
  });

  it.each([
    ['of a content script', { type: 'rescan', tabId: 7 }, { ...own, url: 'https://news.example/' }],
    ['of another extension', { type: 'rescan', tabId: 7 }, { ...own, id: 'other' }],
    ['without a tab', { type: 'rescan' }, own],
    ['that belongs on a port', { type: 'evidence', tabId: 7, frameId: 0, id: 1 }, own],
    ['of no known kind', { type: 'open', url: 'https://evil.example/' }, own],
  ])('%s is not heard', (_, message, sender) => {
    expect(ask(message, sender)).toEqual({ rescanned: [], isHeard: false });
  });
});
