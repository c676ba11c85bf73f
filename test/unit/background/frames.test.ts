import { beforeEach, describe, expect, it } from 'vitest';
import { unreadableReport } from '@/utils/engine/make-report';
import { DEFAULT_SETTINGS } from '@/utils/settings';
import { mediumOnPage as medium } from '../medium-on-page';
import {
  connect,
  hello,
  inspect,
  listed,
  media,
  sender,
  startAfresh,
  startFrames,
  TAB,
  turn,
  unlabelled,
  world,
} from './frame-world';

beforeEach(startAfresh);

describe('a frame', () => {
  it('is told what holds on its site', async () => {
    world.settings = { ...DEFAULT_SETTINGS, badges: 'point', theme: 'dark' };
    const frame = await connect(sender(), [{ ...hello, overlayRefused: true }]);
    expect(frame.replies).toEqual([
      { type: 'state', state: { on: true, overlay: false, badges: 'point', cardDelayMs: 300, theme: 'dark' } },
    ]);
  });

  it('is not looked at where its page’s site is off', async () => {
    world.settings = { ...DEFAULT_SETTINGS, sitesOff: ['a.example'] };
    const framed = sender({ frameId: 4, url: 'https://ads.example/', origin: 'https://ads.example' });
    const frame = await connect(framed, [hello, media(medium(1)), inspect(1), { type: 'need-overlay' }]);
    expect(frame.replies).toMatchObject([{ type: 'state', state: { on: false } }]);
    expect([await listed(), world.asked, world.injected]).toEqual([null, [], []]);
  });

  it('gets reports after they are stored', async () => {
    const frame = await connect(sender(), [hello, media(medium(1), medium(2)), inspect(1, 2)]);
    expect(world.asked.map(({ request }) => request.medium.address)).toEqual([medium(1).address, medium(2).address]);
    expect((await listed())?.map(({ state }) => state)).toEqual(['checking', 'checking']);
    world.asked[1]?.answer(unlabelled(medium(2).address));
    await turn();
    expect(frame.reports()).toEqual([{ id: 2, report: unlabelled(medium(2).address) }]);
    expect((await listed())?.map(({ state }) => state)).toEqual(['checking', 'done']);
  });

  it('gets reports of one tick together', async () => {
    const frame = await connect(sender(), [hello, media(medium(1), medium(2)), inspect(1, 2)]);
    for (const one of world.asked) one.answer(unlabelled(''));
    await turn();
    expect(frame.replies.filter(({ type }) => type === 'reports')).toHaveLength(1);
  });

  it('is asked about only what it told of', async () => {
    await connect(sender(), [hello, media(medium(1)), inspect(1, 99)]);
    expect(world.asked.map(({ request }) => request.medium.address)).toEqual([medium(1).address]);
  });

  it('hands bytes on, and the origin at which its page is at home', async () => {
    const bytes = new Blob(['x']);
    const local = sender({
      url: 'http://127.0.0.1:8080/',
      origin: 'http://127.0.0.1:8080',
      tab: { id: TAB, url: 'http://127.0.0.1:8080/', incognito: true },
    });
    await connect(local, [hello, media(medium(1)), { type: 'inspect', requests: [{ id: 1, bytes }] }]);
    expect(world.asked[0]?.request).toMatchObject({
      bytes,
      home: 'http://127.0.0.1:8080',
      incognito: true,
      priority: 1,
    });
  });

  it('of a private host in a public page has no home there', async () => {
    const framed = sender({ frameId: 4, url: 'http://192.168.1.1/', origin: 'http://192.168.1.1' });
    await connect(framed, [hello, media(medium(1)), inspect(1)]);
    expect(world.asked[0]?.request.home).toBeNull();
  });

  it('that comes back after the background died is answered from the list', async () => {
    const first = await connect(sender(), [hello, media(medium(1)), inspect(1)]);
    world.asked[0]?.answer(unlabelled(medium(1).address));
    await turn();
    expect(first.reports()).toHaveLength(1);

    startFrames();
    world.asked = [];
    const again = await connect(sender(), [hello, media(medium(1)), inspect(1)]);
    expect(again.reports()).toEqual([{ id: 1, report: unlabelled(medium(1).address) }]);
    expect(world.asked).toEqual([]);
  });

  it.each([
    ['could not be read', unreadableReport('', 'network', ''), (): void => undefined],
    ['is to be read anew', unlabelled(''), (): void => world.frames.askAnew([{ tabId: TAB, frameId: 0, id: 1 }])],
  ] as const)('gets a new report of what %s', async (_, report, before) => {
    const frame = await connect(sender(), [hello, media(medium(1)), inspect(1)]);
    world.asked[0]?.answer(report);
    await turn();
    before();
    frame.say(inspect(1));
    await turn();
    expect(world.asked).toHaveLength(2);
  });

  it('takes its media and its questions with it', async () => {
    const frame = await connect(sender(), [hello, media(medium(1)), inspect(1)]);
    frame.leave();
    await turn();
    expect(await listed()).toBeNull();
    expect(world.asked[0]?.signal.aborted).toBe(true);
    world.asked[0]?.answer(unlabelled(''));
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
    expect(world.newDocuments).toEqual([TAB]);
  });

  it('is let go when its tab shows another document', async () => {
    const frame = await connect(sender(), [hello, media(medium(1))]);
    world.frames.keepDocuments(TAB, new Map([[0, 'document 1']]));
    expect(frame.state.isClosed).toBe(false);
    world.frames.keepDocuments(TAB, new Map([[0, 'document 2']]));
    expect(frame.state.isClosed).toBe(true);
    await turn();
    expect(await listed()).toBeNull();
  });

  it('gets the overlay unless person or page does not want it', async () => {
    await connect(sender({ frameId: 8 }), [hello, { type: 'need-overlay' }]);
    await connect(sender({ frameId: 9 }), [{ ...hello, overlayRefused: true }, { type: 'need-overlay' }]);
    world.settings = { ...DEFAULT_SETTINGS, overlay: false };
    await connect(sender({ frameId: 10 }), [hello, { type: 'need-overlay' }]);
    expect(world.injected).toEqual([8]);
  });

  it('opens a page about a medium of its own, in a tab that is seen', async () => {
    for (const page of ['notice', 'report'] as const) {
      world.opened = [];
      world.isActive = true;
      const frame = await connect(sender(), [hello, media(medium(1)), { type: `open-${page}`, id: 1 }]);
      frame.say({ type: `open-${page}`, id: 2 });
      await turn();
      world.isActive = false;
      frame.say({ type: `open-${page}`, id: 1 });
      await turn();
      expect(world.opened).toEqual([{ page, tabId: TAB, frameId: 0, id: 1 }]);
    }
  });

  it('waits behind frames that are seen', async () => {
    world.isActive = false;
    await connect(sender(), [hello, media(medium(1)), inspect(1)]);
    expect(world.asked[0]?.request.priority).toBe(0);
  });
});
