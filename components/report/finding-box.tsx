import { i18n } from '#i18n';
import type { StoreHistory } from '@/utils/credentials/c2pa/history';
import type { Finding } from '@/utils/engine/report';
import type { CheckState } from '@/utils/messages/check-state';
import { findingAssurance } from '../assurance-text';
import { deviationTexts, fieldFacts, findingFacts, reasonTexts } from '../finding-details';
import { Sign, statusSign, statusTone } from '../signs';
import { markMeaning, markName, statusName } from '../status-text';
import { Facts, Text } from './facts';
import { History } from './history';
import { ValidationCodes } from './validation-codes';

interface FindingBoxProps {
  readonly finding: Finding;
  /** How far the check of its medium has come. */
  readonly check: CheckState | null;
  /** Of the store that the finding is about. */
  readonly history: StoreHistory | null;
}

/** As many as a report can hold. */
const EVERY_FIELD = Number.POSITIVE_INFINITY;

/** One label with all that the report holds of it. */
export const FindingBox = ({ finding, check, history }: FindingBoxProps) => {
  const words = findingAssurance(finding, check ?? undefined);
  const reasons = reasonTexts(finding);
  const deviations = deviationTexts(finding);
  const fields = fieldFacts(finding, EVERY_FIELD);
  return (
    <article class="box finding" data-mark={finding.mark} data-assurance={finding.assurance}>
      <header class="finding__head">
        <Sign name={statusSign(finding.status)} size={20} tone={statusTone(finding.status)} />
        <div class="finding__names">
          <h3>{statusName(finding.status)}</h3>
          <p class="hint" title={markMeaning(finding.mark)}>
            {markName(finding.mark)}
          </p>
        </div>
        <p class={finding.assurance === 'broken' ? 'sealed sealed--warn' : 'sealed'}>
          <Sign name={words.sign} size={16} tone={words.tone} />
          {words.name}
        </p>
      </header>
      <div class="finding__part">
        <p>{words.sentence}</p>
        {reasons.map((reason) => (
          <p key={reason.text} class="hint">
            <Text {...reason} />
          </p>
        ))}
      </div>
      <Facts facts={findingFacts(finding)} />
      {deviations.length > 0 && (
        <div class="finding__part">
          <h4>{i18n.t('deviation.heading')}</h4>
          <ul class="finding__list">
            {deviations.map((deviation) => (
              <li key={deviation.text}>
                <Text {...deviation} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {fields.length > 0 && (
        <details class="fold">
          <summary>{i18n.t('report.field.fields')}</summary>
          <Facts facts={fields} />
        </details>
      )}
      {history !== null && (
        <section class="finding__part">
          <h4>{i18n.t('report.section.history')}</h4>
          <History history={history} statement={finding.fields.StatementManifest} />
        </section>
      )}
      {finding.validation !== undefined && finding.validation.length > 0 && (
        <ValidationCodes codes={finding.validation} />
      )}
    </article>
  );
};
