import { describe, expect, it } from 'vitest';
import { createOpenImages, openTo } from '@/utils/background/open-images';

const answer = (headers: Readonly<Record<string, string>>, statusCode = 200) => ({
  url: 'https://cdn.example/a.png',
  statusCode,
  responseHeaders: Object.entries(headers).map(([name, value]) => ({ name, value })),
});

describe('an image of another origin is open', () => {
  it.each([
    ['to all that CORS opens it to', { 'Access-Control-Allow-Origin': '*' }, 200, '*'],
    [
      'to the one origin that is named',
      { 'access-control-allow-origin': 'https://page.example' },
      200,
      'https://page.example',
    ],
    [
      'where it varies by what the read repeats',
      { 'access-control-allow-origin': '*', vary: 'Accept, Accept-Encoding' },
      200,
      '*',
    ],
    [
      'where it must be revalidated, which a forced read does not',
      { 'access-control-allow-origin': '*', 'cache-control': 'no-cache' },
      200,
      '*',
    ],
    ['to nobody without CORS', {}, 200, null],
    [
      'to nobody where it was not stored',
      { 'access-control-allow-origin': '*', 'cache-control': 'private, No-Store' },
      200,
      null,
    ],
    ['to nobody where it varies by origin', { 'access-control-allow-origin': '*', vary: 'Origin' }, 200, null],
    ['to nobody where it varies by everything', { 'access-control-allow-origin': '*', vary: '*' }, 200, null],
    ['to nobody where it is an error', { 'access-control-allow-origin': '*' }, 404, null],
    ['to nobody where it is a part', { 'access-control-allow-origin': '*' }, 206, null],
  ] as const)('%s', (_, headers, status, opened) => {
    expect(openTo(answer(headers, status))).toBe(opened);
  });
});

describe('what was learned', () => {
  const ADDRESS = 'https://cdn.example/a.png';

  it('holds for the address, whatever its fragment, and for the origins that were named', () => {
    const images = createOpenImages();
    images.learn(answer({ 'access-control-allow-origin': 'https://page.example' }));
    expect(images.isOpen(`${ADDRESS}#x`, 'https://page.example')).toBe(true);
    expect(images.isOpen(ADDRESS, 'https://other.example')).toBe(false);
    expect(images.isOpen('https://cdn.example/b.png', 'https://page.example')).toBe(false);
  });

  it('ends when a later answer closes the image', () => {
    const images = createOpenImages();
    images.learn(answer({ 'access-control-allow-origin': '*' }));
    images.learn(answer({ 'access-control-allow-origin': '*', 'cache-control': 'no-store' }));
    expect(images.isOpen(ADDRESS, 'https://page.example')).toBe(false);
  });

  it('is bounded: the oldest is forgotten first', () => {
    const images = createOpenImages();
    for (let index = 0; index <= 4_000; index += 1) {
      images.learn({ ...answer({ 'access-control-allow-origin': '*' }), url: `https://cdn.example/${index}` });
    }
    expect(images.isOpen('https://cdn.example/0', 'https://page.example')).toBe(false);
    expect(images.isOpen('https://cdn.example/1', 'https://page.example')).toBe(true);
    expect(images.isOpen('https://cdn.example/4000', 'https://page.example')).toBe(true);
  });
});
