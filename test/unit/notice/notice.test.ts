import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { noticeId, noticeOf } from '@/utils/notice/notice';
import { NoticeSchema } from '@/utils/notice/schema';
import { HELLO_READ, HELLO_SHA256, labelledReport, record, TOOL, unlabelledReport } from './records';

describe('a notice', () => {
  it('has the id that the reference vector gives', async () => {
    const id = await noticeId(
      HELLO_SHA256,
      'https://cdn.example/a.jpg',
      'https://example.org/p/1',
      'unlabelled-suspected-ai',
    );
    expect(id).toBe('00ddc4cdf6867b05a160191534b3fe40ebe4efbc9c09394326696d01acc7f222');
    expect((await noticeOf(record(), TOOL)).id).toBe(id);
  });

  it('keeps its id when words, contact, language or time change, and gets another with another reason', async () => {
    const { id } = await noticeOf(record(), TOOL);
    const reworded = record({ explanation: 'Other words', lang: 'zh-CN', createdAt: '2027-01-01T00:00:00.000Z' });
    expect((await noticeOf(reworded, TOOL, 'a@example.org')).id).toBe(id);
    expect((await noticeOf(record({ reason: 'fraud' }), TOOL)).id).not.toBe(id);
  });

  it('says the engine’s words of an unlabelled and of an unreadable medium', async () => {
    expect((await noticeOf(record(), TOOL)).verdict).toEqual({ status: 'unlabelled', assurance: null });
    const unreadable = unlabelledReport({
      verdict: { status: 'unreadable', assurance: null, disagreement: false },
      error: { code: 'http-status', message: 'answer 403' },
    });
    const notice = await noticeOf(record({ subject: { ...record().subject, report: unreadable } }), TOOL);
    expect(notice.verdict).toEqual({ status: 'unreadable', assurance: null, code: 'http-status' });
  });

  it('claims nothing of a medium that was not checked', async () => {
    const notice = await noticeOf(record({ subject: { ...record().subject, report: null } }), TOOL);
    expect(notice.verdict).toEqual({ status: null, assurance: null });
    expect(notice.findings).toEqual([]);
  });

  it('holds the findings unchanged', async () => {
    const report = labelledReport();
    const notice = await noticeOf(record({ subject: { ...record().subject, report } }), TOOL);
    expect(notice.findings).toEqual(report.findings);
  });

  it.each([
    ['could not be had', { state: 'failed', code: 'network', message: 'x' } as const, 'network'],
    ['were not read', { state: 'not-read' } as const, 'not-read'],
  ])('says why there is no hash when the bytes %s', async (_, bytes, code) => {
    const { media, captured } = await noticeOf(record({ bytes }), TOOL);
    expect([media.sha256, media.hashMissing, captured.method]).toEqual([null, code, 'none']);
  });

  it.each([
    ['page', 'page-bytes'],
    ['network', 'refetch'],
  ] as const)('tells bytes of the %s from others', async (origin, method) => {
    const bytes = { ...HELLO_READ, origin } as typeof HELLO_READ;
    expect((await noticeOf(record({ bytes }), TOOL)).captured.method).toBe(method);
  });

  it('drops credentials and tracking parameters of addresses, and keeps the tracked original beside', async () => {
    const subject = {
      ...record().subject,
      address: 'https://user:secret@cdn.example/a.jpg?w=2&utm_source=x',
      pageAddress: 'https://example.org/p/1?a=%20b&c=d+e',
    };
    const { media, page } = await noticeOf(record({ subject }), TOOL);
    expect([media.url, media.rawUrl]).toEqual([
      'https://cdn.example/a.jpg?w=2',
      'https://cdn.example/a.jpg?w=2&utm_source=x',
    ]);
    expect([page.url, page.rawUrl]).toEqual(['https://example.org/p/1?a=%20b&c=d+e', undefined]);
  });

  it.each([
    ['blob:https://example.org/1b', 'blob'],
    ['data:image/png (812 B)', 'data'],
    ['file:///home/somebody/a.jpg', 'file'],
    [`https://cdn.example/${'a'.repeat(5_000)}`, 'too-long'],
  ])('says that %s is no address for others', async (address, missing) => {
    const { media } = await noticeOf(record({ subject: { ...record().subject, address } }), TOOL);
    expect([media.url, media.urlMissing]).toEqual([null, missing]);
  });

  it('shows what would steer a display instead of obeying it, in NFC', async () => {
    const subject = { ...record().subject, pageTitle: 'a\u202eb\u0000\n c' };
    const notice = await noticeOf(record({ subject, explanation: 'e\u0301\r\n\tx\u0007' }), TOOL);
    expect(notice.page.title).toBe('a⟨U+202E⟩b⟨U+0000⟩ c');
    expect(notice.explanation).toBe('é\n x⟨U+0007⟩');
  });

  it.each([
    ['Ana Ex, ana@example.org', { name: 'Ana Ex', email: 'ana@example.org' }],
    ['ana@example.org', { email: 'ana@example.org' }],
    ['+86 10 8888 0000', { phone: '+86 10 8888 0000' }],
    ['王某', { name: '王某' }],
    ['   ', undefined],
  ])('sorts the contact %j', async (contact, reporter) => {
    expect((await noticeOf(record(), TOOL, contact)).reporter).toEqual(reporter);
  });

  it('of intimate content has no hash without consent, and one with it', async () => {
    const intimate = record({ reason: 'non-consensual-intimate' });
    const { media, captured } = await noticeOf(intimate, TOOL);
    expect([media.sha256, media.hashMissing, captured.method]).toEqual([null, 'not-agreed', 'none']);
    expect((await noticeOf({ ...intimate, hashAgreed: true }, TOOL)).media.sha256).toBe(HELLO_SHA256);
  });
});

describe('the schema of notice.json', () => {
  const valid = () => noticeOf(record(), TOOL, 'Ana');

  it('accepts what is written, after a round through JSON', async () => {
    expect(v.is(NoticeSchema, JSON.parse(JSON.stringify(await valid())))).toBe(true);
  });

  it.each<[string, (notice: Record<string, unknown>) => void]>([
    ['an unknown member', (notice) => Object.assign(notice, { extra: 1 })],
    ['a kind that concerns minors', (notice) => Object.assign(notice, { reason: 'minor' })],
    ['a missing statement of good faith', (notice) => Object.assign(notice.statements as object, { bonaFide: false })],
    ['a script address', (notice) => Object.assign(notice.page as object, { url: 'javascript:alert(1)' })],
    ['a control character', (notice) => Object.assign(notice, { explanation: 'a\u0000' })],
    ['a missing hash without a reason', (notice) => Object.assign(notice.media as object, { sha256: null })],
    ['4,001 characters of explanation', (notice) => Object.assign(notice, { explanation: 'a'.repeat(4_001) })],
    [
      'a picture of intimate content',
      (notice) => {
        Object.assign(notice, {
          reason: 'non-consensual-intimate',
          evidence: [{ path: 'evidence/medium.jpg', role: 'medium', bytes: 5, sha256: HELLO_SHA256 }],
        });
        Object.assign(notice.statements as object, { intimate: true });
      },
    ],
  ])('refuses %s', async (_, spoil) => {
    const notice = JSON.parse(JSON.stringify(await valid()));
    spoil(notice);
    expect(v.is(NoticeSchema, notice)).toBe(false);
  });
});
