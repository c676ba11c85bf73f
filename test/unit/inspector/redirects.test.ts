import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createReads, refusalOfRead } from '@/utils/inspector/redirects';

const START = 'https://a.example/1.jpg';
const REDIRECTED = { requests: 1, wasRedirected: true, hasFailed: false };
const FAILED = { requests: 1, wasRedirected: false, hasFailed: true };
const PLAIN = { requests: 1, wasRedirected: false, hasFailed: false };

const watching = (home: string | null = null) => {
  const refused: string[] = [];
  const reads = createReads();
  const read = reads.add(START, home, (reason) => refused.push(reason));
  const go = (requestId: string, url: string, redirectUrl: string) => reads.onRedirect({ requestId, url, redirectUrl });
  const ended = (requestId: string, url: string) => reads.onEnded({ requestId, url });
  return { refused, reads, read, go, ended };
};

describe('redirects of the extension’s own reads', () => {
  it('are followed three times and no more, per request', () => {
    const { refused, go } = watching();
    for (const requestId of ['7', '8']) {
      go(requestId, START, 'https://b.example/2.jpg');
      go(requestId, 'https://b.example/2.jpg', 'https://c.example/3.jpg');
      go(requestId, 'https://c.example/3.jpg', 'https://d.example/4.jpg');
    }
    expect(refused).toEqual([]);
    go('8', 'https://d.example/4.jpg', 'https://e.example/5.jpg');
    go('8', 'https://e.example/5.jpg', 'https://f.example/6.jpg');
    expect(refused).toEqual(['More than 3 redirects.']);
  });

  it.each([
    ['http://127.0.0.1/'],
    ['http://[::1]:8080/x.png'],
    ['http://localhost/'],
    ['http://printer.local/'],
    ['http://user:pw@b.example/'],
    ['ftp://b.example/x.png'],
    ['data:image/png;base64,AAAA'],
  ])('are refused to %s at any station', (target) => {
    const first = watching();
    first.go('1', START, target);
    expect(first.refused).toHaveLength(1);

    const later = watching();
    later.go('1', START, 'https://b.example/2.jpg');
    later.go('1', 'https://b.example/2.jpg', target);
    expect(later.refused).toHaveLength(1);
  });

  it('may stay at the page’s own private home, and go nowhere else private', () => {
    const { refused, go } = watching('http://127.0.0.1:8080');
    go('1', START, 'http://127.0.0.1:8080/2.jpg');
    expect(refused).toEqual([]);
    go('1', 'http://127.0.0.1:8080/2.jpg', 'http://127.0.0.1:9090/3.jpg');
    expect(refused).toHaveLength(1);
  });

  it('of other requests concern nobody, nor do those of a read that has ended', () => {
    const { refused, reads, read, go } = watching();
    go('5', 'https://other.example/', 'http://127.0.0.1/');
    reads.remove(read);
    go('6', START, 'http://127.0.0.1/');
    expect(refused).toEqual([]);
  });

  it('are known by their start whatever its fragment', () => {
    const { refused, go } = watching();
    go('5', `${START}#top`, 'http://127.0.0.1/');
    expect(refused).toHaveLength(1);
  });
});

describe('the refusal of a read', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is known at once where nothing was redirected and nothing failed', async () => {
    expect(await refusalOfRead(watching().read, PLAIN)).toBeNull();
  });

  it.each([
    ['was redirected', REDIRECTED],
    ['failed', FAILED],
  ])('waits for the browser’s account of a read that %s', async (_, use) => {
    const { read, go, ended } = watching();
    const refusal = refusalOfRead(read, use);
    go('1', START, 'http://127.0.0.1/');
    ended('1', 'http://127.0.0.1/');
    expect(await refusal).toContain('private network');
  });

  it('waits for the last of several requests', async () => {
    const { read, go, ended } = watching();
    const refusal = refusalOfRead(read, { ...REDIRECTED, requests: 2 });
    go('1', START, 'https://b.example/');
    ended('1', 'https://b.example/');
    go('2', START, 'http://127.0.0.1/');
    ended('2', 'http://127.0.0.1/');
    expect(await refusal).toContain('private network');
  });

  it('is none for a read that failed by itself', async () => {
    const { read, ended } = watching();
    ended('1', START);
    expect(await refusalOfRead(read, FAILED)).toBeNull();
  });

  it('is none for redirects that may be followed', async () => {
    const { read, go, ended } = watching();
    go('1', START, 'https://b.example/');
    ended('1', 'https://b.example/');
    expect(await refusalOfRead(read, REDIRECTED)).toBeNull();
  });

  it('falls on redirects that the browser did not tell of, and not on a failure', async () => {
    const [redirected, failed] = [refusalOfRead(watching().read, REDIRECTED), refusalOfRead(watching().read, FAILED)];
    await vi.advanceTimersByTimeAsync(1_000);
    expect([await redirected, await failed]).toEqual(['Its redirects could not be judged.', null]);
  });
});
