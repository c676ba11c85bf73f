import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { i18n } from '#i18n';

interface WordsProps {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  /** How things stand, each in a line of its own. */
  readonly notes?: readonly string[];
  /** What went wrong; nothing where it is empty. */
  readonly problem?: string;
  /** What the setting is unless a person chooses; shown as a tooltip. */
  readonly standard?: string;
}

const Words = ({ id, label, hint, notes = [], problem = '', standard }: WordsProps) => (
  <div class="setting__words">
    <p
      class="setting__label"
      id={id}
      title={standard === undefined ? undefined : i18n.t('options.default', [standard])}
    >
      {label}
    </p>
    {hint !== undefined && (
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
    )}
    {notes.map((note) => (
      <p key={note} class="hint setting__note">
        {note}
      </p>
    ))}
    {problem !== '' && <p class="field-error">{problem}</p>}
  </div>
);

type SettingProps = Omit<WordsProps, 'id'>;

const describedBy = (id: string, hint: string | undefined): string | undefined =>
  hint === undefined ? undefined : `${id}-hint`;

interface SwitchSettingProps extends SettingProps {
  readonly isOn: boolean;
  /** Decided by the organisation. */
  readonly isFixed?: boolean;
  readonly onSwitch: (isOn: boolean) => void;
}

export const SwitchSetting = ({ isOn, isFixed = false, onSwitch, notes = [], ...words }: SwitchSettingProps) => {
  const id = useId();
  return (
    <div class="setting">
      <Words id={id} notes={isFixed ? [...notes, i18n.t('options.trust.managed')] : notes} {...words} />
      <button
        type="button"
        role="switch"
        class="switch"
        aria-checked={isOn}
        aria-labelledby={id}
        aria-describedby={describedBy(id, words.hint)}
        disabled={isFixed}
        onClick={() => onSwitch(!isOn)}
      />
    </div>
  );
};

interface ChoiceProps<Value> extends SettingProps {
  readonly chosen: Value;
  readonly choices: readonly { readonly value: Value; readonly text: string }[];
  readonly onChoose: (value: Value) => void;
}

/** Few choices that want to be compared. */
export const RadioSetting = <Value extends string>({ chosen, choices, onChoose, ...words }: ChoiceProps<Value>) => {
  const id = useId();
  return (
    <div class="setting">
      <Words id={id} {...words} />
      <div
        class="setting__choices"
        role="radiogroup"
        aria-labelledby={id}
        aria-describedby={describedBy(id, words.hint)}
      >
        {choices.map(({ value, text }) => (
          <label key={value} class="choice">
            <input type="radio" name={id} checked={value === chosen} onChange={() => onChoose(value)} />
            <span>{text}</span>
          </label>
        ))}
      </div>
    </div>
  );
};

/** Choices that everybody knows. */
export const SelectSetting = <Value extends string | number>({
  chosen,
  choices,
  onChoose,
  ...words
}: ChoiceProps<Value>) => {
  const id = useId();
  return (
    <div class="setting">
      <Words id={id} {...words} />
      <select
        class="field"
        aria-labelledby={id}
        aria-describedby={describedBy(id, words.hint)}
        onChange={(event) => {
          const choice = choices[event.currentTarget.selectedIndex];
          if (choice !== undefined) onChoose(choice.value);
        }}
      >
        {choices.map(({ value, text }) => (
          <option key={value} selected={value === chosen}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
};

interface PlainSettingProps extends SettingProps {
  readonly children?: ComponentChildren;
}

/** Something to read, perhaps with a button. */
export const PlainSetting = ({ children, ...words }: PlainSettingProps) => {
  const id = useId();
  return (
    <div class="setting">
      <Words id={id} {...words} />
      {children}
    </div>
  );
};
