import { describe, expect, it } from 'vitest';
import { judgeRedirect } from '@/utils/inspector/redirects';

const START = 'https://a.example/1.jpg';

const watching = (home: string | null = null) => {
  const refused: string[] = [];
  const read = { address: START, home, onRefused: (reason: string) => refused.push(reason), hops: new Map() };
  const go = (requestId: string, url: string, redirectUrl: string) =>
    judgeRedirect([read], { requestId, url, redirectUrl });
  return { refused, go };
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

  it('of other requests concern nobody', () => {
    const { refused, go } = watching();
    go('5', 'https://other.example/', 'http://127.0.0.1/');
    expect(refused).toEqual([]);
  });

  it('are known by their start whatever its fragment', () => {
    const { refused, go } = watching();
    go('5', `${START}#top`, 'http://127.0.0.1/');
    expect(refused).toHaveLength(1);
  });
});
