import { i18n } from '#i18n';
import { PlainSetting } from './setting';

export interface KeptResultsProps {
  /** `null` while counting, or where nothing can be read. */
  readonly count: number | null;
  readonly onClear: () => void;
}

export const KeptResults = ({ count, onClear }: KeptResultsProps) => (
  <PlainSetting label={i18n.t('options.cache.label')} hint={i18n.t('options.cache.hint')}>
    <div class="setting__action">
      <span class="hint count">{count === null ? '' : i18n.t('options.cache.count', count)}</span>
      <button type="button" class="button" aria-disabled={count === 0} onClick={() => count !== 0 && onClear()}>
        {i18n.t('options.cache.clear')}
      </button>
    </div>
  </PlainSetting>
);
