import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { isLabelled } from '@/utils/notice/draft';
import type { Tool } from '@/utils/notice/notice';
import type { NoticeRecord } from '@/utils/notice/record';
import type { NoticeSession, NoticeState, RequiredField, Step } from '@/utils/notice/session';
import { CheckStep } from './check-step';
import { DescribeStep } from './describe-step';
import { ErrorSummary, FIELD_IDS } from './fields';
import { KindStep } from './kind-step';
import { MinorQuestion } from './minor-question';
import { Preview } from './preview';
import { RouteStep } from './route-step';
import { StepList } from './step-list';
import { StopCard } from './stop-card';
import { useSession } from './use-session';

interface NoticeFormProps {
  readonly session: NoticeSession;
  readonly tool: Tool;
}

/** The whole page about one notice. */
export const NoticeForm = ({ session, tool }: NoticeFormProps) => {
  const state = useSession(session);
  if (state.phase === 'minor' || state.record === null) return <StopCard />;
  if (state.phase === 'question') return <MinorQuestion onAnswer={session.answerMinor} />;
  return <Steps session={session} state={state} record={state.record} tool={tool} />;
};

interface StepsProps extends NoticeFormProps {
  readonly state: NoticeState;
  readonly record: NoticeRecord;
}

const STEP_OF: Readonly<Record<RequiredField, Step>> = { kind: 'kind', explanation: 'describe', bonaFide: 'preview' };

const Steps = ({ session, state, record, tool }: StepsProps) => {
  const [wanted, setWanted] = useState<RequiredField | null>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const isNarrow = useNarrow();
  useFocusOnStep(state.step, title);

  // A missing entry may stand in another step: its field is there only after that step is drawn.
  useEffect(() => {
    if (wanted === null) return;
    document.getElementById(FIELD_IDS[wanted])?.focus();
    setWanted(null);
  }, [wanted]);

  const goToField = (field: RequiredField): void => {
    if (STEP_OF[field] !== state.step) session.goTo(STEP_OF[field]);
    setWanted(field);
  };

  return (
    <>
      <h1 ref={title} tabIndex={-1}>
        {i18n.t(isLabelled(record.subject.report) ? 'notice.titleLabelled' : 'notice.title')}
      </h1>
      <p class="hint">{i18n.t('notice.lead')}</p>
      <StepList current={state.step} onGo={session.goTo} />
      <ErrorSummary errors={state.errors} onGo={goToField} />
      <form
        class="notice"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (state.step === 'preview') void session.keepAndExport();
          else session.next();
        }}
      >
        <div class="notice__fields">
          <h2 class="visually-hidden">{i18n.t(`notice.step.${state.step}`)}</h2>
          {state.step === 'kind' && <KindStep state={state} session={session} />}
          {state.step === 'describe' && <DescribeStep state={state} record={record} session={session} />}
          {state.step === 'route' && <RouteStep record={record} session={session} />}
          {state.step === 'preview' && <CheckStep state={state} record={record} session={session} />}
        </div>
        <div class="notice__preview">
          <Preview
            record={previewed(state, record)}
            contact={state.contact}
            tool={tool}
            hasKind={state.step !== 'kind' || state.chosen !== null}
            isOpen={!isNarrow || state.step === 'preview'}
          />
        </div>
        <Actions state={state} session={session} />
      </form>
    </>
  );
};

/** Before the kind is confirmed the preview follows what is chosen; a picture is not there yet. */
const previewed = ({ chosen, step }: NoticeState, record: NoticeRecord): NoticeRecord =>
  step === 'kind' && chosen !== null && chosen !== record.reason ? { ...record, reason: chosen } : record;

const Actions = ({ state, session }: { readonly state: NoticeState; readonly session: NoticeSession }) => (
  <div class="notice__actions">
    {state.keeping.state === 'failed' && (
      <p class="strip strip--warn notice__failure" role="alert">
        {i18n.t('notice.notKept', [i18n.t(`notice.notKeptReason.${state.keeping.reason}`)])}
      </p>
    )}
    <div class="notice__buttons">
      {state.step !== 'kind' && (
        <button type="button" class="button" onClick={() => session.goTo(BEFORE[state.step])}>
          {i18n.t('common.back')}
        </button>
      )}
      <p class="hint notice__said" role="status">
        {saidText(state)}
      </p>
      {state.step === 'preview' ? (
        <>
          <button type="button" class="button" onClick={() => void session.keep()}>
            {i18n.t('notice.keep')}
          </button>
          <button type="submit" class="button button--primary">
            {i18n.t('notice.keepExport')}
          </button>
        </>
      ) : (
        <button type="submit" class="button button--primary">
          {i18n.t('common.next')}
        </button>
      )}
    </div>
  </div>
);

const BEFORE: Readonly<Record<Step, Step>> = { kind: 'kind', describe: 'kind', route: 'describe', preview: 'route' };

const saidText = ({ outcome, keeping }: NoticeState): string => {
  if (outcome.kind === 'exported') return i18n.t('notice.exported', [outcome.name]);
  if (outcome.kind === 'not-exported') return i18n.t('notice.notExported');
  if (outcome.kind === 'kept') return i18n.t('notice.kept');
  return keeping.state === 'kept' ? i18n.t('notice.draftKept', [clock(keeping.at)]) : '';
};

const clock = (at: Date): string =>
  at.toLocaleTimeString(i18n.t('ext.lang'), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

const useFocusOnStep = (step: Step, title: { readonly current: HTMLElement | null }): void => {
  const drawn = useRef(step);
  useEffect(() => {
    if (drawn.current !== step) title.current?.focus();
    drawn.current = step;
  }, [step, title]);
};

const NARROW = '(max-width: 699px)';

const useNarrow = (): boolean => {
  const [isNarrow, setNarrow] = useState(() => matchMedia(NARROW).matches);
  useEffect(() => {
    const query = matchMedia(NARROW);
    const follow = (): void => setNarrow(query.matches);
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, []);
  return isNarrow;
};
