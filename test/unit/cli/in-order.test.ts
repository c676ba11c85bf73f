import { describe, expect, it } from 'vitest';
import { inOrder } from '../../../cli/in-order';

async function* counted(total: number, onPull: (n: number) => void = () => {}) {
  for (let n = 0; n < total; n += 1) {
    onPull(n);
    yield n;
  }
}

async function all<Value>(values: AsyncIterable<Value>): Promise<readonly Value[]> {
  const collected: Value[] = [];
  for await (const value of values) collected.push(value);
  return collected;
}

/** Tasks that end when the test says so. */
function gates() {
  const open = new Map<number, (value: number) => void>();
  return {
    task: (n: number) => new Promise<number>((resolve) => open.set(n, resolve)),
    end: (n: number) => open.get(n)?.(n),
    running: open,
  };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('inOrder', () => {
  it('yields in the order of the inputs, whichever task ends first', async () => {
    const { task, end } = gates();
    const results = all(inOrder(counted(3), { concurrency: 3, window: 8 }, task));
    await turn();
    for (const n of [2, 1, 0]) end(n);
    expect(await results).toEqual([0, 1, 2]);
  });

  it('runs no more tasks at one time than it may', async () => {
    let running = 0;
    let most = 0;
    const task = async (n: number) => {
      running += 1;
      most = Math.max(most, running);
      await turn();
      running -= 1;
      return n;
    };
    expect(await all(inOrder(counted(50), { concurrency: 3, window: 8 }, task))).toHaveLength(50);
    expect(most).toBe(3);
  });

  it('keeps no more results than its window while the first task is slow', async () => {
    const { task, end, running } = gates();
    let pulled = 0;
    const results = all(
      inOrder(
        counted(100, () => (pulled += 1)),
        { concurrency: 4, window: 6 },
        (n) => (n === 0 ? task(n) : Promise.resolve(n)),
      ),
    );
    for (let step = 0; step < 50; step += 1) await turn();
    expect(running.size).toBe(1);
    expect(pulled).toBe(6);
    end(0);
    expect(await results).toHaveLength(100);
  });

  it('yields a result while the next input has not come', async () => {
    let feed: (() => void) | undefined;
    async function* slow() {
      yield 1;
      await new Promise<void>((resolve) => {
        feed = resolve;
      });
      yield 2;
    }
    const results = inOrder(slow(), { concurrency: 4, window: 8 }, async (n) => n);
    expect(await results.next()).toEqual({ value: 1, done: false });
    const second = results.next();
    await turn();
    feed?.();
    expect(await second).toEqual({ value: 2, done: false });
  });

  it('stops pulling when its reader stops', async () => {
    let pulled = 0;
    for await (const n of inOrder(
      counted(1000, () => (pulled += 1)),
      { concurrency: 2, window: 4 },
      async (n) => n,
    )) {
      if (n === 3) break;
    }
    await turn();
    expect(pulled).toBeLessThan(16);
  });

  it('passes on what inputs and tasks throw', async () => {
    async function* failing() {
      yield 1;
      throw new Error('no more');
    }
    await expect(all(inOrder(failing(), { concurrency: 1, window: 1 }, async (n) => n))).rejects.toThrow('no more');
    const task = async () => Promise.reject(new Error('task'));
    await expect(all(inOrder(counted(2), { concurrency: 2, window: 4 }, task))).rejects.toThrow('task');
  });
});
