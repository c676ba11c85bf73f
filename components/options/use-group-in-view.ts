import { useEffect, useState } from 'preact/hooks';

/** The first group that stands in the upper part of the window: where a person reads. */
export const useGroupInView = <Id extends string>(ids: readonly Id[]): Id | undefined => {
  const [inView, setInView] = useState<Id | undefined>(ids[0]);

  useEffect(() => {
    const visible = new Set<string>();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting) visible.add(target.id);
          else visible.delete(target.id);
        }
        const first = ids.find((id) => visible.has(id));
        if (first !== undefined) setInView(first);
      },
      { rootMargin: '0px 0px -60% 0px' },
    );
    for (const id of ids) {
      const section = document.getElementById(id);
      if (section !== null) observer.observe(section);
    }
    return () => observer.disconnect();
  }, [ids]);

  return inView;
};
