import type { LabelReport } from '../../utils/engine/report';
import { canLookForWatermarks, findWatermarks } from '../../utils/pixels/find-watermarks';
import type { Openers } from '../../utils/pixels/openers';
import type { PixelReading } from '../../utils/pixels/reading';
import { MISSING_SHARP, nodeOpeners } from './node-openers';

/** Looks for marks in pixels, at one file at a time: a decoded picture takes up to 400 MB. */
export interface PixelLooker {
  readonly canLook: (report: LabelReport) => boolean;
  /** Never rejects for what bytes say. @param bytes The whole medium. */
  readonly look: (report: LabelReport, bytes: Uint8Array) => Promise<PixelReading>;
  /** Files that were not looked at for want of a decoder that could be installed. */
  readonly missedForSharp: () => number;
}

export function createPixelLooker(openers: Openers = nodeOpeners()): PixelLooker {
  let last: Promise<unknown> = Promise.resolve();
  let missed = 0;
  return {
    canLook: (report) => canLookForWatermarks(report, openers),
    look: ({ kind, container }, bytes) => {
      const reading = last.then(() => findWatermarks({ kind, container, bytes }, openers, { isThorough: true }));
      last = reading.then(
        ({ problem }) => {
          if (problem?.message === MISSING_SHARP) missed += 1;
        },
        () => undefined,
      );
      return reading;
    },
    missedForSharp: () => missed,
  };
}
