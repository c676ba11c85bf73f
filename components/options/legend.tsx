import { i18n } from '#i18n';
import { ASSURANCES, type Assurance, STATUSES } from '@/utils/engine/report';
import { ASSURANCE_IDS } from '@/utils/label-words';
import { assuranceSign, assuranceTone, Sign, type SignName, type SignTone, statusSign, statusTone } from '../signs';
import { statusMeaning, statusName } from '../status-text';

interface Entry {
  readonly sign: SignName;
  readonly tone: SignTone;
  readonly name: string;
  readonly meaning?: string;
}

const statusEntries = (): readonly Entry[] =>
  STATUSES.map((status) => ({
    sign: statusSign(status),
    tone: statusTone(status),
    name: statusName(status),
    meaning: statusMeaning(status),
  }));

/** Growing like a seal; the failed check stands apart, at the end. */
const assuranceEntries = (): readonly Entry[] =>
  [...ASSURANCES.filter((assurance) => assurance !== 'broken'), 'broken' as const].map((assurance) => ({
    sign: assuranceSign(assurance),
    tone: assuranceTone(assurance),
    name: i18n.t(`assurance.${ASSURANCE_IDS[assurance]}.name`),
    meaning: ASSURANCE_MEANINGS[assurance](),
  }));

const ASSURANCE_MEANINGS: Readonly<Record<Assurance, () => string>> = {
  declared: () => i18n.t('assurance.declared.sentence'),
  intact: () => i18n.t('reason.untrustedSigner'),
  'verified-interim': () => i18n.t('options.trust.interim'),
  verified: () => i18n.t('assurance.meansNot'),
  broken: () => i18n.t('assurance.broken.sentence'),
};

const noticeEntries = (): readonly Entry[] => [
  { sign: 'sign-disagreement', tone: 'seal', name: i18n.t('card.disagree') },
  { sign: 'sign-not-shown', tone: 'seal', name: i18n.t('check.short.notShown'), meaning: i18n.t('check.notShown') },
  { sign: 'sign-page-only', tone: 'seal', name: i18n.t('check.short.pageOnly'), meaning: i18n.t('check.pageOnly') },
  { sign: 'sign-several', tone: 'seal', name: i18n.t('card.labelsAgree', 2) },
  { sign: 'status-checking', tone: 'none', name: statusName('checking') },
];

/** What every sign means, in the words that stand beside it elsewhere. */
export const Legend = () => (
  <div class="box legend">
    <Entries entries={statusEntries()} />
    <Entries entries={[...assuranceEntries(), ...noticeEntries()]} />
  </div>
);

const Entries = ({ entries }: { readonly entries: readonly Entry[] }) => (
  <ul class="legend__entries">
    {entries.map(({ sign, tone, name, meaning }) => (
      <li key={sign} class="legend__entry">
        <Sign name={sign} size={16} tone={tone} />
        <div>
          <p>{name}</p>
          {meaning !== undefined && <p class="hint">{meaning}</p>}
        </div>
      </li>
    ))}
  </ul>
);
