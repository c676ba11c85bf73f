/** Which medium a person points at: for a moment yet after the pointer has left it, so that its badge can be reached. */
import { OVERLAY_LIMITS } from '@/utils/page/overlay-limits';

interface PointedMedium {
  readonly id: number;
  readonly since: number;
}

export interface Pointed {
  readonly current: () => PointedMedium | null;
  /** `since` in milliseconds of the page's clock. */
  readonly point: (id: number, since: number) => void;
  /** Whether the pointer is at the medium, or at what stands for it. */
  readonly pointer: (isThere: boolean) => void;
  readonly stop: () => void;
}

export const createPointed = (onLeft: () => void): Pointed => {
  let pointed: PointedMedium | null = null;
  let leaves: ReturnType<typeof setTimeout> | undefined;

  const stay = () => {
    clearTimeout(leaves);
    leaves = undefined;
  };

  return {
    current: () => pointed,
    point: (id, since) => {
      stay();
      pointed = { id, since };
    },
    pointer: (isThere) => {
      if (isThere) stay();
      else {
        leaves ??= setTimeout(() => {
          leaves = undefined;
          pointed = null;
          onLeft();
        }, OVERLAY_LIMITS.pointedGraceMs);
      }
    },
    stop: stay,
  };
};
