import { i18n } from '#i18n';
import { DEFAULT_SETTINGS, PIXEL_DAY_CHOICES, type Settings } from '@/utils/settings';
import { pixelLimits } from '@/utils/store/pixel-budget';
import { formatBytes } from '../format';
import { PlainSetting, SelectSetting } from './setting';

export interface PixelUseProps {
  /** Bytes read today; `null` while that is not known. */
  readonly usedToday: number | null;
  readonly onForget: () => void;
}

interface PixelBudgetProps extends PixelUseProps {
  readonly chosen: Settings['pixelDayMegabytes'];
  readonly onChoose: (chosen: Settings['pixelDayMegabytes']) => void;
}

const dayText = (megabytes: number): string =>
  megabytes === 0 ? i18n.t('options.pixels.nothing') : i18n.t('options.pixels.megabytes', [String(megabytes)]);

/** What looking at pixels unasked may cost, and has cost today. */
export const PixelBudget = ({ chosen, onChoose, usedToday, onForget }: PixelBudgetProps) => {
  const { medium, page, day } = pixelLimits({ pixelDayMegabytes: chosen });
  const isUnused = usedToday === null || usedToday === 0;
  return (
    <>
      <SelectSetting
        label={i18n.t('options.pixels.label')}
        hint={i18n.t('options.pixels.hint')}
        notes={day === 0 ? [] : [i18n.t('options.pixels.share', [formatBytes(page), formatBytes(medium)])]}
        standard={dayText(DEFAULT_SETTINGS.pixelDayMegabytes)}
        chosen={chosen}
        choices={PIXEL_DAY_CHOICES.map((value) => ({ value, text: dayText(value) }))}
        onChoose={onChoose}
      />
      <PlainSetting label={i18n.t('options.pixels.used')} hint={i18n.t('options.pixels.usedHint')}>
        <div class="setting__action">
          <span class="hint count">
            {usedToday === null ? '' : i18n.t('options.pixels.usedOf', [formatBytes(usedToday), formatBytes(day)])}
          </span>
          <button type="button" class="button" aria-disabled={isUnused} onClick={() => isUnused || onForget()}>
            {i18n.t('options.pixels.forget')}
          </button>
        </div>
      </PlainSetting>
    </>
  );
};
