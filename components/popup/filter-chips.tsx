import { i18n } from '#i18n';
import { countRows, FILTERS, type Filter, filterRows, type MediumRow } from '../media-rows';
import { moveByKey } from '../shared/move-by-key';

interface FilterChipsProps {
  readonly rows: readonly MediumRow[];
  readonly chosen: Filter;
  readonly onChoose: (filter: Filter) => void;
}

/**
 * One tab stop; arrows choose at once, as in any radio group. Filters without rows are left out, but not the chosen
 * one; the numbers are of media still on the page, as in the summary.
 */
export const FilterChips = ({ rows, chosen, onChoose }: FilterChipsProps) => {
  const chips = FILTERS.map((filter) => ({ filter, rows: filterRows(rows, filter) }))
    .filter(({ filter, rows: left }) => filter === 'all' || filter === chosen || left.length > 0)
    .map(({ filter, rows: left }) => ({ filter, count: countRows(left).media }));

  const onKeyDown = (event: KeyboardEvent): void => {
    const next = moveByKey(
      event,
      chips.length,
      chips.findIndex(({ filter }) => filter === chosen),
      'both',
    );
    const chip = next === null ? undefined : chips[next];
    if (chip === undefined || !(event.currentTarget instanceof HTMLElement)) return;
    event.preventDefault();
    onChoose(chip.filter);
    event.currentTarget.querySelector<HTMLElement>(`[data-filter="${chip.filter}"]`)?.focus();
  };

  return (
    <div class="popup__chips" role="radiogroup" aria-label={i18n.t('popup.filter.label')} onKeyDown={onKeyDown}>
      {chips.map(({ filter, count }) => (
        // biome-ignore lint/a11y/useSemanticElements: a chip; native radios cannot leave out their dot in forced colours
        <button
          key={filter}
          type="button"
          role="radio"
          class="chip"
          data-filter={filter}
          aria-checked={filter === chosen}
          tabIndex={filter === chosen ? 0 : -1}
          onClick={() => onChoose(filter)}
        >
          {i18n.t(`popup.filter.${filter}`)} <span class="chip__count count">{count}</span>
        </button>
      ))}
    </div>
  );
};
