import { i18n } from '#i18n';
import { REASON_IDS } from '@/utils/notice/report-words';
import { REASONS, type Reason } from '@/utils/notice/schema';
import type { NoticeSession, NoticeState } from '@/utils/notice/session';
import { FIELD_IDS, FieldError } from './fields';

/** In the order in which they are asked; the one that ends all is no reason of a notice. */
const KINDS = [...REASONS.slice(0, -1), 'minor', 'other'] as const satisfies readonly (Reason | 'minor')[];

const kindText = (kind: Reason | 'minor'): string =>
  kind === 'minor' ? i18n.t('notice.kind.minor') : i18n.t(`notice.kind.${REASON_IDS[kind]}`);

interface KindStepProps {
  readonly state: NoticeState;
  readonly session: NoticeSession;
}

export const KindStep = ({ state, session }: KindStepProps) => (
  <fieldset aria-describedby={state.errors.includes('kind') ? `${FIELD_IDS.kind}-error` : undefined}>
    <legend class="notice-field__label">{i18n.t('notice.kind.question')}</legend>
    {KINDS.map((reason, index) => (
      <label key={reason} class="choice">
        <input
          id={index === 0 ? FIELD_IDS.kind : undefined}
          type="radio"
          // A group of its own: arrow keys, which choose what they pass, shall not pass the one that ends all.
          name={reason === 'minor' ? 'notice-minor' : 'notice-kind'}
          value={reason}
          checked={state.chosen === reason}
          onChange={() => session.choose(reason)}
        />
        <span>{kindText(reason)}</span>
      </label>
    ))}
    <FieldError field="kind" errors={state.errors} />
    {state.chosen === 'non-consensual-intimate' && <p class="strip">{i18n.t('notice.intimate.body')}</p>}
  </fieldset>
);
