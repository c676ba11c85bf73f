import { useEffect, useState } from 'preact/hooks';
import { listNotices } from '@/utils/notice/database';
import { isIntimate } from '@/utils/notice/record';

export interface NoticesKept {
  readonly count: number;
  /** Addresses of media that a notice of an intimate kind exists for: no picture of them is drawn. */
  readonly withheld: ReadonlySet<string>;
}

/** `null` until read. Where nothing can be read there is nothing kept either; the notices page says which. */
export const useNotices = (): NoticesKept | null => {
  const [kept, setKept] = useState<NoticesKept | null>(null);
  useEffect(() => {
    listNotices().then(
      (notices) =>
        setKept({
          count: notices.length,
          withheld: new Set(notices.filter(isIntimate).map(({ subject }) => subject.address)),
        }),
      () => setKept({ count: 0, withheld: new Set() }),
    );
  }, []);
  return kept;
};
