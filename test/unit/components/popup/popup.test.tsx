import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { orderMedia } from '@/components/media-rows';
import { Popup } from '@/components/popup/popup';
import type { PopupActions, PopupState } from '@/components/popup/popup-state';
import type { InventoryMedium } from '@/utils/store/inventory-types';
import { all, button, clear, click, draw, one, root, update } from '../drawn';
import { finding, medium, report, unreadable } from '../reports';
import { speak } from '../words';

const actions = {
  setSite: vi.fn(),
  allow: vi.fn(),
  reload: vi.fn(),
  rescan: vi.fn(),
  locate: vi.fn(),
  openReport: vi.fn(),
  report: vi.fn(),
  openNotices: vi.fn(),
  openOptions: vi.fn(),
} satisfies PopupActions;

const show = (state: PopupState, thumbnails: ReadonlyMap<string, string> = new Map(), notices = 0): void =>
  draw(<Popup state={state} thumbnails={thumbnails} notices={notices} saveFailed={false} actions={actions} />);

const on = (
  media: readonly InventoryMedium[],
  patch: Partial<Extract<PopupState, { kind: 'on' }>> = {},
): PopupState => ({
  kind: 'on',
  host: 'news.example.com',
  rows: orderMedia(media),
  overlayRefused: false,
  needsReload: false,
  ...patch,
});

const press = (key: string): void =>
  update(() => {
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  });
const statuses = (): readonly (string | undefined)[] => all('li').map((row) => row.dataset.status);

const ai = report([finding({ mark: 'c2pa', assurance: 'verified', tool: 'ChatGPT' })]);
const camera = report([finding({ status: 'captured' })]);

beforeEach(() => speak('en'));

afterEach(() => {
  clear();
  vi.clearAllMocks();
  vi.useRealTimers();
});

describe('rows', () => {
  it('carry status, assurance and address for anybody who automates', () => {
    show(
      on([medium(1, { report: ai }), medium(2, { report: report([]) }), medium(3, { state: 'checking' }), medium(4)]),
    );
    expect(all('li').map(({ dataset }) => [dataset.status, dataset.assurance, dataset.url])).toEqual([
      ['ai-generated', 'verified', 'https://cdn.example.com/1.jpg'],
      ['unlabelled', '', 'https://cdn.example.com/2.jpg'],
      ['checking', '', 'https://cdn.example.com/3.jpg'],
      ['waiting', '', 'https://cdn.example.com/4.jpg'],
    ]);
  });

  it('say what, how far, by which mark, by whom, and where from', () => {
    show(on([medium(1, { report: ai, alt: 'harbour' })]));
    expect(one('.row__main').textContent).toBe(
      'Image, harbour. AI-generatedSigner verified · C2PA · ChatGPTcdn.example.com',
    );
  });

  it('say of a failed check what the label said, and nothing of assurance beside it', () => {
    show(on([medium(1, { report: report([finding({ mark: 'c2pa', status: 'captured', assurance: 'broken' })]) })]));
    expect(one('.row__title').textContent).toBe('Check failed · said Camera capture');
    expect(one('.row__line').textContent).toBe('C2PA');
  });

  it('tell a refused file from one without a label', () => {
    show(
      on([
        medium(1, { report: unreadable('http-status', 'The server answered 403.') }),
        medium(2, { report: report([]) }),
      ]),
    );
    expect(all('.row__line').map((line) => line.textContent)).toEqual([
      'Refused by server (403)',
      'Image · JPEG · 1200 × 800',
    ]);
    click(one('[data-status=unreadable] .row__main'));
    expect(one('.row__more').textContent).toContain('Open it in a tab of its own');
    expect(one('[data-status=unreadable]').textContent).not.toContain('No label');
  });

  it('show hostile text as text', () => {
    const hostile = report([finding({ tool: `<img src=x onerror=alert(1)>\u202E${'x'.repeat(4_000)}` })]);
    show(on([medium(1, { report: hostile })]));
    expect(root.querySelector('img')).toBeNull();
    expect(one('.row__line bdi').textContent?.length).toBeLessThan(200);
    expect(one('.row__line bdi').textContent).toContain('<img src=x onerror=alert(1)>⟨U+202E⟩');
  });

  it('show a drawn picture where there is one, else the sign of the status', () => {
    show(
      on([medium(1, { report: ai }), medium(2, { report: camera })]),
      new Map([['0:1', 'data:image/png;base64,AA==']]),
    );
    expect(all('li').map((row) => row.querySelector('img')?.getAttribute('src') ?? null)).toEqual([
      'data:image/png;base64,AA==',
      null,
    ]);
  });

  it('open with a click and show the medium on its page; the second click closes', () => {
    show(on([medium(1, { report: ai }), medium(2, { report: camera })]));
    click(one('.row__main'));
    expect(one('.row__main').getAttribute('aria-expanded')).toBe('true');
    expect(actions.locate).toHaveBeenCalledTimes(1);
    click(button('Report…'));
    expect(actions.report.mock.calls[0]?.[0].medium.id).toBe(1);
    click(button('Full report'));
    expect(actions.openReport.mock.calls[0]?.[0].medium.id).toBe(1);
    click(one('.row__main'));
    expect(one('.row__main').getAttribute('aria-expanded')).toBe('false');
    expect(actions.locate).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['over-budget', 'Pixels were not looked at: as much was read for it as the options allow.'],
    ['running', 'The pixels are being looked at…'],
    [undefined, null],
  ] as const)('say once they are open how it stands with the pixels: %s', (pixels, words) => {
    show(on([medium(1, { report: report([]), ...(pixels && { pixels }) })]));
    expect(root.textContent).not.toContain('ixels');
    click(one('.row__main'));
    expect(root.querySelector('.row__more > .hint')?.textContent ?? null).toBe(words);
  });

  it('open the full report with Shift and Enter, and are not opened by it', () => {
    show(on([medium(1, { report: ai }), medium(2, { report: camera })]));
    const second = all('.row__main')[1];
    second?.focus();
    const pressed = new KeyboardEvent('keydown', { key: 'Enter', shiftKey: true, bubbles: true, cancelable: true });
    update(() => second?.dispatchEvent(pressed));
    expect(actions.openReport.mock.calls.map(([row]) => row?.medium.id)).toEqual([2]);
    expect(pressed.defaultPrevented).toBe(true);
    press('Enter');
    expect(actions.openReport).toHaveBeenCalledTimes(1);
  });

  it('of media that left the page stay, and offer no way to them', () => {
    show(on([medium(1, { report: ai, gone: true })]));
    click(one('.row__main'));
    expect(one('.row__host').textContent).toContain('no longer on the page');
    expect(actions.locate).not.toHaveBeenCalled();
    expect(button('Show on page')).toHaveProperty('disabled', true);
  });
});

describe('the keyboard', () => {
  const four = [medium(1, { report: ai }), medium(2, { report: camera }), medium(3, { report: report([]) }), medium(4)];

  it('starts in the list, which is one tab stop that arrows walk', () => {
    show(on(four));
    const walked = ['', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'End', 'ArrowDown', 'Home'].map((key) => {
      if (key !== '') press(key);
      return all('.row__main')
        .map((row) => row === document.activeElement)
        .indexOf(true);
    });
    expect(walked).toEqual([0, 1, 2, 1, 3, 3, 0]);
    expect(all('.row__main').filter((row) => row.tabIndex === 0)).toHaveLength(1);
  });

  it('walks the filters, which choose at once and are one tab stop', () => {
    show(on(four));
    one('[role=radio]').focus();
    press('ArrowRight');
    expect(document.activeElement?.textContent).toBe('AI 1');
    expect(statuses()).toEqual(['ai-generated']);
    press('ArrowLeft');
    press('ArrowLeft');
    expect(document.activeElement?.textContent).toBe('No label 1');
    expect(all('[role=radio]').filter((chip) => chip.tabIndex === 0)).toHaveLength(1);
  });
});

describe('results that arrive', () => {
  const checking = [medium(1, { state: 'checking' }), medium(2, { state: 'checking' })];
  const later = [medium(1, { state: 'checking' }), medium(2, { report: ai }), medium(3, { report: camera })];

  it('are sorted in while nobody is in the list, and the focus stays on its row', () => {
    show(on(checking));
    const focused = document.activeElement;
    expect(focused).toBe(one('[data-url$="1.jpg"] .row__main'));
    show(on(later));
    expect(statuses()).toEqual(['ai-generated', 'captured', 'checking']);
    expect(document.activeElement).toBe(one('[data-url$="1.jpg"] .row__main'));
  });

  it('move nothing while a person is in the list; late rows wait behind a button', () => {
    show(on(checking));
    press('ArrowDown');
    show(on(later));
    expect(statuses()).toEqual(['checking', 'ai-generated']);
    click(button('Show 1 new'));
    expect(statuses()).toEqual(['ai-generated', 'captured', 'checking']);
  });

  it('move nothing under the pointer', () => {
    show(on(checking));
    update(() => {
      one('ul').dispatchEvent(new PointerEvent('pointerenter'));
    });
    show(on(later));
    expect(statuses()).toEqual(['checking', 'ai-generated']);
    update(() => {
      one('ul').dispatchEvent(new PointerEvent('pointerleave'));
    });
    expect(statuses()).toEqual(['ai-generated', 'captured', 'checking']);
  });

  it('are told at most every two seconds, and once at the end', () => {
    vi.useFakeTimers();
    show(on(checking));
    const [said] = all('[role=status]');
    show(on([medium(1, { report: camera }), medium(2, { state: 'checking' })]));
    expect(said?.textContent).toBe('');
    update(() => void vi.advanceTimersByTime(2_000));
    expect(said?.textContent).toBe('1 checked, 0 with an AI label');
    show(on([medium(1, { report: camera }), medium(2, { report: ai })]));
    update(() => void vi.advanceTimersByTime(0));
    expect(said?.textContent).toBe('2 checked, 1 with an AI label');
  });

  it('are not told where everything was checked before', () => {
    show(on([medium(1, { report: ai })]));
    expect(all('[role=status]').map((status) => status.textContent)).toEqual(['', '']);
  });
});

describe('summary and filters', () => {
  it('count media still on the page', () => {
    show(
      on([
        medium(1, { report: ai }),
        medium(2, { report: unreadable('timeout') }),
        medium(3),
        medium(4, { report: ai, gone: true }),
      ]),
    );
    expect(one('h2').textContent).toBe('1 of 3 media carries an AI label');
    expect(one('.popup__summary p').textContent).toBe('1 could not be checked · 1 still to be checked');
    expect(all('[role=radio]').map((chip) => chip.textContent)).toEqual(['All 3', 'AI 1', 'Not checked 1']);
  });

  it('say that a missing label means little wherever one is missing', () => {
    show(on([medium(1, { report: report([]) })]));
    expect(one('.popup__note').textContent).toBe('No label found does not mean made without AI.');
    show(on([medium(1, { report: ai })]));
    expect(root.querySelector('.popup__note')).toBeNull();
  });

  it('keep a chosen filter whose last row went', () => {
    show(on([medium(1, { report: ai }), medium(2)]));
    click(button('AI 1'));
    show(on([medium(2)]));
    expect(one('.popup__none').textContent).toBe('Nothing with this status');
  });
});

describe('states without a list', () => {
  it.each<[PopupState, string, string | null]>([
    [{ kind: 'loading' }, 'Looking for media…', null],
    [{ kind: 'blocked' }, 'Extensions may not run on this page', null],
    [{ kind: 'permission', host: 'a.example' }, 'Access to this site was not granted', 'Allow on this site'],
    [{ kind: 'off', host: 'a.example' }, 'Switched off on this site', 'Switch on'],
    [on([]), 'No images, video or audio here', null],
    [on([], { needsReload: true }), 'This page was opened before the extension was started.', 'Reload page'],
    [on([medium(1)], { overlayRefused: true }), 'Labels are shown here only.', null],
  ])('%j', (state, sentence, action) => {
    show(state);
    expect(one('main').textContent).toContain(sentence);
    if (action !== null) click(button(action));
    const called = Object.values(actions).filter(({ mock }) => mock.calls.length > 0);
    expect(called).toHaveLength(action === null ? 0 : 1);
  });

  it('offer the switch only where there is a site to switch', () => {
    show({ kind: 'blocked' });
    expect(root.querySelector('[role=switch]')).toBeNull();
    show({ kind: 'off', host: 'a.example' });
    expect(one('[role=switch]').getAttribute('aria-checked')).toBe('false');
    click(one('[role=switch]'));
    expect(actions.setSite).toHaveBeenCalledExactlyOnceWith(true);
  });
});

describe('the foot', () => {
  it('leads to notices, with their number, and to options, and looks again', () => {
    show(on([medium(1)]), new Map(), 2);
    for (const text of ['Rescan', 'Notices (2)', 'Check a file…', 'Options']) click(button(text));
    for (const action of [actions.rescan, actions.openNotices, actions.openReport, actions.openOptions]) {
      expect(action).toHaveBeenCalledTimes(1);
    }
    expect(actions.openReport).toHaveBeenCalledWith();
  });
});
