/** What is asked of a frame's script, which may not answer. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { bytesFromPage } from '@/utils/background/pages';
import { INSPECTION_LIMITS } from '@/utils/inspector/inspection-limits';

const MEDIUM = { tabId: 4, frameId: 0, id: 7 };
const answering = (answer: Promise<unknown>) => vi.spyOn(browser.tabs, 'sendMessage').mockReturnValue(answer as never);

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('the bytes that a frame has of a medium', () => {
  it('are its answer', async () => {
    const bytes = new Blob(['picture']);
    const asked = answering(Promise.resolve(bytes));
    expect(await bytesFromPage(MEDIUM, true)).toBe(bytes);
    expect(asked).toHaveBeenCalledWith(4, { type: 'bytes', id: 7, underCors: true }, { frameId: 0 });
  });

  it.each([
    ['answers otherwise', () => Promise.resolve({ bytes: 'none' })],
    ['is not there', () => Promise.reject(new Error('Could not establish connection.'))],
  ])('are none where the frame %s', async (_, answer) => {
    answering(answer());
    expect(await bytesFromPage(MEDIUM, false)).toBeNull();
  });

  it('are waited for no longer than the limit', async () => {
    vi.useFakeTimers();
    answering(new Promise(() => undefined));
    const ended = vi.fn();
    void bytesFromPage(MEDIUM, false).then(ended);
    await vi.advanceTimersByTimeAsync(INSPECTION_LIMITS.pageBytesMs - 1);
    expect(ended).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(ended).toHaveBeenCalledWith(null);
  });
});
