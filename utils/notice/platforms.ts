/** Public report entries of platforms, opened in a tab and never posted to. An unknown host has none: no guessed address. */
import type { Reason } from './schema';

export interface PlatformEntry {
  readonly platform: string;
  readonly entry: string;
  /** Day on which a person opened the entry; absent where nobody has. */
  readonly checkedOn?: string;
}

interface Platform {
  readonly name: string;
  /** Registrable names; their subdomains belong to them. */
  readonly hosts: readonly string[];
  readonly entries: readonly {
    /** Absent: for every kind. */
    readonly reasons?: readonly Reason[];
    /** The entry for a page; `undefined` where the page's address does not hold what the entry asks for. */
    readonly at: (page: URL) => string | undefined;
    readonly checkedOn?: string;
  }[];
}

const fixed = (entry: string) => () => entry;
const INTIMATE: readonly Reason[] = ['non-consensual-intimate'];

const PLATFORMS: readonly Platform[] = [
  {
    name: 'YouTube',
    hosts: ['youtube.com', 'youtu.be'],
    entries: [
      {
        reasons: INTIMATE,
        at: fixed('https://support.google.com/youtube/answer/17071740'),
        checkedOn: '2026-08-28',
      },
      {
        reasons: ['impersonation'],
        at: fixed('https://support.google.com/youtube/answer/142443'),
        checkedOn: '2026-08-28',
      },
    ],
  },
  {
    name: 'TikTok',
    hosts: ['tiktok.com'],
    entries: [{ at: fixed('https://www.tiktok.com/legal/report/feedback') }],
  },
  {
    name: 'Meta',
    hosts: ['instagram.com', 'facebook.com', 'threads.net', 'threads.com'],
    entries: [{ reasons: INTIMATE, at: fixed('https://www.meta.com/safety/topics/bullying-harassment/ncii/') }],
  },
  {
    name: 'X',
    hosts: ['x.com', 'twitter.com'],
    entries: [
      { reasons: INTIMATE, at: fixed('https://help.x.com/en/rules-and-policies/us-tida') },
      { at: fixed('https://help.x.com/en/forms') },
    ],
  },
  { name: 'Reddit', hosts: ['reddit.com'], entries: [{ at: fixed('https://www.reddit.com/report') }] },
  {
    name: '微博',
    hosts: ['weibo.com', 'weibo.cn'],
    entries: [
      {
        at: ({ pathname }) => {
          const mid = /\/(?:status|detail)\/(\d{10,20})(?:\/|$)/.exec(pathname)?.[1];
          return mid && `https://service.account.weibo.com/reportspam?rid=${mid}&type=1`;
        },
      },
    ],
  },
  { name: '知乎', hosts: ['zhihu.com'], entries: [{ at: fixed('https://zhuanlan.zhihu.com/p/51068775') }] },
];

const platformOf = (page: URL): Platform | undefined =>
  PLATFORMS.find(({ hosts }) => hosts.some((host) => page.hostname === host || page.hostname.endsWith(`.${host}`)));

/** The platform's name, for the notice; `undefined` for a host that is not known. */
export const platformName = (pageAddress: string): string | undefined => {
  const page = URL.parse(pageAddress);
  return page === null ? undefined : platformOf(page)?.name;
};

export const platformEntry = (pageAddress: string, reason: Reason): PlatformEntry | undefined => {
  const page = URL.parse(pageAddress);
  const platform = page === null ? undefined : platformOf(page);
  if (page === null || platform === undefined) return undefined;
  for (const { reasons, at, checkedOn } of platform.entries) {
    if (reasons !== undefined && !reasons.includes(reason)) continue;
    const entry = at(page);
    if (entry !== undefined) return { platform: platform.name, entry, ...(checkedOn && { checkedOn }) };
  }
  return undefined;
};
