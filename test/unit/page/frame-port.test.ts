import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CheckState } from '@/utils/messages/check-state';
import type { FrameMessage, FrameReply, MediumOnPage } from '@/utils/messages/frame';
import type { ContentPort } from '@/utils/page/content-api';
import { createFramePort } from '@/utils/page/frame-port';
import { PAGE_LIMITS } from '@/utils/page/page-limits';

const medium = (id: number): MediumOnPage => ({
  id,
  address: `https://page.example/${id}.png`,
  kind: 'image',
  loaded: true,
  width: 300,
  height: 200,
  alt: '',
  order: id,
});

interface FakePort extends ContentPort {
  readonly sent: FrameMessage[];
  readonly reply: (reply: FrameReply) => void;
  readonly die: () => void;
}

const fakePort = (): FakePort => {
  const sent: FrameMessage[] = [];
  let hear: (message: unknown) => void = () => undefined;
  let end: () => void = () => undefined;
  return {
    sent,
    postMessage: (message) => void sent.push(message as FrameMessage),
    disconnect: () => undefined,
    onMessage: { addListener: (listener) => (hear = listener) },
    onDisconnect: { addListener: (listener) => (end = listener) },
    reply: (reply) => hear(reply),
    die: () => end(),
  };
};

const start = (all: readonly MediumOnPage[] = [], maySpeak = true) => {
  const ports: FakePort[] = [];
  const lost: number[] = [];
  const givenUp: number[] = [];
  const state = { maySpeak, isAlive: true };
  const hooks = { beforeFlush: (): void => undefined };
  const port = createFramePort({
    connect: () => {
      if (!state.isAlive) return null;
      const opened = fakePort();
      ports.push(opened);
      return opened;
    },
    hello: () => ({ type: 'hello', title: 'Page', overlayRefused: false }),
    allMedia: () => all,
    beforeFlush: () => hooks.beforeFlush(),
    onReply: () => undefined,
    onLost: (ids) => lost.push(...ids),
    onGivenUp: (ids) => givenUp.push(...ids),
    maySpeak: () => state.maySpeak,
  });
  const tick = () => vi.advanceTimersByTime(PAGE_LIMITS.tickMs);
  const types = (index: number) => ports[index]?.sent.map(({ type }) => type);
  return { port, ports, lost, givenUp, state, hooks, tick, types };
};

const report = (id: number, check?: CheckState): FrameReply => ({
  type: 'reports',
  reports: [{ id, report: {} as never, ...(check && { check }) }],
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the port of a frame', () => {
  it('tells what changes in the last moment', () => {
    const { port, ports, hooks, tick } = start();
    hooks.beforeFlush = () => port.tell({ ...medium(1), order: 7 });
    port.tell({ ...medium(1), order: 3 });
    tick();
    expect(ports[0]?.sent[1]).toMatchObject({ type: 'media', media: [{ id: 1, order: 7 }] });
  });

  it('is not opened before there is something to say', () => {
    const { ports, tick } = start();
    tick();
    expect(ports).toHaveLength(0);
  });

  it('gathers a tick into one message of each kind, hello first, media before requests', () => {
    const { port, types, ports, tick } = start();
    for (const id of [1, 2, 3]) port.tell(medium(id));
    port.inspect(1, null);
    port.inspect(2, new Blob(['x']));
    tick();
    expect(types(0)).toEqual(['hello', 'media', 'inspect']);
    expect(ports[0]?.sent[2]).toEqual({ type: 'inspect', requests: [{ id: 1 }, { id: 2, bytes: expect.any(Blob) }] });
  });

  it('says no more than hello until it may speak, and then all of it', () => {
    const { port, types, state, tick } = start([], false);
    port.tell(medium(1));
    tick();
    expect(types(0)).toEqual(['hello']);
    state.maySpeak = true;
    port.flushSoon();
    tick();
    expect(types(0)).toEqual(['hello', 'media']);
  });

  it('splits what is more than a message may hold', () => {
    const { port, ports, tick } = start();
    for (let id = 1; id <= 501; id += 1) port.tell(medium(id));
    tick();
    const sizes = ports[0]?.sent.map((message) => (message.type === 'media' ? message.media.length : 0));
    expect(sizes).toEqual([0, 500, 1]);
  });

  it('tells once what changed twice in a tick, and nothing of what came and went', () => {
    const { port, ports, tick } = start();
    port.tell(medium(1));
    port.tell({ ...medium(1), width: 600 });
    port.tell(medium(2));
    port.gone(2);
    tick();
    expect(ports[0]?.sent[1]).toMatchObject({ type: 'media', media: [{ id: 1, width: 600 }] });
  });

  it('says what went', () => {
    const { port, ports, tick } = start();
    port.tell(medium(1));
    tick();
    port.gone(1);
    tick();
    expect(ports[0]?.sent[2]).toEqual({ type: 'media', media: [], gone: [1] });
  });
});

describe('when the background dies', () => {
  it('a quiet frame opens the port again with its next word, and tells all its media', () => {
    const { port, ports, types, tick } = start([medium(1), medium(2)]);
    port.tell(medium(1));
    tick();
    ports[0]?.die();
    vi.advanceTimersByTime(60_000);
    expect(ports).toHaveLength(1);
    port.send({ type: 'need-overlay' });
    tick();
    expect(types(1)).toEqual(['hello', 'media', 'need-overlay']);
    expect(ports[1]?.sent[1]).toMatchObject({ media: [{ id: 1 }, { id: 2 }] });
  });

  it('what was asked and not answered is asked again, later each time', () => {
    const { port, ports, lost, tick } = start();
    port.inspect(1, null);
    port.inspect(2, null);
    tick();
    ports[0]?.reply(report(1));
    ports[0]?.die();
    vi.advanceTimersByTime(PAGE_LIMITS.reconnectFirstMs);
    expect(lost).toEqual([2]);
    port.inspect(2, null);
    tick();
    ports[1]?.die();
    vi.advanceTimersByTime(PAGE_LIMITS.reconnectFirstMs);
    expect(lost).toEqual([2]);
    vi.advanceTimersByTime(PAGE_LIMITS.reconnectFirstMs);
    expect(lost).toEqual([2, 2]);
  });

  it('again and again, it gives up', () => {
    const { port, ports, givenUp, tick } = start();
    for (let attempt = 0; attempt <= PAGE_LIMITS.reconnectAttempts; attempt += 1) {
      port.inspect(1, null);
      tick();
      ports[attempt]?.die();
      vi.advanceTimersByTime(PAGE_LIMITS.reconnectMostMs);
    }
    expect(givenUp).toEqual([1]);
  });

  it('after an extension reload nothing more is sent', () => {
    const { port, ports, state, tick } = start();
    state.isAlive = false;
    port.tell(medium(1));
    tick();
    expect(ports).toHaveLength(0);
  });
});

describe('the heartbeat', () => {
  it('beats while an answer is awaited, and then no more', () => {
    const { port, ports, tick } = start();
    port.inspect(1, null);
    tick();
    const beats = () => ports[0]?.sent.filter(({ type }) => type === 'heartbeat').length;
    vi.advanceTimersByTime(2 * PAGE_LIMITS.heartbeatMs);
    expect(beats()).toBe(2);
    ports[0]?.reply(report(1));
    vi.advanceTimersByTime(10 * PAGE_LIMITS.heartbeatMs);
    expect(beats()).toBe(2);
  });

  it('asks for pixels, and awaits what is made of them', () => {
    const { port, ports, tick, lost } = start();
    port.tell(medium(1));
    port.look(1, true);
    tick();
    expect(ports[0]?.sent.at(-1)).toEqual({ type: 'look', id: 1, asked: true });
    for (const pixels of ['waiting', 'running'] as const) {
      ports[0]?.reply({ type: 'reports', reports: [{ id: 1, report: {} as never, pixels }] });
      vi.advanceTimersByTime(PAGE_LIMITS.heartbeatMs);
      expect(ports[0]?.sent.at(-1)).toEqual({ type: 'heartbeat' });
    }
    ports[0]?.die();
    vi.advanceTimersByTime(PAGE_LIMITS.reconnectMostMs);
    expect(lost).toEqual([1]);
  });

  it('asks for no pixels of a medium that went', () => {
    const { port, ports, tick, types } = start();
    port.tell(medium(1));
    tick();
    port.look(1, true);
    port.gone(1);
    tick();
    expect(types(0)).not.toContain('look');
    expect(ports).toHaveLength(1);
  });

  it('awaits the check that a report announces, and the one that it asks for', () => {
    const { port, ports, lost, tick } = start([medium(1)]);
    port.inspect(1, null);
    tick();
    ports[0]?.reply(report(1, 'running'));
    ports[0]?.die();
    vi.advanceTimersByTime(PAGE_LIMITS.reconnectFirstMs);
    expect(lost).toEqual([1]);
    port.check(1, true);
    tick();
    expect(ports[1]?.sent.at(-1)).toEqual({ type: 'check', id: 1, asked: true });
    vi.advanceTimersByTime(PAGE_LIMITS.heartbeatMs);
    expect(ports[1]?.sent.at(-1)).toEqual({ type: 'heartbeat' });
    const sent = ports[1]?.sent.length;
    ports[1]?.reply(report(1, 'made'));
    vi.advanceTimersByTime(PAGE_LIMITS.heartbeatMs);
    expect(ports[1]?.sent).toHaveLength(sent ?? 0);
  });

  it('does not beat for a frame that has asked nothing', () => {
    const { port, types, tick } = start();
    port.tell(medium(1));
    tick();
    vi.advanceTimersByTime(10 * PAGE_LIMITS.heartbeatMs);
    expect(types(0)).toEqual(['hello', 'media']);
  });

  it('is opened again when it was lost before the first answer, for what waits to be told', () => {
    const { port, ports, state, tick, types } = start([medium(1)], false);
    port.tell(medium(1));
    tick();
    expect(types(0)).toEqual(['hello']);
    ports[0]?.die();
    vi.advanceTimersByTime(PAGE_LIMITS.reconnectFirstMs);
    tick();
    state.maySpeak = true;
    port.flushSoon();
    tick();
    expect(types(1)).toEqual(['hello', 'media']);
  });

  it('is not opened again when it was lost with nothing to say', () => {
    const { port, ports, tick } = start();
    port.tell(medium(1));
    tick();
    ports[0]?.die();
    vi.advanceTimersByTime(60_000);
    expect(ports).toHaveLength(1);
  });

  it('asks again for all that two lost ports owe', () => {
    const { port, ports, lost, tick } = start();
    port.inspect(1, null);
    tick();
    ports[0]?.die();
    port.inspect(2, null);
    tick();
    ports[1]?.die();
    vi.advanceTimersByTime(PAGE_LIMITS.reconnectFirstMs * 2);
    expect(lost.sort()).toEqual([1, 2]);
  });
});
