import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Sign } from '../signs';

/** How long "Copied" stands in the place of "Copy". */
const COPIED_MS = 2_000;

interface CopyButtonProps {
  readonly class: string;
  /** What the button says; "Copy" where it is absent. */
  readonly label?: string;
  readonly text: () => string;
  readonly isMeant: (event: Event) => boolean;
}

/** Where the clipboard is closed (pages without TLS, policies), the text is laid out and selected to be copied by hand. */
export const CopyButton = ({ class: look, label = i18n.t('card.copySummary'), text, isMeant }: CopyButtonProps) => {
  const [state, setState] = useState<'idle' | 'copied' | { readonly text: string }>('idle');
  const field = useRef<HTMLTextAreaElement>(null);

  useEffect(() => {
    if (typeof state === 'object') field.current?.select();
    if (state !== 'copied') return undefined;
    const timer = setTimeout(() => setState('idle'), COPIED_MS);
    return () => clearTimeout(timer);
  }, [state]);

  const copy = async (event: Event) => {
    if (!isMeant(event)) return;
    const words = text();
    const hasCopied = await navigator.clipboard?.writeText(words).then(
      () => true,
      () => false,
    );
    setState(hasCopied ? 'copied' : { text: words });
  };

  return (
    <>
      <button type="button" class={look} onClick={copy}>
        <Sign name="ui-copy" size={14} />
        {state === 'copied' ? i18n.t('common.copied') : label}
      </button>
      {typeof state === 'object' ? (
        <div class="copy-by-hand">
          <p>{i18n.t('common.copyFailed')}</p>
          <textarea class="copy-by-hand__text" rows={4} readOnly value={state.text} ref={field} />
        </div>
      ) : null}
    </>
  );
};
