// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Evidence } from '@/utils/messages/pages';
import type { KeepResult } from '@/utils/notice/database';
import { KEEP_AFTER_MS } from '@/utils/notice/keeper';
import { keepable, type NoticeRecord } from '@/utils/notice/record';
import { type SessionDeps, type SessionStart, startSession } from '@/utils/notice/session';
import { HELLO_SHA256, labelledReport, record, unlabelledReport } from './records';

const THUMBNAIL = 'data:image/png;base64,QUJD';
const hello = (): Evidence => ({
  ok: true,
  sha256: HELLO_SHA256,
  bytes: new Blob(['hello']),
  finalAddress: 'https://cdn.example/a.jpg',
  headers: { Date: 'Mon, 23 Nov 2026 06:05:13 GMT', 'Set-Cookie': 'a=b' },
  origin: 'network',
});

/** A session over a store that remembers what it holds, and everything that was ever put into it. */
const open = (start: Partial<SessionStart> = {}, deps: Partial<SessionDeps> = {}) => {
  const stored = new Map<string, NoticeRecord>();
  const everStored: NoticeRecord[] = [];
  const calls: string[] = [];
  const fresh = record({ bytes: { state: 'not-read' }, explanation: '', where: '', account: '', bonaFide: false });
  const session = startSession(
    { record: fresh, isKept: false, canRead: true, chosen: null, ...start },
    {
      save: async (given): Promise<KeepResult> => {
        stored.set(given.key, keepable(given));
        everStored.push(keepable(given));
        return { ok: true };
      },
      remove: async (key) => {
        stored.delete(key);
      },
      readBytes: async () => {
        calls.push('bytes');
        return hello();
      },
      drawThumbnail: async () => {
        calls.push('picture');
        return THUMBNAIL;
      },
      exportPackage: async (given, contact) => {
        calls.push(`export ${given.explanation} ${contact}`);
        return 'notice-1.zip';
      },
      nameInAddress: (key) => calls.push(`address ${key === null ? 'bare' : 'named'}`),
      now: () => new Date('2026-11-23T06:05:12.480Z'),
      ...deps,
    },
  );
  return { session, stored, everStored, calls, only: () => [...stored.values()][0] };
};

const settle = () => vi.advanceTimersByTimeAsync(KEEP_AFTER_MS);
const begun = async (reason: NoticeRecord['reason'] = 'unlabelled-suspected-ai', deps: Partial<SessionDeps> = {}) => {
  const opened = open({}, deps);
  opened.session.choose(reason);
  opened.session.next();
  await settle();
  return opened;
};
const finish = (
  { session }: { session: ReturnType<typeof startSession> },
  explanation = 'The sign is not legible.',
) => {
  session.edit({ explanation });
  session.setBonaFide(true);
};

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('before a kind is confirmed', () => {
  it('nothing is read, drawn, kept or named, even when a kind is marked', async () => {
    const { session, stored, calls } = open();
    session.choose('fraud');
    session.reportArrived(unlabelledReport());
    session.leave();
    await settle();
    expect([stored.size, calls]).toEqual([0, []]);
  });

  it('going on asks for a kind', () => {
    const { session } = open();
    session.next();
    expect(session.state()).toMatchObject({ step: 'kind', errors: ['kind'] });
  });
});

describe('a kind that may concern minors', () => {
  it('stops at once, and leaves nothing in store, memory or address', async () => {
    const { session, everStored, calls } = open();
    session.choose('minor');
    await settle();
    expect(session.state()).toMatchObject({ phase: 'minor', record: null, chosen: null, contact: '' });
    expect([everStored, calls]).toEqual([[], ['address bare']]);
  });

  it('chosen later deletes the draft and keeps nothing of it afterwards', async () => {
    const { session, stored } = await begun();
    session.edit({ explanation: 'Typed before' });
    session.setContact('ana@example.org');
    session.goTo('kind');
    session.choose('minor');
    session.edit({ explanation: 'Typed after' });
    session.leave();
    await session.keep();
    await settle();
    expect(stored.size).toBe(0);
    expect(session.state()).toMatchObject({ phase: 'minor', record: null, contact: '' });
  });

  it('takes back a save that is still on its way, and bytes that arrive late', async () => {
    let finishSave = (): void => undefined;
    let answer = (_: Evidence): void => undefined;
    const stored = new Map<string, NoticeRecord>();
    const { session } = open(
      {},
      {
        save: (given) =>
          new Promise((resolve) => {
            finishSave = () => {
              stored.set(given.key, given);
              resolve({ ok: true });
            };
          }),
        remove: async (key) => {
          stored.delete(key);
        },
        readBytes: () =>
          new Promise((resolve) => {
            answer = resolve;
          }),
      },
    );
    session.choose('fraud');
    session.next();
    await settle();
    session.choose('minor');
    finishSave();
    answer(hello());
    await settle();
    expect(stored.size).toBe(0);
    expect(session.state().record).toBeNull();
  });
});

describe('words that may say that a child is shown in a sexual way', () => {
  const words = 'It shows a naked child';

  it('stop all keeping, delete the draft, and lead to a question', async () => {
    const { session, stored, everStored } = await begun();
    session.edit({ explanation: words });
    session.leave();
    await settle();
    expect(session.state().phase).toBe('question');
    expect(stored.size).toBe(0);
    expect(everStored.some(({ explanation }) => explanation !== '')).toBe(false);
  });

  it('answered with yes end it', async () => {
    const { session, stored } = await begun();
    session.edit({ explanation: words });
    session.answerMinor(true);
    await settle();
    expect([session.state().phase, session.state().record, stored.size]).toEqual(['minor', null, 0]);
  });

  it('answered with no lose no word, and are not asked about again', async () => {
    const { session, only } = await begun();
    session.edit({ explanation: words });
    session.answerMinor(false);
    session.edit({ explanation: `${words} actor aged 30` });
    await settle();
    expect(session.state().phase).toBe('form');
    expect(only()?.explanation).toBe(`${words} actor aged 30`);
  });

  it('that speak of a child alone ask nothing', async () => {
    const { session } = await begun();
    session.edit({ explanation: 'The child on the left has six fingers.' });
    expect(session.state().phase).toBe('form');
  });
});

describe('a draft', () => {
  it('is kept once begun, with hash, picture and the headers that a notice shows', async () => {
    const { only, calls } = await begun();
    expect(calls).toEqual(['address named', 'bytes', 'picture']);
    expect(only()).toMatchObject({ state: 'draft', thumbnail: THUMBNAIL, file: null });
    expect(only()?.bytes).toMatchObject({ state: 'read', sha256: HELLO_SHA256, headers: { date: expect.any(String) } });
    expect(JSON.stringify(only()?.bytes)).not.toContain('a=b');
  });

  it('is kept half a second after the last key, not after each', async () => {
    const { session, everStored, only } = await begun();
    const before = everStored.length;
    for (const explanation of ['a', 'ab', 'abc']) session.edit({ explanation });
    await vi.advanceTimersByTimeAsync(KEEP_AFTER_MS - 1);
    expect([everStored.length, session.hasUnkeptWords()]).toEqual([before, true]);
    await vi.advanceTimersByTimeAsync(1);
    expect([everStored.length, only()?.explanation, session.hasUnkeptWords()]).toEqual([before + 1, 'abc', false]);
  });

  it('is kept at once when the page is left', async () => {
    const { session, only } = await begun();
    session.edit({ explanation: 'Last words' });
    session.leave();
    await vi.advanceTimersByTimeAsync(0);
    expect(only()?.explanation).toBe('Last words');
  });

  it('holds no contact', async () => {
    const { session, everStored } = await begun();
    session.setContact('ana@example.org');
    session.edit({ explanation: 'x' });
    await settle();
    expect(JSON.stringify(everStored)).not.toContain('ana@example.org');
  });

  it('cuts an explanation at 4,000 characters', async () => {
    const { session } = await begun();
    session.edit({ explanation: 'a'.repeat(4_001) });
    expect(session.state().record?.explanation).toHaveLength(4_000);
  });

  it('without bytes says why, stays whole, and can try again', async () => {
    const answers: Evidence[] = [{ ok: false, code: 'http-status', message: 'answer 403' }, hello()];
    const { session, only } = await begun('fraud', { readBytes: async () => answers.shift() ?? hello() });
    expect(only()?.bytes).toEqual({ state: 'failed', code: 'http-status', message: 'answer 403' });
    session.readAgain();
    await settle();
    expect(only()?.bytes.state).toBe('read');
  });

  it('takes the report of a medium that was still in check, and no second one', async () => {
    const subject = { ...record().subject, report: null };
    const { session } = open({ record: record({ subject, bytes: { state: 'not-read' } }) });
    session.choose('other');
    session.next();
    session.reportArrived(unlabelledReport());
    session.reportArrived(labelledReport());
    expect(session.state().record?.subject.report).toEqual(unlabelledReport());
  });
});

describe('intimate content', () => {
  it('is neither read nor drawn, until its hash is agreed to', async () => {
    const { session, calls, only } = await begun('non-consensual-intimate');
    expect(calls).toEqual(['address named']);
    session.edit({ hashAgreed: true });
    await settle();
    expect(calls).toEqual(['address named', 'bytes']);
    expect(only()).toMatchObject({ file: null, thumbnail: null, bytes: { state: 'read', sha256: HELLO_SHA256 } });
    expect(session.state().record?.file).toBeNull();
    session.edit({ hashAgreed: false });
    await settle();
    expect(only()?.bytes).toEqual({ state: 'not-read' });
  });

  it('chosen later purges picture, file and hash of the earlier kind, from memory too', async () => {
    const { session, only } = await begun('fraud');
    session.edit({ includeFile: true });
    await settle();
    expect(only()?.file).not.toBeNull();
    session.goTo('kind');
    session.choose('non-consensual-intimate');
    session.next();
    await settle();
    const purged = { file: null, thumbnail: null, includeFile: false, bytes: { state: 'not-read' } };
    expect(only()).toMatchObject(purged);
    expect(session.state().record).toMatchObject(purged);
  });

  it('gets no picture that was asked for under another kind and arrives late', async () => {
    let answer = (_: string): void => undefined;
    const drawThumbnail = () =>
      new Promise<string>((resolve) => {
        answer = resolve;
      });
    const { session, only } = await begun('fraud', { drawThumbnail });
    session.goTo('kind');
    session.choose('non-consensual-intimate');
    session.next();
    answer(THUMBNAIL);
    await settle();
    expect([only()?.thumbnail, session.state().record?.thumbnail]).toEqual([null, null]);
  });

  it('given another kind again is read and drawn after all', async () => {
    const { session, only } = await begun('non-consensual-intimate');
    session.goTo('kind');
    session.choose('fraud');
    session.next();
    await settle();
    expect(only()).toMatchObject({ thumbnail: THUMBNAIL, bytes: { state: 'read' } });
  });
});

describe('keeping', () => {
  it('asks for what is missing first', async () => {
    const { session, only } = await begun();
    await session.keep();
    expect(session.state().errors).toEqual(['explanation', 'bonaFide']);
    expect(only()?.state).toBe('draft');
  });

  it('makes a kept notice, and a change makes it a draft whose statement must be given anew', async () => {
    const opened = await begun();
    finish(opened);
    await opened.session.keep();
    expect([opened.only()?.state, opened.session.state().outcome]).toEqual(['kept', { kind: 'kept' }]);
    opened.session.edit({ where: 'Left' });
    await settle();
    expect(opened.only()).toMatchObject({ state: 'draft', bonaFide: false });
  });

  it('and exporting hands on the contact that is not kept', async () => {
    const opened = await begun();
    finish(opened, 'x');
    opened.session.setContact('ana@example.org');
    await opened.session.keepAndExport();
    expect(opened.calls.at(-1)).toBe('export x ana@example.org');
    expect([opened.only()?.state, opened.session.state().outcome]).toEqual([
      'exported',
      { kind: 'exported', name: 'notice-1.zip' },
    ]);
  });

  it('says that a package could not be made, and leaves the notice kept', async () => {
    const opened = await begun('fraud', { exportPackage: () => Promise.reject(new Error('memory')) });
    finish(opened);
    await opened.session.keepAndExport();
    expect([opened.session.state().outcome.kind, opened.only()?.state]).toEqual(['not-exported', 'kept']);
  });

  it('on a full disk says so, keeps every word in the form, and still exports', async () => {
    const opened = await begun('fraud', { save: async () => ({ ok: false, reason: 'full' }) });
    finish(opened, 'Every word');
    await settle();
    expect(opened.session.state()).toMatchObject({
      keeping: { state: 'failed', reason: 'full' },
      record: { explanation: 'Every word' },
    });
    expect(opened.session.hasUnkeptWords()).toBe(true);
    await opened.session.keepAndExport();
    expect(opened.calls.at(-1)).toBe('export Every word ');
    expect(opened.session.state()).toMatchObject({
      outcome: { kind: 'exported' },
      keeping: { state: 'failed' },
      record: { explanation: 'Every word' },
    });
  });
});

describe('a record that is opened again', () => {
  it('goes on where it was: a draft at the words, a notice at the check', () => {
    expect(open({ isKept: true, record: record() }).session.state().step).toBe('describe');
    expect(open({ isKept: true, record: record({ state: 'kept' }) }).session.state().step).toBe('preview');
  });

  it('asks for its bytes only where its page is still open', async () => {
    const pending = record({ bytes: { state: 'not-read' } });
    const here = open({ isKept: true, record: pending });
    const gone = open({ isKept: true, record: pending, canRead: false });
    await settle();
    expect([here.calls, gone.calls]).toEqual([['bytes', 'picture'], []]);
  });

  it('forgets a receiver that another country has no use for', async () => {
    const { session } = open({ isKept: true, record: record({ country: 'CN', receiver: 'cn-12377' }) });
    session.edit({ country: 'EU' });
    expect(session.state().record?.receiver).toBe('none');
  });
});
