/** What lives in the pixels of a frame's media: who is looked at, once per address, and what is told beside a check. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { LabelReport } from '@/utils/engine/report';
import type { Inspected } from '@/utils/inspector/inspections';
import { DEFAULT_SETTINGS } from '@/utils/settings';
import {
  connect,
  found,
  HIDDEN,
  hello,
  inspect,
  listed,
  media,
  open,
  type openPort,
  picture,
  sender,
  startAfresh,
  startFrames,
  turn,
  unlabelled,
  world,
} from './frame-world';

beforeEach(startAfresh);

const ADDRESS = 'https://a.example/a.png';
const medium = (id: number, address = ADDRESS) => picture(id, { address });

type Frame = ReturnType<typeof openPort>;
const lastOf = (frame: Frame, id: number) => {
  const told = frame.reports().findLast((report) => report.id === id);
  return told && [told.report.verdict.status, told.pixels, told.check];
};
const show = async (
  report: LabelReport,
  more: Omit<Inspected, 'report'> = {},
  ...shown: ReturnType<typeof medium>[]
) => {
  const all = shown.length > 0 ? shown : [medium(1)];
  const frame = await connect(sender(), [hello, media(...all), inspect(...all.map(({ id }) => id))]);
  for (const one of world.asked) one.answer(report, more);
  await turn();
  return frame;
};

describe('a medium whose pixels could say something', () => {
  it('is told as waiting, as being looked at, and with what was found', async () => {
    const frame = await show(open);
    expect(lastOf(frame, 1)).toEqual(['unlabelled', 'waiting', undefined]);
    world.looks[0]?.request.onTurn();
    await turn();
    expect(lastOf(frame, 1)).toEqual(['unlabelled', 'running', undefined]);
    world.looks[0]?.answer(found);
    await turn();
    expect(lastOf(frame, 1)).toEqual(['ai-generated', 'looked', undefined]);
    expect(await listed()).toMatchObject([{ pixels: 'looked', report: { findings: [HIDDEN] } }]);
  });

  it.each([
    ['it is too small', { width: 200 }, {}, 'too-small'],
    ['the setting goes less deep', {}, { depth: 'credentials' }, 'off'],
  ] as const)('is told as not looked at where %s', async (_, patch, settings, state) => {
    world.settings = { ...DEFAULT_SETTINGS, ...settings };
    const frame = await show(open, {}, { ...medium(1), ...patch });
    expect(lastOf(frame, 1)).toEqual(['unlabelled', state, undefined]);
    expect(world.looks).toEqual([]);
  });

  it('is asked for its tab when its turn has come', async () => {
    await show(open);
    world.isActive = false;
    expect(await world.looks[0]?.request.refusal()).toBe('not-seen');
    world.isActive = true;
    expect(await world.looks[0]?.request.refusal()).toBeNull();
  });

  it('is looked at once, however often the page shows it', async () => {
    const frame = await show(open, {}, medium(1), medium(2), medium(3, 'https://a.example/other.png'));
    expect(world.looks.map(({ request }) => request.medium.address)).toEqual([ADDRESS, 'https://a.example/other.png']);
    world.looks[0]?.answer(found);
    await turn();
    expect([1, 2, 3].map((id) => lastOf(frame, id)?.[1])).toEqual(['looked', 'looked', 'waiting']);
  });

  it('is looked at each by itself where addresses are shortened', async () => {
    await show(open, {}, medium(1, 'data:image/png,9'), medium(2, 'data:image/png,9'));
    expect(world.looks).toHaveLength(2);
  });
});

describe('nobody looks at a medium', () => {
  it('whose pixels could say nothing new', async () => {
    const frame = await show(unlabelled('stated'));
    expect(lastOf(frame, 1)).toEqual(['unlabelled', undefined, undefined]);
    expect(world.looks).toEqual([]);
  });

  it.each(['looked', 'looked-quickly'] as const)('of which it is known what they say: %s', async (looked) => {
    const frame = await show(open, { looked });
    expect(lastOf(frame, 1)).toEqual(['unlabelled', looked, undefined]);
    expect(world.looks).toEqual([]);
  });
});

describe('a check and a look', () => {
  const whole = { bytes: new Blob(['x']), validators: null };
  const judged = unlabelled('judged');

  it.each([
    ['the check ends first', ['check', 'look']],
    ['the look ends first', ['look', 'check']],
  ] as const)('lose nothing of each other where %s', async (_, order) => {
    const frame = await show(open, { check: 'running', whole });
    for (const one of order) {
      if (one === 'check') world.checks[0]?.answer({ report: judged, check: 'made' });
      else world.looks[0]?.answer(found);
      await turn();
    }
    expect(lastOf(frame, 1)).toEqual(['ai-generated', 'looked', 'made']);
    expect(frame.reports().at(-1)?.report.input).toBe('judged');
  });
});

describe('a tab that comes to be seen', () => {
  const other = medium(2, 'https://a.example/other.png');
  const third = medium(3, 'https://a.example/third.png');
  const seen = { type: 'seen' } as const;
  /** The second was looked at, the others were not seen. */
  const leave = async () => {
    const frame = await show(open, {}, medium(1), other, third);
    const [first, second, last] = world.looks;
    first?.answer({ state: 'not-seen' });
    second?.answer(found);
    last?.answer({ state: 'not-seen' });
    await turn();
    world.looks = [];
    return frame;
  };
  const looked = () => world.looks.map(({ request }) => [request.medium.address, request.isAskedFor]);

  it('has what was not seen looked at in turn, unasked, and nothing else', async () => {
    const frame = await leave();
    frame.say(seen);
    await turn();
    expect(looked()).toEqual([
      [ADDRESS, false],
      [third.address, false],
    ]);
    expect([1, 2, 3].map((id) => lastOf(frame, id)?.[1])).toEqual(['waiting', 'looked', 'waiting']);
    frame.say(seen);
    await turn();
    expect(world.looks).toHaveLength(2);
  });

  it('has it looked at by a background that was not there, too, and hears of it', async () => {
    await leave();
    startFrames();
    const frame = await connect(sender(), [hello, media(medium(1), other, third), seen]);
    expect(looked()).toEqual([
      [ADDRESS, false],
      [third.address, false],
    ]);
    world.looks[0]?.answer(found);
    await turn();
    expect(lastOf(frame, 1)).toEqual(['ai-generated', 'looked', undefined]);
  });

  it.each([
    ['its tab is not seen', () => Object.assign(world, { isActive: false })],
    [
      'its site is switched off',
      () => Object.assign(world, { settings: { ...DEFAULT_SETTINGS, sitesOff: ['a.example'] } }),
    ],
  ])('has nothing looked at where a page says so and %s', async (_, change) => {
    const frame = await leave();
    change();
    frame.say(seen);
    await turn();
    expect(world.looks).toEqual([]);
  });

  it('has nothing looked at where the settings have come to be against it, which is told', async () => {
    const frame = await leave();
    world.settings = { ...DEFAULT_SETTINGS, depth: 'metadata' };
    frame.say(seen);
    await turn();
    expect(world.looks).toEqual([]);
    expect(lastOf(frame, 1)?.[1]).toBe('off');
  });

  it('has nothing looked at that the page shows no more', async () => {
    const frame = await leave();
    frame.say({ type: 'media', media: [medium(1, 'https://a.example/new.png')], gone: [3] });
    frame.say(seen);
    await turn();
    expect(world.looks).toEqual([]);
  });
});

describe('a background that died', () => {
  it('looks again where it had not ended, and tells again what it found', async () => {
    const first = await show(open);
    first.leave();
    await turn();
    startFrames();
    world.looks = [];
    world.asked = [];
    const second = await show(open);
    expect(world.looks).toHaveLength(1);
    world.looks[0]?.answer(found);
    await turn();
    expect(lastOf(second, 1)).toEqual(['ai-generated', 'looked', undefined]);
  });

  it('tells what is listed without looking', async () => {
    await show(open);
    world.looks[0]?.answer(found);
    await turn();
    startFrames();
    world.looks = [];
    const frame = await connect(sender(), [hello, media(medium(1)), inspect(1)]);
    expect(lastOf(frame, 1)).toEqual(['ai-generated', 'looked', undefined]);
    expect(world.looks).toEqual([]);
  });
});
