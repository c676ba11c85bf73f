import { i18n } from '#i18n';
import { Sign, type SignName } from '../signs';

/** A sign of the interface; a status glyph is never decoration of an empty state. */
const SIGNS = {
  blocked: 'sign-page-only',
  empty: 'ui-image',
  permission: 'ui-lock',
  siteOff: 'brand',
} as const satisfies Record<string, SignName>;

type StatePanelProps =
  | { readonly of: 'blocked' | 'empty' }
  | { readonly of: 'permission' | 'siteOff'; readonly onAct: () => void };

/** Instead of the list, where there is none: what is so, why, and the one thing to do. */
export const StatePanel = (props: StatePanelProps) => (
  <div class="panel">
    <Sign name={SIGNS[props.of]} size={36} class="panel__sign" />
    <h2>{i18n.t(`popup.${props.of}.title`)}</h2>
    <p class="hint">{i18n.t(`popup.${props.of}.body`)}</p>
    {'onAct' in props && (
      <button type="button" class="button button--primary" onClick={props.onAct}>
        {i18n.t(`popup.${props.of}.action`)}
      </button>
    )}
  </div>
);
