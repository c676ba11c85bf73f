import { describe, expect, it } from 'vitest';
import {
  addressOf,
  boxOf,
  describeMedium,
  hasLoaded,
  isMedium,
  isWorthListing,
  shortAddress,
} from '@/utils/page/medium';

const parse = (html: string): Element => {
  const box = document.createElement('div');
  box.innerHTML = html;
  const element = box.firstElementChild;
  if (!element) throw new Error('nothing parsed');
  return element;
};
const medium = (html: string) => {
  const element = parse(html);
  if (!isMedium(element)) throw new Error('no medium');
  return element;
};

describe('what counts as a medium', () => {
  it.each([
    ['<img>', true],
    ['<video></video>', true],
    ['<audio></audio>', true],
    ['<input type="image">', true],
    ['<input type="text">', false],
    ['<picture></picture>', false],
    ['<source>', false],
    ['<div></div>', false],
  ])('%s: %s', (html, expected) => {
    expect(isMedium(parse(html))).toBe(expected);
  });

  const none = { width: 0, height: 0 };
  it.each([
    ['a tracking pixel', 'image', { width: 1, height: 1 }, none, false],
    ['a tracking pixel that is stretched', 'image', { width: 1, height: 1 }, { width: 400, height: 300 }, false],
    ['an icon', 'image', { width: 64, height: 64 }, { width: 16, height: 16 }, false],
    ['a thin line', 'image', { width: 800, height: 2 }, { width: 800, height: 2 }, false],
    ['the smallest medium', 'image', { width: 24, height: 24 }, { width: 24, height: 24 }, true],
    ['a picture without a box', 'image', { width: 640, height: 480 }, none, true],
    ['a box whose picture has not come', 'image', none, { width: 300, height: 200 }, true],
    ['an image of which nothing is known', 'image', none, none, false],
    ['a video of which nothing is known', 'video', none, none, true],
    ['a hidden player', 'audio', none, none, true],
  ] as const)('%s', (_, kind, natural, displayed, expected) => {
    expect(isWorthListing(kind, natural, displayed)).toBe(expected);
  });
});

describe('the box that counts', () => {
  const words = { width: 31, height: 18 };
  const image = (html: string, naturalWidth: number) =>
    Object.defineProperties(medium(html), {
      complete: { value: true },
      naturalWidth: { value: naturalWidth },
      currentSrc: { value: 'https://cdn.example/a.jpg' },
    });
  it.each([
    ['of a failed image is what its markup asks for', '<img width="480" height="320">', 0, { width: 480, height: 320 }],
    ['of a failed tracking pixel too', '<img width="1" height="1">', 0, { width: 1, height: 1 }],
    ['of a failed image without a size is its words', '<img>', 0, words],
    ['of an image that is there is what is drawn', '<img width="480" height="320">', 640, words],
  ] as const)('%s', (_, html, naturalWidth, expected) => {
    expect(boxOf(image(html, naturalWidth), words)).toEqual(expected);
  });
});

describe('the address of a medium', () => {
  it.each([
    ['<img src="https://cdn.example/a.png">', 'https://cdn.example/a.png'],
    ['<img src="">', null],
    ['<img>', null],
    ['<img src="file:///etc/passwd">', null],
    ['<img src="javascript:1">', null],
    ['<img src="data:image/gif;base64,R0lG">', 'data:image/gif;base64,R0lG'],
    [
      '<video><source src="https://cdn.example/a.mp4"><source src="https://cdn.example/b.mp4"></video>',
      'https://cdn.example/a.mp4',
    ],
    ['<video><source></video>', null],
    ['<audio src="https://cdn.example/a.mp3"></audio>', 'https://cdn.example/a.mp3'],
  ])('%s: %s', (html, expected) => {
    expect(addressOf(medium(html))).toBe(expected);
  });

  it('is what the browser chose among several', () => {
    const image = medium('<img src="https://cdn.example/small.png" srcset="https://cdn.example/large.png 2x">');
    Object.defineProperty(image, 'currentSrc', { value: 'https://cdn.example/large.png' });
    expect(addressOf(image)).toBe('https://cdn.example/large.png');
  });

  it.each([
    ['data:image/png;base64,AAAA', 'data:image/png (26 characters)'],
    ['data:,x', 'data:text/plain (7 characters)'],
    ['https://cdn.example/data:x', 'https://cdn.example/data:x'],
  ])('%s is told as %s', (address, told) => {
    expect(shortAddress(address)).toBe(told);
  });

  it('that is longer than a message may hold is not told', () => {
    const image = medium('<img src="https://cdn.example/a.png">');
    const place = { id: 1, order: 0 };
    expect(describeMedium(image, `https://cdn.example/${'a'.repeat(8_192)}`, place)).toBeNull();
    expect(describeMedium(image, `data:image/png,${'a'.repeat(100_000)}`, place)?.address).toBe(
      'data:image/png (100015 characters)',
    );
  });
});

describe('that it has loaded is read from the element', () => {
  const with_ = (html: string, facts: Record<string, unknown>) => {
    const element = medium(html);
    for (const [name, value] of Object.entries(facts)) Object.defineProperty(element, name, { value });
    return hasLoaded(element);
  };
  it.each([
    ['an image that is complete and has a size', '<img>', { complete: true, naturalWidth: 10 }, true],
    ['an image that is broken', '<img>', { complete: true, naturalWidth: 0 }, false],
    ['an image under way that shows its first lines', '<img>', { complete: false, naturalWidth: 10 }, false],
    ['a video with metadata', '<video></video>', { readyState: 1, currentSrc: 'https://cdn.example/a.mp4' }, true],
    ['a video without', '<video></video>', { readyState: 0, currentSrc: 'https://cdn.example/a.mp4' }, false],
    ['a video of a stream', '<video></video>', { readyState: 4, currentSrc: '' }, false],
    ['an image button, which does not tell', '<input type="image">', { complete: true, naturalWidth: 10 }, false],
  ] as const)('%s', (_, html, facts, expected) => {
    expect(with_(html, facts)).toBe(expected);
  });
});

it('describes its words cut to what a message may hold, whole characters only', () => {
  const image = medium('<img src="https://cdn.example/a.png">');
  image.setAttribute('alt', `  two\n words ${'😀'.repeat(100)}`);
  const alt = describeMedium(image, 'https://cdn.example/a.png', { id: 1, order: 0 })?.alt ?? '';
  expect(alt.startsWith('two words 😀')).toBe(true);
  expect(alt.length).toBeLessThanOrEqual(80);
});
