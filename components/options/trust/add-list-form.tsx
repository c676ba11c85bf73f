import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { TRUST_LIMITS } from '@/utils/trust/limits';
import type { AddFault } from '@/utils/trust/own-lists';
import { addFaultText } from './trust-words';

interface AddListFormProps {
  /** @returns what is wrong, or `null` where the list was added. */
  readonly onAdd: (name: string, text: string) => Promise<AddFault | null>;
  readonly onClose: () => void;
}

/** Of what was chosen or pasted, what the fault is about. */
const IS_ABOUT_NAME: ReadonlySet<AddFault> = new Set(['nameMissing', 'nameLong', 'nameTaken']);

/** A name, and PEM pasted or from a file. */
export const AddListForm = ({ onAdd, onClose }: AddListFormProps) => {
  const id = useId();
  const nameField = useRef<HTMLInputElement>(null);
  const textField = useRef<HTMLTextAreaElement>(null);
  const fileField = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<AddFault | null>(null);
  useEffect(() => nameField.current?.focus(), []);

  const take = async (file: File | undefined): Promise<void> => {
    const [name, text] = [nameField.current, textField.current];
    if (file === undefined || name === null || text === null) return;
    // PEM is ASCII: a file of more bytes has more characters than are taken.
    if (file.size > TRUST_LIMITS.ownCharacters) return setFault('tooLarge');
    text.value = await file.text();
    if (name.value.trim() === '') name.value = file.name.replace(/\.[^.]*$/, '').slice(0, TRUST_LIMITS.nameCharacters);
    setFault(null);
    text.focus();
  };

  const add = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const [name, text] = [nameField.current, textField.current];
    if (name === null || text === null) return;
    const found = await onAdd(name.value, text.value);
    setFault(found);
    if (found === null) onClose();
    else (IS_ABOUT_NAME.has(found) ? name : text).focus();
  };

  const isNameWrong = fault !== null && IS_ABOUT_NAME.has(fault);
  const isTextWrong = fault !== null && !isNameWrong;
  return (
    <form class="trust__form" noValidate onSubmit={(event) => void add(event)}>
      <label class="hint" for={`${id}-name`}>
        {i18n.t('options.trust.name')}
      </label>
      <input
        ref={nameField}
        id={`${id}-name`}
        class="field"
        type="text"
        autocomplete="off"
        maxLength={TRUST_LIMITS.nameCharacters}
        aria-invalid={isNameWrong}
        aria-describedby={isNameWrong ? `${id}-name-fault` : undefined}
      />
      <Fault id={`${id}-name-fault`} fault={isNameWrong ? fault : null} />
      <label class="hint" for={`${id}-text`}>
        {i18n.t('options.trust.text')}
      </label>
      <textarea
        ref={textField}
        id={`${id}-text`}
        class="field code"
        rows={6}
        spellcheck={false}
        autocomplete="off"
        aria-invalid={isTextWrong}
        aria-describedby={isTextWrong ? `${id}-text-fault` : undefined}
      />
      <Fault id={`${id}-text-fault`} fault={isTextWrong ? fault : null} />
      <div class="setting__action">
        <input
          ref={fileField}
          class="visually-hidden"
          type="file"
          accept=".pem,.crt,.cer,.txt,.pub"
          tabIndex={-1}
          aria-hidden="true"
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            event.currentTarget.value = '';
            void take(file);
          }}
        />
        <button type="submit" class="button button--primary">
          {i18n.t('options.trust.addNow')}
        </button>
        <button type="button" class="button" onClick={() => fileField.current?.click()}>
          {i18n.t('options.trust.file')}
        </button>
        <button type="button" class="button button--quiet" onClick={onClose}>
          {i18n.t('options.trust.cancel')}
        </button>
      </div>
    </form>
  );
};

const Fault = ({ id, fault }: { readonly id: string; readonly fault: AddFault | null }) => (
  <p class="field-error" id={id} role="alert">
    {fault !== null && addFaultText(fault)}
  </p>
);
