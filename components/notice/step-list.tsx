import { i18n } from '#i18n';
import { STEPS, type Step } from '@/utils/notice/session';

interface StepListProps {
  readonly current: Step;
  readonly onGo: (step: Step) => void;
}

/** Where one is; steps that are done lead back. */
export const StepList = ({ current, onGo }: StepListProps) => {
  const at = STEPS.indexOf(current);
  return (
    <ol class="steps" aria-label={i18n.t('notice.stepOf', [String(at + 1), String(STEPS.length)])}>
      {STEPS.map((step, index) => (
        <li
          key={step}
          class={`steps__step${index < at ? ' steps__step--done' : ''}`}
          aria-current={step === current ? 'step' : undefined}
        >
          {index < at ? (
            <button type="button" class="steps__link" onClick={() => onGo(step)}>
              <Words step={step} index={index} />
            </button>
          ) : (
            <Words step={step} index={index} />
          )}
        </li>
      ))}
    </ol>
  );
};

const Words = ({ step, index }: { readonly step: Step; readonly index: number }) => (
  <>
    <span class="steps__number count">{index + 1}</span>
    <span class="steps__name">{i18n.t(`notice.step.${step}`)}</span>
  </>
);
