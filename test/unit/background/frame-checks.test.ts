import { beforeEach, describe, expect, it } from 'vitest';
import type { Inspected } from '@/utils/inspector/inspections';
import { mediumOnPage as medium } from '../medium-on-page';
import {
  connect,
  hello,
  inspect,
  listed,
  media,
  type openPort,
  sender,
  startAfresh,
  startFrames,
  turn,
  unlabelled,
  world,
} from './frame-world';

beforeEach(startAfresh);

describe('what is signed in a medium', () => {
  const MIB = 1024 * 1024;
  const stated = unlabelled('stated');
  const judged = unlabelled('judged');
  const told = (frame: ReturnType<typeof openPort>) =>
    frame.reports().map(({ id, report, check }) => [id, report.input, check]);
  const check = (id: number, asked = false) => ({ type: 'check', id, asked });

  const connectWith = async (more: Omit<Inspected, 'report'>, ...ids: number[]) => {
    const frame = await connect(sender(), [hello, media(...ids.map((id) => medium(id))), inspect(...ids)]);
    for (const one of world.asked) one.answer(stated, more);
    await turn();
    return frame;
  };

  it('is checked at once where all bytes are at hand, and told before and after', async () => {
    const whole = { bytes: new Blob(['x']), validators: null };
    const frame = await connectWith({ check: 'running', whole }, 1);
    expect(told(frame)).toEqual([[1, 'stated', 'running']]);
    expect(await listed()).toMatchObject([{ state: 'done', report: stated, check: 'running' }]);
    expect(world.checks[0]?.request).toMatchObject({ stated, whole, mostBytes: 0, priority: 0 });
    world.checks[0]?.answer({ report: judged, check: 'made' });
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
    expect(world.checks[0]?.request).toMatchObject({ whole: null, mostBytes, incognito: false, home: null });
    world.checks[0]?.answer({ report: judged, check: 'made' });
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
    expect(world.checks).toEqual([]);
    expect(told(frame).at(-1)).toEqual([1, 'stated', state]);
  });

  it('is not checked in what has nothing to check, is not listed, or is not seen', async () => {
    const frame = await connectWith({}, 1);
    frame.say(check(1, true));
    frame.say(check(2, true));
    await turn();
    const hidden = await connectWith({ check: 'on-pointing' }, 1);
    world.isActive = false;
    hidden.say(check(1, true));
    await turn();
    expect(world.checks).toEqual([]);
  });

  it('is checked in the page’s own copy, where it has one', async () => {
    const bytes = new Blob(['copy']);
    world.pageCopies.set(1, bytes);
    const frame = await connectWith({ check: 'on-asking' }, 1);
    frame.say(check(1, true));
    await turn();
    expect(world.checks[0]?.request.whole).toEqual({ bytes, validators: null });
  });

  it('is checked once for all media of its address whose bytes came with the report', async () => {
    const whole = { bytes: new Blob(['x']), validators: {} };
    const twins = [medium(1), { ...medium(2), address: medium(1).address }];
    const frame = await connect(sender(), [hello, media(...twins), inspect(1, 2)]);
    for (const one of world.asked) one.answer(stated, { check: 'running', whole });
    await turn();
    expect(world.checks).toHaveLength(1);
    world.checks[0]?.answer({ report: judged, check: 'made' });
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
    for (const one of world.asked) one.answer(stated, { check: 'running', whole });
    await turn();
    expect(world.checks).toHaveLength(2);
    for (const one of world.checks) one.answer({ report: judged, check: 'made' });
    await turn();
    expect(told(frame).slice(-2)).toEqual([
      [1, 'judged', 'made'],
      [2, 'judged', 'made'],
    ]);
  });

  it('is checked once for all media of its address', async () => {
    const twins = [medium(1), { ...medium(2), address: medium(1).address }, medium(3)];
    const frame = await connect(sender(), [hello, media(...twins), inspect(1, 2, 3)]);
    for (const one of world.asked) one.answer(stated, { check: 'on-pointing' });
    await turn();
    frame.say(check(1));
    frame.say(check(2));
    await turn();
    expect(world.checks).toHaveLength(1);
    expect(told(frame).slice(-2)).toEqual([
      [1, 'stated', 'running'],
      [2, 'stated', 'running'],
    ]);
    world.checks[0]?.answer({ report: judged, check: 'made' });
    await turn();
    expect(told(frame).slice(-2)).toEqual([
      [1, 'judged', 'made'],
      [2, 'judged', 'made'],
    ]);
  });

  it.each([
    ['at hand', { check: 'running', whole: { bytes: new Blob(['x']), validators: null } }],
    ['to be read', { check: 'on-pointing' }],
  ] as const)('and whose bytes are %s waits for the button where metadata alone are read', async (_, more) => {
    world.settings = { ...world.settings, depth: 'metadata' };
    const frame = await connectWith(more, 1);
    frame.say(check(1));
    await turn();
    expect(new Set(told(frame).map(([, , state]) => state))).toEqual(new Set(['on-asking']));
    expect(world.checks).toEqual([]);
    frame.say(check(1, true));
    await turn();
    expect(told(frame).at(-1)).toEqual([1, 'stated', 'running']);
    expect(world.checks).toHaveLength(1);
  });

  it.each(['on-pointing', 'running'] as const)(
    'and was %s is not checked any more once metadata alone are read',
    async (state) => {
      const frame = await connectWith({ check: state }, 1);
      world.settings = { ...world.settings, depth: 'metadata' };
      frame.say(check(1));
      await turn();
      expect(world.checks).toEqual([]);
      expect(told(frame).at(-1)).toEqual([1, 'stated', 'on-asking']);
    },
  );

  it.each(['credentials', 'pixels'] as const)('is checked unasked at the depth %s', async (depth) => {
    world.settings = { ...world.settings, depth };
    await connectWith({ check: 'running', whole: { bytes: new Blob(['x']), validators: null } }, 1);
    expect(world.checks).toHaveLength(1);
  });

  it('that was being checked when the background died is left until asked where metadata alone are read', async () => {
    world.settings = { ...world.settings, depth: 'metadata' };
    const frame = await connectWith({ check: 'on-asking' }, 1);
    frame.say(check(1, true));
    await turn();
    startFrames();
    world.checks = [];
    world.pageCopies.set(1, new Blob(['copy']));
    const again = await connect(sender(), [hello, media(medium(1)), inspect(1)]);
    expect(told(again)).toEqual([[1, 'stated', 'on-asking']]);
    expect(world.checks).toEqual([]);
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
      world.asked[0]?.answer(report, { check: 'running', whole });
      await turn();
      startFrames();
      world.checks = [];
      const again = await connect(sender(), [
        hello,
        media(medium(1)),
        { type: 'inspect', requests: [{ id: 1, ...(bytes && { bytes }) }] },
      ]);
      expect(told(again)).toEqual([[1, 'stated', state]]);
      expect(world.checks).toHaveLength(count);
    },
  );
});
