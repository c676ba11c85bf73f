import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatContainer,
  formatDimensions,
  formatDuration,
  formatHost,
  formatMoment,
  formatOdds,
  formatTiny,
} from '@/components/format';

describe('numbers and names as people read them', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1_000, '1.0 kB'],
    [183_201, '183.2 kB'],
    [999_949, '999.9 kB'],
    [999_950, '1.0 MB'],
    [8_388_608, '8.4 MB'],
    [2_500_000_000_000, '2500.0 GB'],
  ])('%i bytes are %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  it.each([
    [0, '0:00'],
    [42.9, '0:42'],
    [727, '12:07'],
    [3_723, '1:02:03'],
  ])('%d seconds are %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });

  it('an unknown size is no size', () => {
    expect([formatDimensions(1200, 800), formatDimensions(0, 800)]).toEqual(['1200 × 800', '']);
  });

  it('containers are called what their formats call themselves', () => {
    expect(['jpeg', 'webp', 'mp4', 'unknown'].map(formatContainer)).toEqual(['JPEG', 'WebP', 'MP4', '']);
  });

  it.each([
    ['https://cdn.example.com:8443/a.jpg?b=c', 'cdn.example.com:8443'],
    ['blob:https://video.example.com/0b5c', 'video.example.com'],
    ['data:image/png, 1234 characters', 'data:'],
    ['file:///home/a.png', 'file:'],
    ['not an address', 'not an address'],
  ])('%s stands at %s', (address, host) => {
    expect(formatHost(address)).toBe(host);
  });
});

describe('a small probability', () => {
  it.each([
    [2.4e-9, 'en', '100 million'],
    [2.4e-9, 'zh-CN', '1亿'],
    [9.9e-9, 'en', '100 million'],
    [1e-8, 'en', '10 million'],
    [1.1e-8, 'en', '10 million'],
    [5e-13, 'en', '1 trillion'],
    [5e-13, 'zh-CN', '1万亿'],
    [5e-14, 'en', '10¹³'],
    [3e-44, 'zh-CN', '10⁴³'],
    [Number.MIN_VALUE, 'en', '10³²³'],
    [0.5, 'en', '1'],
    [1, 'en', '1'],
  ])('%d is, in %s, less than once in %s', (probability, language, text) => {
    expect(formatOdds(probability, language)).toBe(text);
  });

  it('in figures is a power of ten', () => {
    expect([2.44e-9, 3e-44, 9.96e-10, 0.5].map(formatTiny)).toEqual([
      '2.4 × 10⁻⁹',
      '3.0 × 10⁻⁴⁴',
      '1.0 × 10⁻⁹',
      '5.0 × 10⁻¹',
    ]);
  });
});

describe('a moment', () => {
  it.each([
    ['en', /^Feb [23], 2026, \d{1,2}:\d\d:06\s[AP]M \S/],
    ['zh-CN', /^2026年2月[23]日 .*\d{1,2}:\d\d:06/],
  ])('is told in the language %s, with its zone', (language, pattern) => {
    expect(formatMoment('2026-02-03T04:05:06Z', language)).toMatch(pattern);
    expect(formatMoment('2026-02-03T05:05:06.123+01:00', language)).toBe(
      formatMoment('2026-02-03T04:05:06Z', language),
    );
  });

  it.each(['', 'yesterday', '2026-02-03', '2026-02-03T04:05:06', '2026-13-40T04:05:06Z', '9'])(
    'stays as it is where it is none: %s',
    (text) => {
      expect(formatMoment(text, 'en')).toBe(text);
    },
  );
});
