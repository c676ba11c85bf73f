import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing';
import type { MediumId } from '@/utils/background/frame-handlers';
import type { FramePort } from '@/utils/background/frame-session';
import { createFrames, type Frames } from '@/utils/background/frames';
import type { Sender } from '@/utils/background/sender';
import { unreadableReport } from '@/utils/engine/make-report';
import type { LabelReport } from '@/utils/engine/report';
import type { Checked, CheckRequest } from '@/utils/inspector/checks';
import type { Inspected, InspectionRequest } from '@/utils/inspector/inspections';
import type { FrameReply, MediumOnPage } from '@/utils/messages/frame';
import { MESSAGE_LIMITS } from '@/utils/messages/limits';
import { DEFAULT_SETTINGS, type Settings } from '@/utils/settings';
import { createInventoryWriter, type InventoryWriter } from '@/utils/store/inventory-writer';
import { mediumOnPage as medium } from '../medium-on-page';

const TAB = 5;
const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

const sender = (patch: Partial<Sender> = {}): Sender => ({
  id: fakeBrowser.runtime.id,
  url: 'https://a.example/page',
  origin: 'https://a.example',
  frameId: 0,
  documentId: 'document 1',
  tab: { id: TAB, url: 'https://a.example/page', title: 'Tab', incognito: false },
  ...patch,
});

const openPort = (from: Sender | undefined, name = 'frame') => {
  const received: ((message: unknown) => void)[] = [];
  const closed: (() => void)[] = [];
  const replies: FrameReply[] = [];
  const state = { isClosed: false };
  const port: FramePort = {
    name,
    sender: from,
    postMessage: (reply) => {
      if (state.isClosed) throw new Error('Attempting to use a disconnected port object');
      replies.push(reply);
    },
    disconnect: () => {
      state.isClosed = true;
    },
    onMessage: { addListener: (listener) => received.push(listener) },
    onDisconnect: { addListener: (listener) => closed.push(listener) },
  };
  return {
    port,
    replies,
    state,
    say: (message: unknown) => {
      for (const listener of received) if (!state.isClosed) listener(message);
    },
    leave: () => {
      state.isClosed = true;
      for (const listener of closed) listener();
    },
    reports: () => replies.flatMap((reply) => (reply.type === 'reports' ? reply.reports : [])),
  };
};

const hello = { type: 'hello', title: 'Page', overlayRefused: false } as const;

const media = (...told: MediumOnPage[]) => ({ type: 'media', media: told, gone: [] });
const inspect = (...ids: number[]) => ({ type: 'inspect', requests: ids.map((id) => ({ id })) });

const unlabelled = (input: string): LabelReport => ({
  ...unreadableReport(input, 'empty', ''),
  verdict: { status: 'unlabelled', assurance: null, disagreement: false },
  error: null,
});

interface Asked {
  readonly request: InspectionRequest;
  readonly signal: AbortSignal;
  readonly answer: (report: LabelReport, more?: Omit<Inspected, 'report'>) => void;
}

interface Check {
  readonly request: CheckRequest;
  readonly answer: (checked: Checked) => void;
}

let settings: Settings;
let isActive: boolean;
let openImages: Map<number, Blob>;
let asked: Asked[];
let checks: Check[];
let pageCopies: Map<number, Blob>;
let injected: number[];
let opened: (MediumId & { readonly page: 'notice' | 'report' })[];
let newDocuments: number[];
let inventory: InventoryWriter;
let frames: Frames;

const startFrames = () => {
  inventory = createInventoryWriter();
  frames = createFrames({
    settings: async () => settings,
    inventory,
    inspections: {
      inspect: (request, signal) =>
        new Promise((resolve) =>
          asked.push({ request, signal, answer: (report, more = {}) => resolve({ report, ...more }) }),
        ),
    },
    checks: {
      check: (request) => new Promise((answer) => checks.push({ request, answer })),
    },
    pageBytes: async ({ id }) => pageCopies.get(id) ?? null,
    prepare: () => undefined,
    isActive: async () => isActive,
    openBytes: async ({ id }) => openImages.get(id) ?? null,
    injectOverlay: (_, frameId) => injected.push(frameId),
    openNotice: (which) => opened.push({ page: 'notice', ...which }),
    openReport: (which) => opened.push({ page: 'report', ...which }),
    onNewDocument: (tabId) => newDocuments.push(tabId),
  });
};

beforeEach(() => {
  fakeBrowser.reset();
  settings = DEFAULT_SETTINGS;
  isActive = true;
  openImages = new Map();
  asked = [];
  checks = [];
  pageCopies = new Map();
  injected = [];
  opened = [];
  newDocuments = [];
  startFrames();
});

const connect = async (from = sender(), messages: unknown[] = [hello]) => {
  const frame = openPort(from);
  frames.accept(frame.port);
  for (const message of messages) frame.say(message);
  await turn();
  return frame;
};

const listed = async () => (await inventory.read(TAB))?.media ?? null;

describe('who may open a frame’s port', () => {
  it.each<[string, Sender | undefined]>([
    ['nobody', undefined],
    ['another extension', sender({ id: 'other' })],
    ['no tab', { ...sender(), tab: undefined }],
    ['no frame', { ...sender(), frameId: undefined }],
    ['no document', { ...sender(), documentId: undefined }],
    ['a page of the extension', sender({ url: fakeBrowser.runtime.getURL('/' as never) })],
  ])('not %s', async (_, from) => {
    const frame = openPort(from);
    expect(frames.accept(frame.port)).toBe(true);
    expect(frame.state.isClosed).toBe(true);
    frame.say(hello);
    await turn();
    expect(frame.replies).toEqual([]);
  });

  it('leaves ports of other names to others', () => {
    const other = openPort(sender(), 'evidence');
    expect(frames.accept(other.port)).toBe(false);
    expect(other.state.isClosed).toBe(false);
  });
});

describe('messages of a frame', () => {
  const hostile: [string, unknown][] = [
    ['nothing', undefined],
    ['null', null],
    ['a text', 'hello'],
    ['an unknown type', { type: 'settings' }],
    ['a type of the prototype', { type: 'constructor' }],
    ['media that are no list', { type: 'media', media: {}, gone: [] }],
    ['too many media', { type: 'media', media: Array(MESSAGE_LIMITS.mediaPerMessage + 1).fill(medium(1)), gone: [] }],
    [
      'an address without end',
      media(medium(1, { address: `https://a/${'x'.repeat(MESSAGE_LIMITS.addressCharacters)}` })),
    ],
    ['an id that is no number', media(medium('1' as never))],
    ['an id of zero', media(medium(0))],
    ['an id beyond 2^53', media(medium(2 ** 60))],
    ['a size that is not a number', media(medium(1, { width: Number.NaN }))],
    ['an unknown kind', media(medium(1, { kind: 'document' as never }))],
    ['bytes that are no Blob', { type: 'inspect', requests: [{ id: 1, bytes: { size: 3 } }] }],
    ['a page to open', { type: 'open', page: 'https://evil.example/', id: 1 }],
  ];

  it.each(hostile)('that hold %s end the port', async (_, message) => {
    const frame = await connect();
    frame.say(message);
    expect(frame.state.isClosed).toBe(true);
    await turn();
    expect(await listed()).toBeNull();
  });

  it('must begin with hello', async () => {
    const frame = await connect(sender(), [media(medium(1))]);
    expect(frame.state.isClosed).toBe(true);
    expect(await listed()).toBeNull();
  });

  it('are cut off when they come in floods', async () => {
    const frame = await connect();
    for (let count = 0; count <= MESSAGE_LIMITS.messagesPerFrame; count++) frame.say({ type: 'heartbeat' });
    expect(frame.state.isClosed).toBe(true);
  });

  it('cannot make the background hold more media than its limit', async () => {
    const frame = await connect();
    for (let first = 1; first < MESSAGE_LIMITS.mediaPerFrame + 1_000; first += 500) {
      frame.say(media(...Array.from({ length: 500 }, (_, index) => medium(first + index))));
    }
    await vi.waitFor(async () => expect(await listed()).toHaveLength(MESSAGE_LIMITS.mediaPerFrame));

    const flood = await connect(sender({ frameId: 3, documentId: 'other' }));
    for (let batch = 0; batch < 5; batch++) {
      flood.say(media(...Array.from({ length: 500 }, (_, index) => medium(batch * 500 + index + 1))));
    }
    await vi.waitFor(async () => {
      expect((await listed())?.filter(({ frameId }) => frameId === 3)).toHaveLength(MESSAGE_LIMITS.mediaPerFrame);
    });
    expect(await listed()).toHaveLength(2 * MESSAGE_LIMITS.mediaPerFrame);
  });
});

describe('a frame', () => {
  it('is told what holds on its site', async () => {
    settings = { ...DEFAULT_SETTINGS, badges: 'point', theme: 'dark' };
    const frame = await connect(sender(), [{ ...hello, overlayRefused: true }]);
    expect(frame.replies).toEqual([
      { type: 'state', state: { on: true, overlay: false, badges: 'point', cardDelayMs: 300, theme: 'dark' } },
    ]);
  });

  it('is not looked at where its page’s site is off', async () => {
    settings = { ...DEFAULT_SETTINGS, sitesOff: ['a.example'] };
    const framed = sender({ frameId: 4, url: 'https://ads.example/', origin: 'https://ads.example' });
    const frame = await connect(framed, [hello, media(medium(1)), inspect(1), { type: 'need-overlay' }]);
    expect(frame.replies).toMatchObject([{ type: 'state', state: { on: false } }]);
    expect([await listed(), asked, injected]).toEqual([null, [], []]);
  });

  it('gets reports after they are stored', async () => {
    const frame = await connect(sender(), [hello, media(medium(1), medium(2)), inspect(1, 2)]);
    expect(asked.map(({ request }) => request.medium.address)).toEqual([medium(1).address, medium(2).address]);
    expect((await listed())?.map(({ state }) => state)).toEqual(['checking', 'checking']);
    asked[1]?.answer(unlabelled(medium(2).address));
    await turn();
    expect(frame.reports()).toEqual([{ id: 2, report: unlabelled(medium(2).address) }]);
    expect((await listed())?.map(({ state }) => state)).toEqual(['checking', 'done']);
  });

  it('gets reports of one tick together', async () => {
    const frame = await connect(sender(), [hello, media(medium(1), medium(2)), inspect(1, 2)]);
    for (const one of asked) one.answer(unlabelled(''));
    await turn();
    expect(frame.replies.filter(({ type }) => type === 'reports')).toHaveLength(1);
  });

  it('is asked about only what it told of', async () => {
    await connect(sender(), [hello, media(medium(1)), inspect(1, 99)]);
    expect(asked.map(({ request }) => request.medium.address)).toEqual([medium(1).address]);
  });

  it('hands bytes on, and the origin at which its page is at home', async () => {
    const bytes = new Blob(['x']);
    const local = sender({
      url: 'http://127.0.0.1:8080/',
      origin: 'http://127.0.0.1:8080',
      tab: { id: TAB, url: 'http://127.0.0.1:8080/', incognito: true },
    });
    await connect(local, [hello, media(medium(1)), { type: 'inspect', requests: [{ id: 1, bytes }] }]);
    expect(asked[0]?.request).toMatchObject({ bytes, home: 'http://127.0.0.1:8080', incognito: true, priority: 1 });
  });

  it('of a private host in a public page has no home there', async () => {
    const framed = sender({ frameId: 4, url: 'http://192.168.1.1/', origin: 'http://192.168.1.1' });
    await connect(framed, [hello, media(medium(1)), inspect(1)]);
    expect(asked[0]?.request.home).toBeNull();
  });

  it('that comes back after the background died is answered from the list', async () => {
    const first = await connect(sender(), [hello, media(medium(1)), inspect(1)]);
    asked[0]?.answer(unlabelled(medium(1).address));
    await turn();
    expect(first.reports()).toHaveLength(1);

    startFrames();
    asked = [];
    const again = await connect(sender(), [hello, media(medium(1)), inspect(1)]);
    expect(again.reports()).toEqual([{ id: 1, report: unlabelled(medium(1).address) }]);
    expect(asked).toEqual([]);
  });

  it.each([
    ['could not be read', unreadableReport('', 'network', ''), (): void => undefined],
    ['is to be read anew', unlabelled(''), (): void => frames.askAnew([{ tabId: TAB, frameId: 0, id: 1 }])],
  ] as const)('gets a new report of what %s', async (_, report, before) => {
    const frame = await connect(sender(), [hello, media(medium(1)), inspect(1)]);
    asked[0]?.answer(report);
    await turn();
    before();
    frame.say(inspect(1));
    await turn();
    expect(asked).toHaveLength(2);
  });

  it('takes its media and its questions with it', async () => {
    const frame = await connect(sender(), [hello, media(medium(1)), inspect(1)]);
    frame.leave();
    await turn();
    expect(await listed()).toBeNull();
    expect(asked[0]?.signal.aborted).toBe(true);
    asked[0]?.answer(unlabelled(''));
    await turn();
    expect(await listed()).toBeNull();
  });

  it('that opens a second port keeps its media when the first one closes', async () => {
    const first = await connect(sender(), [hello, media(medium(1))]);
    await connect(sender(), [hello, media(medium(1))]);
    expect(first.state.isClosed).toBe(true);
    first.leave();
    await turn();
    expect(await listed()).toHaveLength(1);
  });

  it('with another document than before starts a look at its tab', async () => {
    await connect(sender(), [hello, media(medium(1))]);
    await connect(sender({ documentId: 'document 2' }), [hello, media(medium(7))]);
    expect((await listed())?.map(({ id }) => id)).toEqual([7]);
    expect(newDocuments).toEqual([TAB]);
  });

  it('is let go when its tab shows another document', async () => {
    const frame = await connect(sender(), [hello, media(medium(1))]);
    frames.keepDocuments(TAB, new Map([[0, 'document 1']]));
    expect(frame.state.isClosed).toBe(false);
    frames.keepDocuments(TAB, new Map([[0, 'document 2']]));
    expect(frame.state.isClosed).toBe(true);
    await turn();
    expect(await listed()).toBeNull();
  });

  it('gets the overlay unless person or page does not want it', async () => {
    await connect(sender({ frameId: 8 }), [hello, { type: 'need-overlay' }]);
    await connect(sender({ frameId: 9 }), [{ ...hello, overlayRefused: true }, { type: 'need-overlay' }]);
    settings = { ...DEFAULT_SETTINGS, overlay: false };
    await connect(sender({ frameId: 10 }), [hello, { type: 'need-overlay' }]);
    expect(injected).toEqual([8]);
  });

  it('opens a page about a medium of its own, in a tab that is seen', async () => {
    for (const page of ['notice', 'report'] as const) {
      opened = [];
      isActive = true;
      const frame = await connect(sender(), [hello, media(medium(1)), { type: `open-${page}`, id: 1 }]);
      frame.say({ type: `open-${page}`, id: 2 });
      await turn();
      isActive = false;
      frame.say({ type: `open-${page}`, id: 1 });
      await turn();
      expect(opened).toEqual([{ page, tabId: TAB, frameId: 0, id: 1 }]);
    }
  });

  it('waits behind frames that are seen', async () => {
    isActive = false;
    await connect(sender(), [hello, media(medium(1)), inspect(1)]);
    expect(asked[0]?.request.priority).toBe(0);
  });
});

describe('what is signed in a medium', () => {
  const MIB = 1024 * 1024;
  const stated = unlabelled('stated');
  const judged = unlabelled('judged');
  const told = (frame: ReturnType<typeof openPort>) =>
    frame.reports().map(({ id, report, check }) => [id, report.input, check]);
  const check = (id: number, asked = false) => ({ type: 'check', id, asked });

  const connectWith = async (more: Omit<Inspected, 'report'>, ...ids: number[]) => {
    const frame = await connect(sender(), [hello, media(...ids.map((id) => medium(id))), inspect(...ids)]);
    for (const one of asked) one.answer(stated, more);
    await turn();
    return frame;
  };

  it('is checked at once where all bytes are at hand, and told before and after', async () => {
    const whole = { bytes: new Blob(['x']), validators: null };
    const frame = await connectWith({ check: 'running', whole }, 1);
    expect(told(frame)).toEqual([[1, 'stated', 'running']]);
    expect(await listed()).toMatchObject([{ state: 'done', report: stated, check: 'running' }]);
    expect(checks[0]?.request).toMatchObject({ stated, whole, mostBytes: 0, priority: 0 });
    checks[0]?.answer({ report: judged, check: 'made' });
    await turn();
    expect(told(frame)).toEqual([
      [1, 'stated', 'running'],
      [1, 'judged', 'made'],
    ]);
    expect(await listed()).toMatchObject([{ report: judged, check: 'made' }]);
  });

  it.each([
    ['on-pointing', false, 8 * MIB],
    ['on-pointing', true, 256 * MIB],
    ['on-asking', true, 256 * MIB],
    ['not-made', true, 256 * MIB],
  ] as const)('that waits %s is read whole (asked: %s) up to %i bytes', async (state, isAsked, mostBytes) => {
    const frame = await connectWith({ check: state }, 1);
    frame.say(check(1, isAsked));
    await turn();
    expect(told(frame).at(-1)).toEqual([1, 'stated', 'running']);
    expect(checks[0]?.request).toMatchObject({ whole: null, mostBytes, incognito: false, home: null });
    checks[0]?.answer({ report: judged, check: 'made' });
    await turn();
    expect(told(frame).at(-1)).toEqual([1, 'judged', 'made']);
  });

  it.each([
    ['on-asking', false],
    ['not-made', false],
    ['made', true],
    ['made-without-lists', true],
  ] as const)('that is %s is not checked (asked: %s), and the frame hears how things stand', async (state, isAsked) => {
    const frame = await connectWith({ check: state }, 1);
    frame.say(check(1, isAsked));
    await turn();
    expect(checks).toEqual([]);
    expect(told(frame).at(-1)).toEqual([1, 'stated', state]);
  });

  it('is not checked in what has nothing to check, is not listed, or is not seen', async () => {
    const frame = await connectWith({}, 1);
    frame.say(check(1, true));
    frame.say(check(2, true));
    await turn();
    const hidden = await connectWith({ check: 'on-pointing' }, 1);
    isActive = false;
    hidden.say(check(1, true));
    await turn();
    expect(checks).toEqual([]);
  });

  it('is checked in the page’s own copy, where it has one', async () => {
    const bytes = new Blob(['copy']);
    pageCopies.set(1, bytes);
    const frame = await connectWith({ check: 'on-asking' }, 1);
    frame.say(check(1, true));
    await turn();
    expect(checks[0]?.request.whole).toEqual({ bytes, validators: null });
  });

  it('is checked once for all media of its address whose bytes came with the report', async () => {
    const whole = { bytes: new Blob(['x']), validators: {} };
    const twins = [medium(1), { ...medium(2), address: medium(1).address }];
    const frame = await connect(sender(), [hello, media(...twins), inspect(1, 2)]);
    for (const one of asked) one.answer(stated, { check: 'running', whole });
    await turn();
    expect(checks).toHaveLength(1);
    checks[0]?.answer({ report: judged, check: 'made' });
    await turn();
    expect(told(frame)).toEqual([
      [1, 'stated', 'running'],
      [2, 'stated', 'running'],
      [1, 'judged', 'made'],
      [2, 'judged', 'made'],
    ]);
  });

  it('is checked in each of two own copies of one address', async () => {
    const whole = { bytes: new Blob(['x']), validators: null };
    const twins = [medium(1), { ...medium(2), address: medium(1).address }];
    const frame = await connect(sender(), [hello, media(...twins), inspect(1, 2)]);
    for (const one of asked) one.answer(stated, { check: 'running', whole });
    await turn();
    expect(checks).toHaveLength(2);
    for (const one of checks) one.answer({ report: judged, check: 'made' });
    await turn();
    expect(told(frame).slice(-2)).toEqual([
      [1, 'judged', 'made'],
      [2, 'judged', 'made'],
    ]);
  });

  it('is checked once for all media of its address', async () => {
    const twins = [medium(1), { ...medium(2), address: medium(1).address }, medium(3)];
    const frame = await connect(sender(), [hello, media(...twins), inspect(1, 2, 3)]);
    for (const one of asked) one.answer(stated, { check: 'on-pointing' });
    await turn();
    frame.say(check(1));
    frame.say(check(2));
    await turn();
    expect(checks).toHaveLength(1);
    expect(told(frame).slice(-2)).toEqual([
      [1, 'stated', 'running'],
      [2, 'stated', 'running'],
    ]);
    checks[0]?.answer({ report: judged, check: 'made' });
    await turn();
    expect(told(frame).slice(-2)).toEqual([
      [1, 'judged', 'made'],
      [2, 'judged', 'made'],
    ]);
  });

  it.each([
    ['with its bytes', new Blob(['x']), 'running', 1],
    ['without them', undefined, 'on-pointing', 0],
  ] as const)(
    'and was being checked when the background died is asked about anew %s',
    async (_, bytes, state, count) => {
      const report = { ...stated, bytes: 1 };
      const whole = { bytes: new Blob(['x']), validators: null };
      await connect(sender(), [hello, media(medium(1)), inspect(1)]);
      asked[0]?.answer(report, { check: 'running', whole });
      await turn();
      startFrames();
      checks = [];
      const again = await connect(sender(), [
        hello,
        media(medium(1)),
        { type: 'inspect', requests: [{ id: 1, ...(bytes && { bytes }) }] },
      ]);
      expect(told(again)).toEqual([[1, 'stated', state]]);
      expect(checks).toHaveLength(count);
    },
  );
});
