import { OVERLAY_LIMITS } from '@/utils/page/overlay-limits';

export interface Pace {
  /** Something stirred: every frame again for a while. */
  readonly wake: () => void;
  readonly stop: () => void;
}

/**
 * Calls `frame` each animation frame while it reports changes, and at a slow pace on a still page: nothing tells when
 * an ancestor moves by a rule of the site.
 */
export const createPace = (frame: () => boolean): Pace => {
  let still = 0;
  let request = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;

  const run = () => {
    request = 0;
    still = frame() ? 0 : still + 1;
    if (isStopped) return;
    if (still <= OVERLAY_LIMITS.stillFrames) ask();
    else timer = setTimeout(ask, OVERLAY_LIMITS.slowMs);
  };
  const ask = () => {
    timer = undefined;
    request ||= requestAnimationFrame(run);
  };
  return {
    wake: () => {
      if (isStopped) return;
      still = 0;
      clearTimeout(timer);
      ask();
    },
    stop: () => {
      isStopped = true;
      cancelAnimationFrame(request);
      clearTimeout(timer);
    },
  };
};
