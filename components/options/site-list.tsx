import { useId, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { SITE_LIMITS } from '@/utils/settings';
import { FileText } from '../file-text';
import { Sign } from '../signs';
import { visibleText } from '../visible-text';
import { readSite, type SiteProblem } from './site-name';

interface SiteListProps {
  readonly sites: readonly string[];
  readonly onChange: (sites: readonly string[]) => void;
}

/** Sites where nothing is looked at. */
export const SiteList = ({ sites, onChange }: SiteListProps) => {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const [problem, setProblem] = useState<SiteProblem | null>(null);

  const add = (event: SubmitEvent): void => {
    event.preventDefault();
    const input = field.current;
    if (input === null) return;
    const entry = readSite(input.value, sites);
    setProblem(entry.ok ? null : entry.problem);
    if (entry.ok) {
      onChange([...sites, entry.site]);
      input.value = '';
    }
    input.focus();
  };

  const remove = (site: string, index: number): void => {
    onChange(sites.filter((other) => other !== site));
    // The button goes with its row: the focus goes to the row that takes its place, or back to the field.
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>('button') ?? [])];
    (buttons[index + 1] ?? buttons[index - 1] ?? field.current)?.focus();
  };

  return (
    <div class="setting setting--stacked">
      <div class="setting__words">
        <p class="setting__label" id={`${id}-list`}>
          {i18n.t('options.sites.off')}
        </p>
        <p class="hint">{i18n.t('options.sites.hint')}</p>
      </div>
      {sites.length === 0 ? (
        <p class="sites__empty hint">{i18n.t('options.sites.empty')}</p>
      ) : (
        <ul class="sites" aria-labelledby={`${id}-list`} ref={list}>
          {sites.map((site, index) => (
            <li key={site} class="sites__row">
              <FileText value={site} cap={SITE_LIMITS.characters} />
              <button
                type="button"
                class="button button--quiet button--icon"
                aria-label={i18n.t('options.sites.remove', [visibleText(site, SITE_LIMITS.characters)])}
                onClick={() => remove(site, index)}
              >
                <Sign name="ui-close" size={12} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <form class="sites__form" onSubmit={add} noValidate>
        <label class="hint" for={`${id}-field`}>
          {i18n.t('options.sites.field')}
        </label>
        <div class="sites__entry">
          <input
            ref={field}
            id={`${id}-field`}
            class="field"
            type="text"
            inputMode="url"
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            aria-invalid={problem !== null}
            aria-describedby={problem === null ? undefined : `${id}-problem`}
          />
          <button type="submit" class="button">
            {i18n.t('options.sites.add')}
          </button>
        </div>
        <p class="field-error" id={`${id}-problem`} role="alert">
          {problem !== null && i18n.t(`options.sites.error.${problem}`)}
        </p>
      </form>
    </div>
  );
};
