import { useId, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { TRUST_LIMITS } from '@/utils/trust/limits';
import type { AddFault } from '@/utils/trust/own-lists';
import type { OwnState } from '@/utils/trust/state';
import { FileText } from '../../file-text';
import { Sign } from '../../signs';
import { visibleText } from '../../visible-text';
import { AddListForm } from './add-list-form';
import { addFaultText, entriesText } from './trust-words';

interface OwnListsProps {
  readonly lists: readonly OwnState[];
  readonly onAdd: (name: string, text: string) => Promise<AddFault | null>;
  readonly onRemove: (name: string) => void;
}

/** The organisation's lists and the person's. */
export const OwnLists = ({ lists, onAdd, onRemove }: OwnListsProps) => {
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const open = useRef<HTMLButtonElement>(null);
  const [isAdding, setAdding] = useState(false);

  const close = (): void => {
    setAdding(false);
    open.current?.focus();
  };

  const remove = (name: string, button: HTMLElement): void => {
    onRemove(name);
    // The button goes with its row: the focus goes to the row that takes its place, or to the button that adds one.
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>('button') ?? [])];
    const index = buttons.indexOf(button);
    (buttons[index + 1] ?? buttons[index - 1] ?? open.current)?.focus();
  };

  return (
    <div class="setting setting--stacked">
      <div class="setting__words">
        <p class="setting__label" id={`${id}-list`}>
          {i18n.t('options.trust.own')}
        </p>
        <p class="hint">{i18n.t('options.trust.ownHint')}</p>
      </div>
      {lists.length === 0 ? (
        <p class="hint">{i18n.t('options.trust.ownEmpty')}</p>
      ) : (
        <ul class="sites" aria-labelledby={`${id}-list`} ref={list}>
          {lists.map(({ name, isManaged, entries }) => (
            <li key={`${isManaged}${name}`} class="sites__row">
              <div>
                <FileText value={name} cap={TRUST_LIMITS.nameCharacters} />
                <p class="hint">{typeof entries === 'string' ? addFaultText(entries) : entriesText(entries)}</p>
                {isManaged && <p class="hint">{i18n.t('options.trust.managed')}</p>}
              </div>
              {!isManaged && (
                <button
                  type="button"
                  class="button button--quiet button--icon"
                  aria-label={i18n.t('options.trust.remove', [visibleText(name, TRUST_LIMITS.nameCharacters)])}
                  onClick={(event) => remove(name, event.currentTarget)}
                >
                  <Sign name="ui-close" size={12} />
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      <button
        ref={open}
        type="button"
        class="button trust__add"
        aria-expanded={isAdding}
        aria-controls={`${id}-form`}
        onClick={() => setAdding(!isAdding)}
      >
        {i18n.t('options.trust.add')}
      </button>
      <div id={`${id}-form`} hidden={!isAdding}>
        {isAdding && <AddListForm onAdd={onAdd} onClose={close} />}
      </div>
    </div>
  );
};
