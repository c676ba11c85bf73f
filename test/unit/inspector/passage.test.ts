import { describe, expect, it } from 'vitest';
import { createPassage } from '@/utils/inspector/passage';

const gate = () => {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
};

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('the passage through the wall', () => {
  it('lets reads behind the wall run side by side', async () => {
    const passage = createPassage();
    const hold = gate();
    const began: string[] = [];
    const first = passage.withWall(async () => {
      began.push('first');
      await hold.opened;
    });
    const second = passage.withWall(async () => {
      began.push('second');
    });
    await second;
    expect(began).toEqual(['first', 'second']);
    hold.open();
    await first;
  });

  it('runs a read with a hole only when every earlier read has ended, and later ones only after it', async () => {
    const passage = createPassage();
    const [one, two, hole] = [gate(), gate(), gate()];
    const log: string[] = [];
    const step = (name: string, until: Promise<void>) => async () => {
      log.push(`${name} begins`);
      await until;
      log.push(`${name} ends`);
    };
    const all = [
      passage.withWall(step('one', one.opened)),
      passage.withWall(step('two', two.opened)),
      passage.alone(step('hole', hole.opened)),
      passage.withWall(step('three', Promise.resolve())),
    ];
    await settled();
    expect(log).toEqual(['one begins', 'two begins']);
    one.open();
    await settled();
    expect(log).not.toContain('hole begins');
    two.open();
    await settled();
    expect(log.at(-1)).toBe('hole begins');
    hole.open();
    await Promise.all(all);
    expect(log.slice(-4)).toEqual(['hole begins', 'hole ends', 'three begins', 'three ends']);
  });

  it('never runs two reads with a hole together', async () => {
    const passage = createPassage();
    let inside = 0;
    let most = 0;
    const read = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await settled();
      inside -= 1;
    };
    await Promise.all([passage.alone(read), passage.alone(read), passage.alone(read)]);
    expect(most).toBe(1);
  });

  it('goes on after a read that failed, and passes its failure to the asker', async () => {
    const passage = createPassage();
    const failing = passage.alone(() => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    await expect(passage.withWall(() => Promise.reject(new Error('no either')))).rejects.toThrow('no either');
    await expect(passage.alone(() => Promise.resolve('yes'))).resolves.toBe('yes');
  });
});
