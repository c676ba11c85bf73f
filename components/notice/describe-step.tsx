import { i18n } from '#i18n';
import { TEXT_LIMITS } from '@/utils/notice/plain-text';
import { isIntimate, type NoticeRecord } from '@/utils/notice/record';
import { RELATION_IDS } from '@/utils/notice/report-words';
import { RELATIONS } from '@/utils/notice/schema';
import type { NoticeSession, NoticeState } from '@/utils/notice/session';
import { formatBytes } from '../format';
import { errorSentence } from '../status-text';
import { Check, FIELD_IDS, FieldError, invalid, Line } from './fields';

interface DescribeStepProps {
  readonly state: NoticeState;
  readonly record: NoticeRecord;
  readonly session: NoticeSession;
}

export const DescribeStep = ({ state, record, session }: DescribeStepProps) => (
  <>
    <Explanation state={state} record={record} session={session} />
    <div class="notice-pair">
      <Line
        id="notice-where"
        label={i18n.t('notice.where.label')}
        value={record.where}
        most={TEXT_LIMITS.line}
        onInput={(where) => session.edit({ where })}
      />
      <Line
        id="notice-account"
        label={i18n.t('notice.account.label')}
        value={record.account}
        most={TEXT_LIMITS.line}
        onInput={(account) => session.edit({ account })}
      />
    </div>
    <fieldset class="notice-inline">
      <legend class="notice-field__label">{i18n.t('notice.relation.label')}</legend>
      {RELATIONS.map((relation) => (
        <label key={relation} class="choice">
          <input
            type="radio"
            name="notice-relation"
            checked={record.relation === relation}
            onChange={() => session.edit({ relation })}
          />
          <span>{i18n.t(`notice.relation.${RELATION_IDS[relation]}`)}</span>
        </label>
      ))}
    </fieldset>
    <Line
      id="notice-contact"
      label={i18n.t('notice.contact.label')}
      value={state.contact}
      most={TEXT_LIMITS.line}
      hint={i18n.t('notice.contact.hint')}
      onInput={session.setContact}
    />
    {isIntimate(record) ? (
      <>
        <p class="strip">{i18n.t('notice.intimate.body')}</p>
        <Check
          id="notice-hash"
          checked={record.hashAgreed}
          hint={i18n.t('notice.include.hashHint')}
          onChange={(hashAgreed) => session.edit({ hashAgreed })}
        >
          {i18n.t('notice.include.hash')}
        </Check>
      </>
    ) : (
      <Check
        id="notice-file"
        checked={record.includeFile}
        disabled={!record.includeFile && record.file === null && !state.canRead}
        hint={i18n.t(
          record.file === null && !state.canRead ? 'notice.include.mediumGone' : 'notice.include.mediumHint',
        )}
        onChange={(includeFile) => session.edit({ includeFile })}
      >
        {i18n.t('notice.include.medium')}
      </Check>
    )}
    <ReadingLine state={state} record={record} onAgain={session.readAgain} />
  </>
);

const Explanation = ({ state, record, session }: DescribeStepProps) => {
  const left = TEXT_LIMITS.explanation - record.explanation.length;
  return (
    <div class="notice-field">
      <label class="notice-field__label" for={FIELD_IDS.explanation}>
        {i18n.t('notice.explain.label')}
      </label>
      <p class="hint" id="notice-explanation-hint">
        {i18n.t('notice.explain.hint', [TEXT_LIMITS.explanation.toLocaleString(i18n.t('ext.lang'))])}
      </p>
      <textarea
        id={FIELD_IDS.explanation}
        class="field notice-explanation"
        rows={6}
        maxLength={TEXT_LIMITS.explanation}
        value={record.explanation}
        required
        {...invalid('explanation', state.errors, 'notice-explanation-hint')}
        onInput={(event) => session.edit({ explanation: event.currentTarget.value })}
      />
      <FieldError field="explanation" errors={state.errors} />
      <p class="caption count notice-left">{i18n.t('notice.explain.left', left)}</p>
      {/* Said at two moments only: a counter that speaks with every key drowns what is typed. */}
      <p class="visually-hidden" role="status">
        {left <= 100 ? i18n.t('notice.explain.left', left > 0 ? 100 : 0) : ''}
      </p>
    </div>
  );
};

const ReadingLine = ({
  state,
  record,
  onAgain,
}: Pick<DescribeStepProps, 'state' | 'record'> & { readonly onAgain: () => void }) => (
  <p class="hint notice-reading" role="status">
    {readingText(state, record)}
    {record.bytes.state === 'failed' && state.canRead && !state.isReading && (
      <button type="button" class="button button--small" onClick={onAgain}>
        {i18n.t('error.action.retry')}
      </button>
    )}
  </p>
);

const readingText = ({ isReading }: NoticeState, record: NoticeRecord): string => {
  if (isReading) return i18n.t('notice.evidence.reading');
  const { bytes } = record;
  if (bytes.state === 'read') return i18n.t('notice.evidence.done', [formatBytes(bytes.size)]);
  if (bytes.state === 'failed') return i18n.t('notice.evidence.failed', [errorSentence(bytes)]);
  return i18n.t('notice.evidence.notAsked');
};
