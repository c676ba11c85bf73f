import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { HistoryAction, HistoryIngredient, HistoryStep, StoreHistory } from '@/utils/credentials/c2pa/history';
import { isVouchedFor } from '@/utils/label-words';
import { fieldName } from '../field-text';
import { FileText } from '../file-text';
import { formatMoment } from '../format';
import { actionName, recordName, relationName, sourceTypeName } from './history-text';
import { ShortAssurance } from './short-assurance';

interface HistoryProps {
  readonly history: StoreHistory;
  /** Label of the manifest that the label's statement rests on; the active one where it is absent. */
  readonly statement: string | undefined;
}

/** The manifests of a store as a numbered list: each says who signed, what was done, and of what it was made. */
export const History = ({ history, statement }: HistoryProps) => {
  const pictures = usePictures(history);
  const spoken = Math.max(
    0,
    history.steps.findIndex(({ label }) => label === statement),
  );
  return (
    <>
      <p class="hint">{i18n.t('history.lead')}</p>
      <ol class="history">
        {history.steps.map((step, index) => (
          <Step key={step.label} step={step} number={index + 1} isSpoken={index === spoken} pictures={pictures} />
        ))}
      </ol>
    </>
  );
};

type Pictures = ReadonlyMap<string, string>;

/** `blob:` addresses, for `<img>` alone: nothing of a store is fetched, and no document is made of it. */
const usePictures = ({ thumbnails }: StoreHistory): Pictures => {
  const [pictures, setPictures] = useState<Pictures>(new Map());
  useEffect(() => {
    const made = new Map(
      [...thumbnails].map(([name, { mediaType, bytes }]) => [
        name,
        URL.createObjectURL(new Blob([bytes], { type: mediaType })),
      ]),
    );
    setPictures(made);
    return () => {
      for (const address of made.values()) URL.revokeObjectURL(address);
    };
  }, [thumbnails]);
  return pictures;
};

interface StepProps {
  readonly step: HistoryStep;
  readonly number: number;
  readonly isSpoken: boolean;
  readonly pictures: Pictures;
}

const stepId = (number: number): string => `manifest-${number}`;

const Step = ({ step, number, isSpoken, pictures }: StepProps) => (
  <li class="history__step" id={stepId(number)} tabIndex={-1}>
    <Picture name={step.thumbnail} pictures={pictures} />
    <div class="history__body">
      <h4 class="history__title">
        <span class="count">{number}</span> · {i18n.t(number === 1 ? 'history.thisFile' : 'history.earlier')}
        {step.title !== undefined && (
          <>
            {' · '}
            <FileText value={step.title} />
          </>
        )}
      </h4>
      <ShortAssurance assurance={step.assurance} />
      {isSpoken && <p class="history__rests">{i18n.t('history.rests')}</p>}
      <dl class="history__facts">
        <Fact term={i18n.t(isVouchedFor(step.assurance) ? 'card.signer' : 'card.signerClaimed')} value={step.signer} />
        <Fact
          term={fieldName('SignedAt')}
          value={step.signedAt === undefined ? undefined : formatMoment(step.signedAt, i18n.t('ext.lang'))}
          otherwise={i18n.t('history.notStamped')}
        />
        {step.generators.length > 0 && <Fact term={fieldName('ClaimGenerator')} value={step.generators.join(', ')} />}
        {step.format !== undefined && <Fact term={fieldName('Format')} value={step.format} />}
      </dl>
      {step.actions.length === 0 ? (
        <p class="hint">{i18n.t('history.noActions')}</p>
      ) : (
        <>
          <h5 class="history__term">{i18n.t('history.actions')}</h5>
          <ol class="history__actions">
            {step.actions.map((action, index) => (
              <Action key={index} action={action} />
            ))}
          </ol>
        </>
      )}
      {step.ingredients.length > 0 && (
        <>
          <h5 class="history__term">{i18n.t('history.ingredients')}</h5>
          <ul class="history__ingredients">
            {step.ingredients.map((ingredient, index) => (
              <Ingredient key={index} ingredient={ingredient} pictures={pictures} />
            ))}
          </ul>
        </>
      )}
      {step.leftOut > 0 && <p class="hint">{i18n.t('history.leftOut', step.leftOut)}</p>}
    </div>
  </li>
);

/** A term with what the record gives for it, or with our words where it gives nothing. */
const Fact = ({
  term,
  value,
  otherwise = i18n.t('common.unknown'),
}: {
  readonly term: string;
  readonly value: string | undefined;
  readonly otherwise?: string;
}) => (
  <div>
    <dt>{term}</dt>
    <dd>{value === undefined ? otherwise : <FileText value={value} />}</dd>
  </div>
);

const Action = ({ action }: { readonly action: HistoryAction }) => (
  <li>
    {actionName(action)}
    {action.sourceType !== undefined && <span class="history__aside"> · {sourceTypeName(action.sourceType)}</span>}
    {action.agent !== undefined && (
      <span class="history__aside">
        {' · '}
        <FileText value={action.agent} />
      </span>
    )}
    {action.when !== undefined && (
      <span class="history__aside">
        {' · '}
        <FileText value={action.when} />
      </span>
    )}
    {action.description !== undefined && (
      <span class="history__words">
        <FileText value={action.description} cap={DESCRIPTION_CAP} />
      </span>
    )}
  </li>
);

/** The history holds no longer ones. */
const DESCRIPTION_CAP = 512;

const Ingredient = ({
  ingredient,
  pictures,
}: {
  readonly ingredient: HistoryIngredient;
  readonly pictures: Pictures;
}) => {
  const { relationship, title, sourceType, record, thumbnail } = ingredient;
  return (
    <li class="history__ingredient">
      <Picture name={thumbnail} pictures={pictures} />
      <span>
        {relationName(relationship)}
        {title !== undefined && (
          <>
            {' · '}
            <FileText value={title} />
          </>
        )}
        {sourceType !== undefined && <span class="history__aside"> · {sourceTypeName(sourceType)}</span>}
        {' · '}
        {record.kind === 'step' ? (
          <a href={`#${stepId(record.index + 1)}`}>{i18n.t('history.seeManifest', [String(record.index + 1)])}</a>
        ) : (
          <span class="history__aside">{recordName(record)}</span>
        )}
      </span>
    </li>
  );
};

/** Says nothing that the words do not: it is the record's own, and may show anything. */
const Picture = ({ name, pictures }: { readonly name: string | undefined; readonly pictures: Pictures }) => {
  const address = name === undefined ? undefined : pictures.get(name);
  return address === undefined ? null : (
    <img class="history__picture" src={address} alt="" width={48} height={48} decoding="async" />
  );
};
