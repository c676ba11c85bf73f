import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NoticeForm } from '@/components/notice/notice-form';
import { keepable, type NoticeRecord } from '@/utils/notice/record';
import { type SessionDeps, type SessionStart, startSession } from '@/utils/notice/session';
import { HELLO_SHA256, labelledReport, record, TOOL } from '../../notice/records';
import { type Locale, speak } from '../words';

const root = document.createElement('div');
const THUMBNAIL = 'data:image/png;base64,QUJD';

const update = (work: () => void): void => {
  void act(work);
};
/** Lets promises and effects that are due settle. */
const settle = async (): Promise<void> => {
  await act(async () => {
    await new Promise((resolve) => setImmediate(resolve));
  });
};
/** Hashes come when they come: holds as soon as they do, and must hold within the time given. */
const soon = (check: () => void): Promise<void> =>
  vi.waitFor(
    async () => {
      await settle();
      check();
    },
    { timeout: 5_000, interval: 10 },
  );

const open = async (start: Partial<SessionStart> = {}, deps: Partial<SessionDeps> = {}) => {
  const stored: NoticeRecord[] = [];
  const session = startSession(
    {
      record: record({ bytes: { state: 'not-read' }, explanation: '', bonaFide: false }),
      isKept: false,
      canRead: true,
      chosen: null,
      ...start,
    },
    {
      save: async (given) => {
        stored.push(keepable(given));
        return { ok: true };
      },
      remove: async () => undefined,
      readBytes: async () => ({
        ok: true,
        sha256: HELLO_SHA256,
        bytes: new Blob(['hello']),
        finalAddress: 'https://cdn.example/a.jpg',
        headers: {},
        origin: 'page',
      }),
      drawThumbnail: async () => THUMBNAIL,
      exportPackage: async () => 'notice-1.zip',
      nameInAddress: () => undefined,
      now: () => new Date('2026-11-23T06:05:12.480Z'),
      ...deps,
    },
  );
  update(() => render(<NoticeForm session={session} tool={TOOL} />, root));
  await settle();
  return { session, stored };
};

const text = (): string => root.textContent ?? '';
const one = <Kind extends HTMLElement = HTMLElement>(selector: string): Kind => {
  const found = root.querySelector<Kind>(selector);
  if (found === null) throw new Error(`nothing fits ${selector}`);
  return found;
};
const click = async (selector: string): Promise<void> => {
  update(() => one(selector).click());
  await settle();
};
const choose = (kind: string): Promise<void> => click(`input[value="${kind}"]`);
const submit = async (): Promise<void> => {
  update(() => {
    one('form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  });
  await settle();
};
const type = async (selector: string, words: string): Promise<void> => {
  update(() => {
    const field = one<HTMLTextAreaElement>(selector);
    field.value = words;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await settle();
};

beforeEach(() => {
  document.body.append(root);
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: vi.fn(), removeEventListener: vi.fn() }));
});
afterEach(() => {
  update(() => render(null, root));
  root.remove();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('the form of a notice', () => {
  beforeEach(() => speak('en'));

  it('asks for the kind before any picture is drawn', async () => {
    await open();
    await choose('fraud');
    expect(root.querySelector('img')).toBeNull();
    await submit();
    await soon(() => expect(one('img').getAttribute('src')).toBe(THUMBNAIL));
    await soon(() => expect(text()).toContain(HELLO_SHA256));
  });

  it('tells where one is, and leads back to steps that are done', async () => {
    await open();
    expect(one('.steps').getAttribute('aria-label')).toBe('Step 1 of 4');
    await choose('fraud');
    await submit();
    expect(one('[aria-current="step"]').textContent).toContain('What you saw');
    expect(document.activeElement).toBe(one('h1'));
    await click('.steps__link');
    expect(one('[aria-current="step"]').textContent).toContain('What it is about');
  });

  it('names what is missing, moves the focus there, and marks the field', async () => {
    await open();
    await submit();
    expect(document.activeElement).toBe(one('.error-summary'));
    expect(text()).toContain('1 entry needs your attention');
    await click('.error-summary a');
    expect(document.activeElement).toBe(one('#notice-kind'));
    await choose('fraud');
    await submit();
    await submit();
    const field = one('#notice-explanation');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    const described = (field.getAttribute('aria-describedby') ?? '').split(' ').map((id) => one(`#${id}`).textContent);
    expect(described).toContain('Please fill this in.');
  });

  it('leads from a summary in the last step to a field of an earlier one', async () => {
    const { session } = await open({
      isKept: true,
      record: record({ explanation: '', state: 'kept', bonaFide: false }),
    });
    await submit();
    expect(session.state().errors).toEqual(['explanation', 'bonaFide']);
    await click('.error-summary a');
    expect(document.activeElement).toBe(one('#notice-explanation'));
  });

  it('is replaced by the stop card at once, with the focus on its heading and nothing of the medium', async () => {
    const { stored } = await open();
    await choose('minor');
    expect(root.querySelector('form')).toBeNull();
    expect(document.activeElement).toBe(one('h1'));
    expect(text()).toContain('Nothing is kept for this');
    expect(text()).not.toContain('example');
    expect(
      [...root.querySelectorAll('a')].every(({ rel, target }) => rel === 'noreferrer' && target === '_blank'),
    ).toBe(true);
    expect(stored).toEqual([]);
  });

  it('has the kind that ends it in a group of its own, which arrow keys do not pass', async () => {
    await open();
    const names = [...root.querySelectorAll<HTMLInputElement>('input[type="radio"][value]')].map(
      ({ value, name }) => [value, name] as const,
    );
    expect(names.filter(([, name]) => name === 'notice-minor').map(([value]) => value)).toEqual(['minor']);
    expect(names.filter(([, name]) => name === 'notice-kind')).toHaveLength(8);
  });

  it('asks a question when words may concern a child, and goes on with every word after "no"', async () => {
    await open();
    await choose('fraud');
    await submit();
    await type('#notice-explanation', 'a naked child');
    expect(one('[role="alertdialog"]').textContent).toContain('Is a child shown in a sexual way?');
    expect(root.querySelector('form, img')).toBeNull();
    await click('[role="alertdialog"] button:last-child');
    expect(one<HTMLTextAreaElement>('#notice-explanation').value).toBe('a naked child');
  });

  it('shows no picture and offers no file for intimate content', async () => {
    await open();
    await choose('non-consensual-intimate');
    await submit();
    expect(root.querySelector('img, #notice-file')).toBeNull();
    expect(text()).toContain('neither the file nor a screenshot or thumbnail is kept');
    await soon(() => expect(text()).toContain('No hash: not kept for intimate content'));
    await click('#notice-hash');
    await soon(() => expect(text()).toContain(HELLO_SHA256));
    expect(root.querySelector('img')).toBeNull();
  });

  it('says in words that the bytes could not be had, and goes on', async () => {
    await open({}, { readBytes: async () => ({ ok: false, code: 'http-status', message: 'answer 403' }) });
    await choose('fraud');
    await submit();
    await soon(() => expect(text()).toContain('The file could not be had. The server refused'));
    expect(text()).toContain('answer 403');
    await type('#notice-explanation', 'x');
    await submit();
    expect(one('[aria-current="step"]').textContent).toContain('To whom');
  });

  it('shows what will be kept, as text and as data, and marks what will not', async () => {
    await open();
    await choose('fraud');
    await submit();
    await type('#notice-explanation', 'It promises <b>money</b>');
    await type('#notice-contact', 'ana@example.org');
    await soon(() => expect(one('.preview').textContent).toContain('It promises <b>money</b>'));
    expect(one('.preview').textContent).toContain('ana@example.org (not kept)');
    await click('.preview__form:last-child input');
    const data = () => JSON.parse(one('pre').textContent ?? '');
    await soon(() =>
      expect(data()).toMatchObject({ explanation: 'It promises <b>money</b>', media: { sha256: HELLO_SHA256 } }),
    );
    expect(data().reporter).toBeUndefined();
    expect(root.querySelector('.preview b')).toBeNull();
  });

  it('says the count of characters left, aloud only near the end', async () => {
    await open();
    await choose('fraud');
    await submit();
    await type('#notice-explanation', 'a'.repeat(3_899));
    expect(text()).toContain('101 characters left');
    expect(one('.notice-field [role="status"]').textContent).toBe('');
    await type('#notice-explanation', 'a'.repeat(3_999));
    expect(text()).toContain('1 character left');
    expect(one('.notice-field [role="status"]').textContent).toBe('100 characters left');
  });

  it('calls a labelled medium by no suspicion, and presets the kind', async () => {
    const subject = { ...record().subject, report: labelledReport() };
    await open({ record: record({ subject, reason: 'wrong-label', explanation: '' }), chosen: 'wrong-label' });
    expect(one('h1').textContent).toBe('Report this medium');
    expect(one<HTMLInputElement>('input[value="wrong-label"]').checked).toBe(true);
    await soon(() => expect(text()).toContain('A label was found: AI-generated (IPTC digital source type).'));
  });

  it('on a full disk says so in an alert, leaves the words, and still exports', async () => {
    await open({}, { save: async () => ({ ok: false, reason: 'full' }) });
    await choose('fraud');
    await submit();
    await type('#notice-explanation', 'Every word');
    await submit();
    await soon(() =>
      expect(one('.notice__failure').textContent).toBe(
        'Could not be kept: the disk is full. Your text is still here. Copy it before you close this page.',
      ),
    );
    expect(one('.notice__failure').getAttribute('role')).toBe('alert');
    await submit();
    await click('#notice-bona-fide');
    await submit();
    await soon(() => expect(text()).toContain('Exported as notice-1.zip'));
    await soon(() => expect(one('.preview').textContent).toContain('Every word'));
  });

  it('offers receivers of the country with what each asks for, "keep only" first', async () => {
    await open({ isKept: true, record: record({ state: 'draft', country: 'CN' }) });
    await submit();
    const [first] = root.querySelectorAll<HTMLInputElement>('[name="notice-receiver"]');
    expect(first?.checked).toBe(true);
    expect(text()).toContain('12377');
    expect(text()).toContain('It asks for: category, exact addresses, account');
    expect(text()).toContain('Address not checked yet');
  });
});

describe.each<[Locale, string]>([
  ['en', 'Report of suspected AI-generated content without a label'],
  ['zh_CN', '关于疑似未标识人工智能生成合成内容的举报'],
])('the preview of a notice in %s', (locale, title) => {
  it.each(['en', 'zh_CN'] as const)('speaks the notice’s language under an interface in %s', async (language) => {
    await speak(language);
    await open({ isKept: true, record: record({ lang: locale === 'en' ? 'en' : 'zh-CN' }) });
    await soon(() => expect(one('.preview__text').textContent).toContain(title));
    expect(one('.preview__text').lang).toBe(locale === 'en' ? 'en' : 'zh-CN');
  });
});
