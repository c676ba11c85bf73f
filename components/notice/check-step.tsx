import { i18n } from '#i18n';
import type { NoticeRecord } from '@/utils/notice/record';
import type { NoticeSession, NoticeState } from '@/utils/notice/session';
import { FIELD_IDS, FieldError, invalid } from './fields';

interface CheckStepProps {
  readonly state: NoticeState;
  readonly record: NoticeRecord;
  readonly session: NoticeSession;
}

export const CheckStep = ({ state, record, session }: CheckStepProps) => (
  <>
    <label class="choice">
      <input
        id={FIELD_IDS.bonaFide}
        type="checkbox"
        checked={record.bonaFide}
        required
        {...invalid('bonaFide', state.errors, 'notice-abuse')}
        onChange={(event) => session.setBonaFide(event.currentTarget.checked)}
      />
      <span>{i18n.t('notice.bonaFide')}</span>
    </label>
    <FieldError field="bonaFide" errors={state.errors} />
    <p class="hint" id="notice-abuse">
      {i18n.t('notice.abuse')}
    </p>
    <p class="hint">{i18n.t('notice.disclaimer')}</p>
  </>
);
