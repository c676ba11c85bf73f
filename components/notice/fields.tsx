import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { RequiredField } from '@/utils/notice/session';

export const FIELD_IDS = {
  kind: 'notice-kind',
  explanation: 'notice-explanation',
  bonaFide: 'notice-bona-fide',
} as const satisfies Record<RequiredField, string>;

const FIELD_NAMES = {
  kind: 'notice.kind.question',
  explanation: 'notice.explain.label',
  bonaFide: 'notice.bonaFide',
} as const satisfies Record<RequiredField, string>;

/** What is missing, with a way to each; takes the focus when it appears. */
export const ErrorSummary = ({
  errors,
  onGo,
}: {
  readonly errors: readonly RequiredField[];
  readonly onGo: (field: RequiredField) => void;
}) => {
  const box = useRef<HTMLDivElement>(null);
  const said = errors.join();
  useEffect(() => {
    if (said !== '') box.current?.focus();
  }, [said]);
  if (errors.length === 0) return null;
  return (
    <div ref={box} class="strip strip--warn error-summary" role="alert" tabIndex={-1}>
      <p>{i18n.t('notice.error.count', errors.length)}</p>
      <ul>
        {errors.map((field) => (
          <li key={field}>
            <a
              href={`#${FIELD_IDS[field]}`}
              onClick={(event) => {
                event.preventDefault();
                onGo(field);
              }}
            >
              {i18n.t(FIELD_NAMES[field])}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
};

export const FieldError = ({ field, errors }: { readonly field: RequiredField; readonly errors: readonly string[] }) =>
  errors.includes(field) ? (
    <p class="field-error" id={`${FIELD_IDS[field]}-error`}>
      {i18n.t('notice.error.required')}
    </p>
  ) : null;

/** `aria-invalid` and the error's id, where there is one. */
export const invalid = (field: RequiredField, errors: readonly string[], describedBy = '') => {
  const ids = [describedBy, errors.includes(field) ? `${FIELD_IDS[field]}-error` : ''].filter((id) => id !== '');
  return {
    ...(errors.includes(field) && { 'aria-invalid': 'true' as const }),
    ...(ids.length > 0 && { 'aria-describedby': ids.join(' ') }),
  };
};

interface LineProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly most: number;
  readonly hint?: string;
  readonly onInput: (value: string) => void;
}

export const Line = ({ id, label, value, most, hint, onInput }: LineProps) => (
  <div class="notice-field">
    <label class="notice-field__label" for={id}>
      {label}
    </label>
    <input
      id={id}
      class="field"
      type="text"
      autocomplete="off"
      maxLength={most}
      value={value}
      aria-describedby={hint === undefined ? undefined : `${id}-hint`}
      onInput={(event) => onInput(event.currentTarget.value)}
    />
    {hint !== undefined && (
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
    )}
  </div>
);

interface CheckProps {
  readonly id: string;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly hint?: string;
  readonly onChange: (checked: boolean) => void;
  readonly children: ComponentChildren;
}

export const Check = ({ id, checked, disabled = false, hint, onChange, children }: CheckProps) => (
  <div class="notice-check">
    <label class="choice">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        disabled={disabled}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>{children}</span>
    </label>
    {hint !== undefined && (
      <p class="hint notice-check__hint" id={`${id}-hint`}>
        {hint}
      </p>
    )}
  </div>
);
