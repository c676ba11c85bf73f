import { useEffect, useState } from 'preact/hooks';
import type { Settings } from '@/utils/settings';
import { loadSettings, saveSettings, watchSettings } from '@/utils/settings-store';

export interface SettingsHold {
  /** `null` until read. */
  readonly settings: Settings | null;
  /** Rejects where the change could not be kept; then what is shown is what is stored. */
  readonly save: (patch: Partial<Settings>) => Promise<void>;
}

/** Settings as stored, whoever changes them. */
export const useSettings = (): SettingsHold => {
  const [settings, setSettings] = useState<Settings | null>(null);
  useEffect(() => {
    void loadSettings().then(setSettings);
    return watchSettings(setSettings);
  }, []);
  return { settings, save: async (patch) => setSettings(await saveSettings(patch)) };
};
