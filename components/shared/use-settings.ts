import { useEffect, useState } from 'preact/hooks';
import type { Settings } from '@/utils/settings';
import { loadSettings, saveSettings, watchSettings } from '@/utils/settings-store';

export interface SettingsHold {
  /** `null` until read. */
  readonly settings: Settings | null;
  /** The last save could not be kept; what is shown is what is stored. */
  readonly saveFailed: boolean;
  /** How many saves have succeeded, for those who say so. */
  readonly saves: number;
  readonly save: (change: (settings: Settings) => Partial<Settings>) => void;
}

/** Settings as stored, whoever changes them. */
export const useSettings = (): SettingsHold => {
  const [settings, setSettings] = useState<Settings | null>(null);
  const [saveFailed, setSaveFailed] = useState(false);
  const [saves, setSaves] = useState(0);

  useEffect(() => {
    void loadSettings().then(setSettings);
    return watchSettings(setSettings);
  }, []);

  const save: SettingsHold['save'] = (change) => {
    if (settings === null) return;
    saveSettings(change(settings)).then(
      (stored) => {
        setSettings(stored);
        setSaveFailed(false);
        setSaves((count) => count + 1);
      },
      () => setSaveFailed(true),
    );
  };

  return { settings, saveFailed, saves, save };
};
