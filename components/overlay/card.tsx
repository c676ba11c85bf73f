import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { FileText } from '../file-text';
import { formatBytes } from '../format';
import { lookButton } from '../pixels-text';
import { Sign } from '../signs';
import { TEXT_CAP } from '../visible-text';
import type { CardFact, CardText } from './card-text';
import type { CardAction, CardDetails, CardStrip, CardView } from './card-view';
import { CopyButton } from './copy-button';

export interface CardProps {
  readonly view: CardView;
  readonly isSheet: boolean;
  /** Where "Open in a tab" leads; null for addresses that only this page can read. */
  readonly address: string | null;
  readonly summary: () => string;
  readonly onAction: (action: keyof typeof BUTTON_SIGNS) => void;
  readonly onClose: () => void;
  /** False for clicks that are not the person's: made by a script, or sooner than anybody can have read the card. */
  readonly isMeant: (event: Event) => boolean;
}

export const Card = ({ view, isSheet, address, summary, onAction, onClose, isMeant }: CardProps) => (
  <div
    class={isSheet ? 'card card--sheet' : 'card'}
    role="dialog"
    aria-modal={false}
    aria-labelledby="card-headline"
    {...(view.strips.length > 0 ? { 'aria-describedby': 'card-strip-0' } : {})}
  >
    <div class="card__head">
      <Sign name={view.sign} size={22} tone={view.tone} />
      <div class="card__title">
        <h2
          id="card-headline"
          class={view.tone === 'warn' ? 'card__headline card__headline--warn' : 'card__headline'}
          tabIndex={-1}
        >
          {view.headline}
        </h2>
        {view.second === '' ? null : <p class="card__second">{view.second}</p>}
      </div>
    </div>
    <div class="card__body">
      {view.facts.length > 0 ? <Facts facts={view.facts} /> : null}
      {/* What a check makes of it is told to those who listen, too. */}
      <div role="status">
        {view.strips.map((strip, index) => (
          <Strip key={`${strip.look}${strip.name}`} strip={strip} id={`card-strip-${index}`} />
        ))}
      </div>
      {view.details ? <Details details={view.details} /> : null}
    </div>
    {view.actions.length > 0 ? (
      <div class="card__actions">
        {view.actions.map((action, index) => (
          <Action key={action} {...{ action, view, address, summary, onAction, isMeant }} isFirst={index === 0} />
        ))}
      </div>
    ) : null}
    <button
      type="button"
      class="card__close"
      aria-label={i18n.t('common.close')}
      onClick={(event) => {
        if (event.isTrusted) onClose();
      }}
    >
      <Sign name="ui-close" size={14} />
    </button>
  </div>
);

const Text = ({ text, fromFile }: CardText) =>
  fromFile ? <FileText value={text} cap={TEXT_CAP.card} /> : <span>{text}</span>;

const Facts = ({ facts }: { readonly facts: readonly CardFact[] }) => (
  <dl class="facts">
    {facts.map(({ term, values }) => (
      // A term may come twice: two labels of the same mark.
      <div class="facts__row" key={`${term}${values.map(({ text }) => text).join()}`}>
        <dt>
          <FileText value={term} cap={TEXT_CAP.card} />
        </dt>
        <dd>
          {values.map((value, index) => (
            <span key={value.text}>
              {index > 0 ? ' · ' : null}
              <Text {...value} />
            </span>
          ))}
        </dd>
      </div>
    ))}
  </dl>
);

const Strip = ({ strip, id }: { readonly strip: CardStrip; readonly id: string }) => (
  <div class={`strip strip--${strip.look}`} id={id}>
    {strip.sign === null ? null : <Sign name={strip.sign} size={14} tone={strip.look === 'warn' ? 'warn' : 'seal'} />}
    <div>
      {strip.name === null ? null : <p class="strip__name">{strip.name}</p>}
      {strip.sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {strip.aside === null ? null : <p class="strip__aside">{strip.aside}</p>}
    </div>
  </div>
);

const Details = ({ details }: { readonly details: CardDetails }) => {
  const [isOpen, setOpen] = useState(false);
  const { facts, lines, deviations } = details;
  return (
    <div class="details">
      <button
        type="button"
        class="details__fold"
        aria-expanded={isOpen}
        onClick={(event) => {
          if (event.isTrusted) setOpen(!isOpen);
        }}
      >
        <Sign
          name="ui-chevron"
          size={12}
          class={isOpen ? 'details__chevron details__chevron--open' : 'details__chevron'}
        />
        {details.title}
      </button>
      {isOpen ? (
        <div class="details__content">
          {facts.length > 0 ? <Facts facts={facts} /> : null}
          {lines.map((line) => (
            <p key={line.text}>
              <Text {...line} />
            </p>
          ))}
          {deviations.length > 0 ? (
            <>
              <p class="details__term">{i18n.t('deviation.heading')}</p>
              <ul>
                {deviations.map((deviation) => (
                  <li key={deviation.text}>
                    <Text {...deviation} />
                  </li>
                ))}
              </ul>
            </>
          ) : null}
        </div>
      ) : null}
    </div>
  );
};

const BUTTON_SIGNS = {
  retry: 'ui-rescan',
  check: 'ui-rescan',
  look: 'ui-rescan',
  'look-closely': 'ui-rescan',
  'full-report': 'ui-original',
  notice: 'ui-flag',
} as const;

const buttonName = (action: keyof typeof BUTTON_SIGNS, { bytes }: CardView): string => {
  if (action === 'notice') return i18n.t('card.report');
  if (action === 'full-report') return i18n.t('card.fullReport');
  if (action === 'retry') return i18n.t('error.action.retry');
  if (action === 'look' || action === 'look-closely') return lookButton(action, bytes);
  return bytes === null ? i18n.t('card.checkSignatureUnsized') : i18n.t('card.checkSignature', [formatBytes(bytes)]);
};

interface ActionProps extends Pick<CardProps, 'view' | 'address' | 'summary' | 'onAction' | 'isMeant'> {
  readonly action: CardAction;
  readonly isFirst: boolean;
}

const Action = ({ action, isFirst, view, address, summary, onAction, isMeant }: ActionProps) => {
  const look = isFirst ? 'action action--first' : 'action';
  switch (action) {
    case 'copy':
      return <CopyButton class={look} text={summary} isMeant={isMeant} />;
    case 'open-tab':
      return address === null ? null : (
        <a
          class={look}
          href={address}
          target="_blank"
          rel="noopener noreferrer"
          onClick={(event) => {
            if (!isMeant(event)) event.preventDefault();
          }}
        >
          <Sign name="ui-open" size={14} />
          {i18n.t('error.action.openTab')}
        </a>
      );
    case 'retry':
    case 'check':
    case 'look':
    case 'look-closely':
    case 'full-report':
    case 'notice':
      return (
        <button
          type="button"
          class={look}
          onClick={(event) => {
            if (isMeant(event)) onAction(action);
          }}
        >
          <Sign name={BUTTON_SIGNS[action]} size={14} />
          {buttonName(action, view)}
        </button>
      );
  }
};
