import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { OptionsPage } from '@/components/options/options-page';
import { useSettings } from '@/components/shared/use-settings';
import { applyTheme } from '@/components/theme/page-theme';
import { clearVerdicts, countVerdicts } from '@/utils/store/verdict-cache';
import { useBriefNotice } from './use-brief-notice';
import { usePixelUse } from './use-pixel-use';
import { useTrustLists } from './use-trust-lists';

export const Options = () => {
  const { settings, save } = useSettings();
  const [notice, say] = useBriefNotice();
  const trust = useTrustLists(say);
  const pixelUse = usePixelUse(say);
  const [count, setCount] = useState<number | null>(null);

  useEffect(() => {
    if (settings !== null) applyTheme(document.documentElement, settings.theme);
  }, [settings]);

  const recount = (): Promise<void> => countVerdicts().then(setCount, () => setCount(null));
  useEffect(() => void recount(), []);

  const clear = (): void => {
    clearVerdicts()
      .then(
        () => say(i18n.t('options.cache.cleared')),
        () => say(i18n.t('options.cache.failed')),
      )
      .then(recount);
  };

  if (settings === null || trust === undefined) return null;
  return (
    <OptionsPage
      settings={settings}
      onChange={(patch) =>
        save(patch).then(
          () => say(i18n.t('common.saved')),
          () => say(i18n.t('common.notSaved')),
        )
      }
      notice={notice}
      results={{ count, onClear: clear }}
      trust={trust}
      pixelUse={pixelUse}
    />
  );
};
