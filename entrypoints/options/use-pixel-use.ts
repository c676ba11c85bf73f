import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { PixelUseProps } from '@/components/options/pixel-budget';
import { forgetUsedToday, usedToday, watchUsedToday } from '@/utils/store/pixel-budget';

/** What was read for pixels today, as it grows. */
export const usePixelUse = (say: (text: string) => void): PixelUseProps => {
  const [bytes, setBytes] = useState<number | null>(null);
  useEffect(() => {
    void usedToday().then(setBytes);
    return watchUsedToday(setBytes);
  }, []);
  return {
    usedToday: bytes,
    onForget: () =>
      void forgetUsedToday().then(
        () => say(i18n.t('common.saved')),
        () => say(i18n.t('common.notSaved')),
      ),
  };
};
