import { describe, expect, it } from 'vitest';
import { draftOf } from '@/utils/notice/draft';
import { mayConcernMinor } from '@/utils/notice/minor-words';
import { platformEntry } from '@/utils/notice/platforms';
import { HOTLINES, receiversFor } from '@/utils/notice/receivers';
import { languageFor, sayIn } from '@/utils/notice/words';
import type { InventoryMedium, TabInventory } from '@/utils/store/inventory-types';
import { labelledReport } from './records';

describe('the question about minors', () => {
  it.each([
    'a naked child',
    'nude pictures of a 14-year-old girl',
    'Under-aged girls, sexualised by the tool',
    'this is CSAM',
    '画面为未成年人裸体',
    '涉及儿童色情',
    '一名十三岁女孩的裸照',
    `${'x '.repeat(3_000)}a child, undressed`,
  ])('is asked for: %.60s', (words) => expect(mayConcernMinor(words)).toBe(true));

  it.each([
    'The child has six fingers',
    'A nude statue in the museum',
    'kidney and middlesex',
    '儿童的手指数量不对',
    `a child plays. ${'The street is empty. '.repeat(40)}The statue is nude.`,
    '',
  ])('is not asked for: %.60s', (words) => expect(mayConcernMinor(words)).toBe(false));

  it('leads to hot-lines with https addresses, and to one that is a call', () => {
    expect(HOTLINES.filter(({ entry }) => entry === undefined)).toHaveLength(1);
    for (const { entry } of HOTLINES) if (entry !== undefined) expect(new URL(entry).protocol).toBe('https:');
  });
});

describe('receivers', () => {
  const ids = (...given: Parameters<typeof receiversFor>) => receiversFor(...given).map(({ id }) => id);

  it.each([
    ['', 'unlabelled-suspected-ai', 'third-party', ['none', 'platform', 'internal']],
    ['CN', 'unlabelled-suspected-ai', 'third-party', ['none', 'platform', 'cn-12377', 'internal']],
    // A missing label alone is no illegal content, and only the person shown speaks for their likeness.
    ['EU', 'unlabelled-suspected-ai', 'third-party', ['none', 'platform', 'internal']],
    ['EU', 'fraud', 'third-party', ['none', 'platform', 'eu-dsa-16', 'internal']],
    ['CN', 'impersonation', 'self', ['none', 'platform', 'cn-12377', 'cn-civil-1195', 'internal']],
    ['US', 'non-consensual-intimate', 'third-party', ['none', 'platform', 'internal']],
    ['US', 'non-consensual-intimate', 'self', ['none', 'platform', 'us-tida', 'stop-ncii', 'internal']],
  ] as const)('of %s for %s by %s', (country, reason, relation, expected) =>
    expect(ids(country, reason, relation)).toEqual(expected),
  );

  it.each([
    ['https://www.youtube.com/watch?v=x', 'impersonation', 'https://support.google.com/youtube/answer/142443'],
    [
      'https://m.weibo.cn/status/5012345678901234',
      'fraud',
      'https://service.account.weibo.com/reportspam?rid=5012345678901234&type=1',
    ],
    ['https://weibo.com/1/Abc', 'fraud', undefined],
    ['https://youtube.com.example.org/', 'impersonation', undefined],
    ['https://news.example.com/', 'fraud', undefined],
    ['not an address', 'fraud', undefined],
  ] as const)('%s for %s has the entry %s', (page, reason, entry) =>
    expect(platformEntry(page, reason)?.entry).toBe(entry),
  );
});

describe('a new draft', () => {
  const medium: InventoryMedium = {
    id: 3,
    address: 'https://cdn.example/a.jpg',
    kind: 'video',
    loaded: true,
    width: 640,
    height: 360,
    duration: 12.5,
    alt: '',
    order: 0,
    frameId: 2,
    frameHost: 'example.org',
    state: 'done',
    report: labelledReport(),
    gone: false,
  };
  const inventory: TabInventory = {
    tabId: 7,
    address: 'https://example.org/p/1',
    title: 'News',
    overlayRefused: false,
    media: [medium],
  };
  const make = (interfaceLanguage: string) =>
    draftOf({ inventory, medium, key: 'k', now: new Date('2026-11-23T06:05:12.480Z'), interfaceLanguage });

  it('has everything filled in that can be, and the report unchanged', () => {
    expect(make('en')).toMatchObject({
      reason: 'wrong-label',
      includeFile: false,
      receiver: 'none',
      bonaFide: false,
      subject: {
        address: medium.address,
        pageAddress: inventory.address,
        pageTitle: 'News',
        width: 640,
        height: 360,
        duration: 12.5,
        report: labelledReport(),
        seenAt: '2026-11-23T06:05:12.480Z',
        source: { tabId: 7, frameId: 2, id: 3 },
      },
    });
  });

  it.each([
    ['en', 'en', ''],
    ['zh-CN', 'zh-CN', 'CN'],
    ['zh-TW', 'zh-CN', 'TW'],
  ])('in %s speaks %s to %j', (language, lang, country) => expect(make(language)).toMatchObject({ lang, country }));
});

describe('words of a notice', () => {
  it('are put in once, whatever they hold', () => {
    expect(sayIn('en')('notice.finding.labelled', '$2', '$1')).toBe('A label was found: $2 ($1).');
  });

  it('never claim more than a label says', () => {
    for (const language of ['en', 'zh-CN'] as const) {
      expect(sayIn(language)('evidence.titleReport')).toMatch(/suspected|疑似/);
      expect(sayIn(language)('evidence.requestText')).not.toMatch(/deepfake|fake|伪造/i);
    }
  });

  it.each([
    ['zh-CN', 'zh-CN'],
    ['zh', 'zh-CN'],
    ['en-GB', 'en'],
    ['fr', 'en'],
  ])('for an interface in %s are %s', (from, to) => expect(languageFor(from)).toBe(to));
});
