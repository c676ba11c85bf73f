import { afterEach, describe, expect, it, vi } from 'vitest';
import { inspect } from '../../../../utils/engine/inspect';
import { bufferSource } from '../../../../utils/engine/source/buffer-source';
import type { StopOptions } from '../../../../utils/engine/stop';
import { idat, iend, ihdr, iTXt, png, tEXt } from '../byte-builders';

const LABEL = '{"Label":"1","ContentProducer":"x","ProduceID":"y"}';
const medium = png([ihdr(), tEXt('AIGC', LABEL), idat(), iTXt('XML:com.adobe.xmp', '<x/>'), tEXt('a', 'b'), iend()]);
const inspected = (options: StopOptions) => inspect(bufferSource(medium), { input: 'x', faults: 'throw', ...options });

/** A clock that moves on by a millisecond each time that it is looked at. */
function slowClock(): void {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now++);
}
afterEach(() => vi.restoreAllMocks());

describe('an inspection that takes longer than its limit', () => {
  it('ends at its next step, wherever that is, and never says that there is no label', async () => {
    slowClock();
    const limits = Array.from({ length: 40 }, (_, limitMs) => limitMs);
    const reports = await Promise.all(limits.map((limitMs) => inspected({ limitMs })));
    const said = reports.map(({ verdict, error }) => `${verdict.status} ${error?.code}`);
    // Before the first read; between blocks, or marks, without and with the label; in time.
    expect([...new Set(said)]).toEqual(['unreadable timeout', 'ai-generated timeout', 'ai-generated undefined']);
    expect(reports[0]).toMatchObject({ container: 'unknown', bytesRead: 0 });
    expect(reports.find(({ error }) => error?.code === 'timeout')?.error?.message).toMatch(
      /: inspect it by itself again/,
    );
    const stoppedLater = reports.filter(({ container, error }) => container === 'png' && error?.code === 'timeout');
    expect(stoppedLater.length).toBeGreaterThan(5);
  });

  it('is no different within it', async () => {
    const [timed, free] = await Promise.all([inspected({ limitMs: 60_000 }), inspected({})]);
    expect({ ...timed, elapsedMs: 0 }).toEqual({ ...free, elapsedMs: 0 });
  });
});
