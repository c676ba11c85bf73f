/** One job in the worker that looks at pixels. */
import { LIMITS } from '@/utils/engine/limits';
import { recognise } from '@/utils/engine/recognise';
import type { LookJob, LookResult } from '@/utils/messages/inspector';
import { findWatermarks } from '@/utils/pixels/find-watermarks';
import type { Openers } from '@/utils/pixels/openers';
import type { Size } from '@/utils/pixels/size';

/** Never rejects: what broke down takes its worker with it. */
export const runLook = async ({ jobId, bytes, stated, isThorough }: LookJob, openers: Openers): Promise<LookResult> => {
  try {
    const whole = new Uint8Array(await bytes.arrayBuffer());
    // A server may answer the second read with another file.
    const isSame =
      recognise(whole.subarray(0, LIMITS.firstReadBytes)).name === stated.container &&
      (stated.bytes === null || stated.bytes === whole.length);
    if (!isSame) return { jobId, outcome: 'unlooked', reason: 'other-medium' };
    const { kind, container } = stated;
    let pixels = 0;
    const onOpened = ({ width, height }: Size): void => {
      pixels += width * height;
    };
    const reading = await findWatermarks({ kind, container, bytes: whole }, openers, { isThorough, onOpened });
    return { jobId, outcome: 'looked', reading, pixels };
  } catch {
    return { jobId, outcome: 'unlooked', reason: 'broke-down' };
  }
};
