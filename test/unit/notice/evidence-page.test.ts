import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeThumbnail } from '@/utils/messages/thumbnail';
import { escapeText, html } from '@/utils/notice/markup';
import { packageOf } from '@/utils/notice/package';
import type { NoticeRecord } from '@/utils/notice/record';
import { labelledReport, record, TOOL } from './records';

const pageOf = async (patch: Partial<NoticeRecord>, contact = ''): Promise<string> => {
  const { files } = await packageOf(record(patch), TOOL, contact, () => 'M1 1Z');
  return new TextDecoder().decode(files.find(({ path }) => path === 'notice.html')?.bytes);
};

/** Element names with their attribute names, and how often each comes. */
const shapeOf = (page: string): string => {
  const document = new DOMParser().parseFromString(page, 'text/html');
  return [...document.querySelectorAll('*')]
    .map((element) => `${element.localName}(${[...element.attributes].map(({ name }) => name).join()})`)
    .join('\n');
};

const HOSTILE = [
  '<script>alert(1)</script>',
  '</style><img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  '</title><base href=//evil.example>',
  '--><!--',
  '&lt;b&gt; &#60;',
  '\u202egnp.exe',
  'a\u0000b\u001b[31m',
  '\ud800',
  ']]>',
  '{{constructor}}',
  '$1$&$`',
];
const hostile = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(fc.constantFrom(...HOSTILE, 'x'), { maxLength: 3 }).map((parts) => parts.join('')),
);

/** The same notice with every text that a page, a file or a person writes replaced. */
const spoilt = (words: string): Partial<NoticeRecord> => {
  const [finding] = labelledReport().findings;
  return {
    explanation: words,
    where: words,
    account: words,
    subject: {
      ...record().subject,
      pageTitle: words,
      report: { ...labelledReport(), findings: finding ? [{ ...finding, place: words.slice(0, 200) }] : [] },
    },
  };
};

describe('notice.html', () => {
  it('has the same elements and attributes whatever the texts are', async () => {
    const plain = shapeOf(await pageOf(spoilt('x'), 'x'));
    await fc.assert(
      fc.asyncProperty(
        hostile.filter((words) => words.trim() !== '' && !/[\n\r\u2028\u2029]/.test(words)),
        async (words) => {
          const page = await pageOf(spoilt(words), 'x');
          expect(shapeOf(page)).toBe(plain);
          expect(page.includes('\u0000') || page.includes('\u202e')).toBe(false);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('shows a hostile text as it was written', async () => {
    const words = '</style><script>alert("1")</script>';
    const document = new DOMParser().parseFromString(await pageOf(spoilt(words)), 'text/html');
    expect(document.querySelector('article p bdi')?.textContent).toBe(words);
    expect(document.querySelector('script')).toBeNull();
  });

  it('loads nothing, leads nowhere, and says so to the browser', async () => {
    const page = await pageOf({ thumbnail: 'data:image/png;base64,QUJD' });
    const document = new DOMParser().parseFromString(page, 'text/html');
    expect(document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content')).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
    );
    expect(document.querySelectorAll('script, a, link, base, iframe, object, form, [href], [srcset]')).toHaveLength(0);
    const sources = [...document.querySelectorAll('[src]')].map((element) => element.getAttribute('src'));
    expect(sources).toEqual(['data:image/png;base64,QUJD', 'data:image/png;base64,QUJD']);
    expect(page).not.toMatch(/url\(|@import/);
  });

  it('has the full hash in two halves of 32, without an ellipsis', async () => {
    const page = await pageOf({});
    expect(page).toContain(
      '<code>2cf24dba5fb0a30e26e83b2ac5b9e29e</code><code>1b161e5c1fa7425e73043362938b9824</code>',
    );
    expect(page).not.toContain('…');
  });

  it('says in words of each language what was found, and never more', async () => {
    const page = await pageOf({});
    expect(page).toContain('No label was found in this file in any place that can hold one.');
    expect(page).toContain('在此文件可承载标识的位置均未发现标识。');
    const unreadable = {
      ...labelledReport(),
      findings: [],
      verdict: { status: 'unreadable', assurance: null, disagreement: false },
      error: { code: 'http-status', message: 'The server answered 403' },
    } as const;
    const other = await pageOf({ subject: { ...record().subject, report: unreadable } });
    expect(other).toContain('The file could not be read (Refused by server (403)).');
    expect(other).not.toContain('No label');
  });

  it('shows local time with milliseconds and offset', async () => {
    expect(await pageOf({})).toContain('2026-11-23 14:05:12.480 +08:00');
  });
});

describe('escaping', () => {
  it('leaves nothing that opens or closes markup', () => {
    fc.assert(
      fc.property(hostile, (words) => {
        expect(escapeText(words)).not.toMatch(/[<>"']|&(?!amp;|lt;|gt;|quot;|#39;)/);
        expect(escapeText(words)).not.toContain('\0');
      }),
    );
  });

  it('is done once to text, and not to what is markup already', () => {
    expect(html`<p>${'<b>'}${html`<i>${'&'}</i>`}${[html`1`, html`2`]}</p>`.text).toBe(
      '<p>&lt;b&gt;<i>&amp;</i>12</p>',
    );
  });
});

describe('a thumbnail', () => {
  it.each([
    ['data:image/png;base64,QUJD', true],
    ['data:image/svg+xml;base64,QUJD', false],
    ['data:image/png;base64,QUJD" onload="x', false],
    ['https://cdn.example/a.png', false],
    [7, false],
  ])('%s is used: %s', (value, used) => expect(safeThumbnail(value) !== null).toBe(used));

  it('is used up to 65,536 characters', () => {
    const of = (length: number) => `data:image/png;base64,${'A'.repeat(length - 22)}`;
    expect(safeThumbnail(of(65_536))).not.toBeNull();
    expect(safeThumbnail(of(65_537))).toBeNull();
  });
});
