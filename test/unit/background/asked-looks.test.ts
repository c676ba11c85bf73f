/** A person asks that a medium's pixels be looked at, or points at it. */
import { beforeEach, describe, expect, it } from 'vitest';
import { isLooked, type PixelState } from '@/utils/messages/pixel-state';
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
  world,
} from './frame-world';

const medium = picture(1);
const look = (asked: boolean, id = 1) => ({ type: 'look', id, asked });

const told = (frame: ReturnType<typeof openPort>) => frame.reports().at(-1);
const begin = async (messages: readonly unknown[] = [hello, media(medium), inspect(1)]) => {
  const frame = await connect(sender(), [...messages]);
  for (const one of world.asked) one.answer(open);
  await turn();
  return frame;
};

beforeEach(startAfresh);

describe('pixels that a person asks for', () => {
  it('are looked at whatever the settings say, and told as they go', async () => {
    world.settings = { ...world.settings, depth: 'metadata' };
    const frame = await begin();
    expect(told(frame)).toMatchObject({ id: 1, pixels: 'off' });
    frame.say(look(true));
    await turn();
    expect(told(frame)).toMatchObject({ id: 1, pixels: 'waiting' });
    const [asked] = world.looks;
    expect(asked?.request).toMatchObject({ isAskedFor: true, whole: null });
    expect(await asked?.request.refusal()).toBeNull();
    asked?.request.onTurn();
    await turn();
    expect(told(frame)).toMatchObject({ pixels: 'running', report: { verdict: { status: 'unlabelled' } } });
    asked?.answer(found);
    await turn();
    expect(told(frame)).toMatchObject({ pixels: 'looked', report: { verdict: { status: 'ai-generated' } } });
    expect(await listed()).toMatchObject([{ pixels: 'looked', report: { findings: [HIDDEN] } }]);
  });

  it.each<[PixelState, boolean, number]>([
    ['over-budget', true, 1],
    ['not-made', true, 1],
    ['too-small', true, 1],
    ['not-seen', true, 1],
    ['not-seen', false, 1],
    ['over-budget', false, 0],
    ['when-asked', true, 1],
    ['when-asked', false, 0],
    ['looked-quickly', true, 1],
    ['looked-quickly', false, 0],
    ['looked', true, 0],
    ['too-large', true, 0],
    ['not-decodable', true, 0],
  ])('that are %s (asked: %s) are looked at so many times: %i', async (state, asked, times) => {
    const frame = await begin();
    world.looks[0]?.answer(isLooked(state) ? { state, reading: { findings: [] } } : { state });
    await turn();
    world.looks = [];
    frame.say(look(asked));
    await turn();
    expect(world.looks.map(({ request }) => request.isAskedFor)).toEqual(Array(times).fill(asked));
    expect(told(frame)?.pixels).toBe(times > 0 ? 'waiting' : state);
  });

  describe('where somebody had looked quickly', () => {
    const isOpen = () => told(frame)?.report.notes?.includes('pixels-not-checked') ?? false;
    let frame: Awaited<ReturnType<typeof begin>>;
    beforeEach(async () => {
      frame = await begin();
      world.looks[0]?.answer({ state: 'looked-quickly', reading: { findings: [], hasUntried: true } });
      await turn();
      world.looks = [];
      frame.say(look(true));
      await turn();
    });

    it('are looked at thoroughly, and what was known is told until it ends', async () => {
      expect(world.looks[0]?.request).toMatchObject({ isAskedFor: true });
      expect([told(frame)?.pixels, isOpen()]).toEqual(['waiting', false]);
      world.looks[0]?.answer(found);
      await turn();
      expect(told(frame)).toMatchObject({ pixels: 'looked', report: { verdict: { status: 'ai-generated' } } });
    });

    it('keep what was known where it cannot be made', async () => {
      world.looks[0]?.answer({ state: 'not-made' });
      await turn();
      expect([told(frame)?.pixels, isOpen()]).toEqual(['not-made', false]);
    });

    it('are looked at thoroughly by a background that has not looked itself', async () => {
      world.looks[0]?.answer({ state: 'looked-quickly', reading: { findings: [] } });
      await turn();
      startFrames();
      world.looks = [];
      frame = await connect(sender(), [hello, media(medium), look(true)]);
      expect(world.looks).toHaveLength(1);
      expect([told(frame)?.pixels, isOpen()]).toEqual(['waiting', false]);
    });
  });

  it('are asked for once while they are looked at', async () => {
    const frame = await begin();
    frame.say(look(true));
    frame.say(look(true));
    await turn();
    expect(world.looks).toHaveLength(1);
  });

  it('are not looked at in a tab that is not seen, and the frame hears how things stand', async () => {
    world.settings = { ...world.settings, depth: 'credentials' };
    const frame = await begin();
    world.isActive = false;
    const before = frame.reports().length;
    frame.say(look(true));
    await turn();
    expect(world.looks).toEqual([]);
    expect(frame.reports().length).toBeGreaterThan(before);
    expect(told(frame)).toMatchObject({ pixels: 'off' });
  });

  it('are of no medium that the frame has not told, or a switched-off site shows', async () => {
    const frame = await begin();
    world.looks = [];
    frame.say(look(true, 2));
    world.settings = { ...world.settings, sitesOff: ['a.example'] };
    frame.say(look(true));
    await turn();
    expect(world.looks).toEqual([]);
    expect(frame.state.isClosed).toBe(false);
  });

  it.each([
    { type: 'look', id: 0, asked: true },
    { type: 'look', id: 1 },
    { type: 'look', id: '1', asked: true },
    { type: 'look', id: 1, asked: 'yes' },
  ])('by a message of another shape are the end of its port: %o', async (message) => {
    const frame = await begin();
    frame.say(message);
    await turn();
    expect(frame.state.isClosed).toBe(true);
  });

  it('are looked at where the background that had refused them died', async () => {
    world.settings = { ...world.settings, depth: 'credentials' };
    await begin();
    startFrames();
    world.looks = [];
    const again = await connect(sender(), [hello, media(medium)]);
    again.say(look(false));
    await turn();
    expect(told(again)).toMatchObject({ id: 1, pixels: 'off' });
    again.say(look(true));
    await turn();
    expect(told(again)).toMatchObject({ id: 1, pixels: 'waiting' });
    expect(world.looks).toHaveLength(1);
  });

  it('leave a check of what is signed alone, and are left alone by it', async () => {
    const frame = await connect(sender(), [hello, media(medium), inspect(1)]);
    world.asked[0]?.answer(open, { check: 'on-asking' });
    await turn();
    world.looks[0]?.answer({ state: 'over-budget' });
    await turn();
    world.looks = [];
    frame.say({ type: 'check', id: 1, asked: true });
    await turn();
    expect([world.checks.length, world.looks.length]).toEqual([1, 0]);
    frame.say(look(true));
    await turn();
    expect([world.checks.length, world.looks.length]).toEqual([1, 1]);
    expect(told(frame)).toMatchObject({ check: 'running', pixels: 'waiting' });
  });
});
