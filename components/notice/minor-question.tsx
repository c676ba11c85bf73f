import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';

/** Typed words may say that a child is shown in a sexual way. While this stands, nothing is kept or shown. */
export const MinorQuestion = ({ onAnswer }: { readonly onAnswer: (isMinor: boolean) => void }) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section class="box notice-card" role="alertdialog" aria-labelledby="minor-question" aria-describedby="minor-why">
      <h1 id="minor-question" ref={heading} tabIndex={-1}>
        {i18n.t('notice.minor.question')}
      </h1>
      <p id="minor-why">{i18n.t('notice.minor.questionBody')}</p>
      <div class="notice-card__actions">
        <button type="button" class="button" onClick={() => onAnswer(true)}>
          {i18n.t('notice.minor.confirm')}
        </button>
        <button type="button" class="button" onClick={() => onAnswer(false)}>
          {i18n.t('notice.minor.deny')}
        </button>
      </div>
    </section>
  );
};
