import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import type { EvidenceReply } from '@/utils/messages/pages';
import { drawThumbnail, readEvidence } from '@/utils/notice/read-evidence';
import { HELLO_SHA256 } from './records';

const SOURCE = { tabId: 7, frameId: 2, id: 3 };

/** The page's end of a port to a background that answers by hand. */
const openPort = () => {
  const messages: ((message: unknown) => void)[] = [];
  const ends: (() => void)[] = [];
  const sent: unknown[] = [];
  let isOpen = true;
  vi.spyOn(browser.runtime, 'connect').mockReturnValue({
    name: 'evidence',
    postMessage: (message: unknown) => {
      if (!isOpen) throw new Error('closed');
      sent.push(message);
    },
    disconnect: () => {
      isOpen = false;
    },
    onMessage: { addListener: (listener: (message: unknown) => void) => messages.push(listener) },
    onDisconnect: { addListener: (listener: () => void) => ends.push(listener) },
  } as never);
  return {
    sent,
    isOpen: () => isOpen,
    reply: (message: EvidenceReply | unknown) => {
      for (const listener of messages) listener(message);
    },
    end: () => {
      for (const listener of ends) listener();
    },
  };
};

const evidence = () => ({
  ok: true as const,
  sha256: HELLO_SHA256,
  bytes: new Blob(['hello']),
  finalAddress: 'https://cdn.example/a.jpg',
  headers: {},
  origin: 'page' as const,
});

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('reading the bytes of a medium', () => {
  it('asks once, stays through progress, and ends with the answer', async () => {
    const port = openPort();
    const read = readEvidence(SOURCE, new AbortController().signal);
    expect(port.sent).toEqual([{ type: 'evidence', ...SOURCE }]);
    port.reply({ type: 'progress', bytesRead: 1 });
    await vi.advanceTimersByTimeAsync(25_000);
    expect(port.sent.slice(1)).toEqual([{ type: 'heartbeat' }, { type: 'heartbeat' }]);
    port.reply({ type: 'evidence', evidence: evidence() });
    expect(await read).toMatchObject({ ok: true, sha256: HELLO_SHA256 });
    expect(port.isOpen()).toBe(false);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(port.sent).toHaveLength(3);
  });

  it('passes a failure on with its code', async () => {
    const port = openPort();
    const read = readEvidence(SOURCE, new AbortController().signal);
    port.reply({ type: 'evidence', evidence: { ok: false, code: 'http-status', message: 'answer 403' } });
    expect(await read).toEqual({ ok: false, code: 'http-status', message: 'answer 403' });
  });

  it('does not take an answer of another shape', async () => {
    const port = openPort();
    const read = readEvidence(SOURCE, new AbortController().signal);
    port.reply({ type: 'evidence', evidence: { ...evidence(), sha256: 'short' } });
    port.end();
    expect(await read).toMatchObject({ ok: false, code: 'crashed' });
  });

  it('says so when no answer comes, and when it is not wanted any more', async () => {
    openPort();
    const late = readEvidence(SOURCE, new AbortController().signal);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(await late).toMatchObject({ ok: false, code: 'timeout' });
    openPort();
    const stop = new AbortController();
    const stopped = readEvidence(SOURCE, stop.signal);
    stop.abort();
    expect(await stopped).toMatchObject({ ok: false });
  });
});

describe('the small picture of a medium', () => {
  it.each([
    ['of this medium', [{ id: 3, dataUrl: 'data:image/png;base64,QUJD' }], 'data:image/png;base64,QUJD'],
    ['of another one', [{ id: 4, dataUrl: 'data:image/png;base64,QUJD' }], null],
    ['that is an address', [{ id: 3, dataUrl: 'https://cdn.example/a.png' }], null],
    ['that is no list', 'x', null],
    ['that holds null', [null], null],
  ])('is taken from an answer %s: %s', async (_, answer, picture) => {
    vi.spyOn(browser.tabs, 'sendMessage').mockResolvedValue(answer as never);
    expect(await drawThumbnail(SOURCE)).toBe(picture);
  });

  it('is none where the page does not answer', async () => {
    vi.spyOn(browser.tabs, 'sendMessage').mockRejectedValue(new Error('no receiver'));
    expect(await drawThumbnail(SOURCE)).toBeNull();
  });
});
