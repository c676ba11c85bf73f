/** Which of the media that may carry a badge are in or near the viewport, by one IntersectionObserver. */
import type { FrameBridge, MediumState } from '@/utils/page/bridge';

export interface Sight {
  /** Observes these media and no others. */
  readonly follow: (wanted: readonly MediumState[]) => void;
  readonly has: (id: number) => boolean;
  readonly stop: () => void;
}

export const createSight = (bridge: Pick<FrameBridge, 'byElement'>, onChanged: () => void): Sight => {
  const inView = new Set<number>();
  const watched = new Map<number, Element>();
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      const id = bridge.byElement(target)?.medium.id;
      if (id === undefined) continue;
      if (isIntersecting) inView.add(id);
      else inView.delete(id);
    }
    onChanged();
  });

  return {
    follow: (wanted) => {
      const elements = new Map(wanted.map(({ medium, element }) => [medium.id, element]));
      for (const [id, element] of watched) {
        if (elements.get(id) === element) continue;
        observer.unobserve(element);
        watched.delete(id);
        inView.delete(id);
      }
      for (const [id, element] of elements) {
        if (watched.has(id)) continue;
        watched.set(id, element);
        observer.observe(element);
      }
    },
    has: (id) => inView.has(id),
    stop: () => observer.disconnect(),
  };
};
