import { Sign, type SignName } from '../signs';

interface StatePanelProps {
  /** A sign of the interface; a status glyph is never decoration of an empty state. */
  readonly sign: Extract<SignName, 'ui-image' | 'ui-lock' | 'sign-page-only' | 'brand'>;
  readonly title: string;
  readonly body: string;
  readonly action?: { readonly text: string; readonly run: () => void };
}

/** Instead of the list, where there is none: what is so, why, and the one thing to do. */
export const StatePanel = ({ sign, title, body, action }: StatePanelProps) => (
  <div class="panel">
    <Sign name={sign} size={36} class="panel__sign" />
    <h2>{title}</h2>
    <p class="hint">{body}</p>
    {action !== undefined && (
      <button type="button" class="button button--primary" onClick={action.run}>
        {action.text}
      </button>
    )}
  </div>
);
