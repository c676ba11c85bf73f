import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { readSite } from '@/components/options/site-name';
import { SettingsSchema, SITE_LIMITS } from '@/utils/settings';

describe('a site that a person types', () => {
  it.each([
    ['news.example.com', 'news.example.com'],
    ['  News.Example.COM.  ', 'news.example.com'],
    ['https://news.example.com:8443/story?id=1#top', 'news.example.com'],
    ['intranet', 'intranet'],
    ['新闻.example', 'xn--efvy88h.example'],
    ['127.0.0.1', '127.0.0.1'],
    ['[::1]', '[::1]'],
    ['a_b.example.com', 'a_b.example.com'],
  ])('%j is kept as %j', (typed, site) => {
    expect(readSite(typed, [])).toEqual({ ok: true, site });
  });

  it.each(['', '   ', 'not a host', 'what!', 'https://', 'javascript:alert(1)', '*.example.com', '-a.example', 'a..b'])(
    '%j is no host name',
    (typed) => {
      expect(readSite(typed, [])).toEqual({ ok: false, problem: 'notHost' });
    },
  );

  it('is kept once', () => {
    expect(readSite('https://NEWS.example.com/', ['news.example.com'])).toEqual({ ok: false, problem: 'known' });
  });

  it('is refused by the list when the settings would refuse it, not before', () => {
    const full = Array.from({ length: SITE_LIMITS.sites }, (_, index) => `a${index}.example`);
    expect(readSite('b.example', full)).toEqual({ ok: false, problem: 'full' });
    expect(v.parse(SettingsSchema, { sitesOff: full }).sitesOff).toHaveLength(SITE_LIMITS.sites);
    expect(v.parse(SettingsSchema, { sitesOff: [...full, 'b.example'] }).sitesOff).toEqual([]);
  });
});
