import { i18n } from '#i18n';
import { LIST_PATHS, type ListPart } from '@/utils/credentials/list-files';
import { DEFAULT_SETTINGS, type Settings } from '@/utils/settings';
import { choicesOf, type TrustChoices } from '@/utils/trust/choices';
import type { AddFault } from '@/utils/trust/own-lists';
import type { TrustState } from '@/utils/trust/state';
import type { UpdateOutcome } from '@/utils/trust/update';
import { listName } from '../../list-name';
import { PlainSetting, SwitchSetting } from '../setting';
import { OwnLists } from './own-lists';
import { LIST_HINTS, outcomeText, refusalText, versionText } from './trust-words';

export type UpdateState =
  | { readonly kind: 'idle' }
  /** `part` is the file that is being fetched; none while another page or the background is at it. */
  | { readonly kind: 'running'; readonly part: ListPart | null }
  | { readonly kind: 'ended'; readonly outcomes: readonly UpdateOutcome[] }
  | { readonly kind: 'failed' };

export interface TrustListsProps {
  /** `null` where this computer's lists cannot be read. */
  readonly state: TrustState | null;
  readonly update: UpdateState;
  readonly onUpdate: () => void;
  readonly onAdd: (name: string, text: string) => Promise<AddFault | null>;
  readonly onRemove: (name: string) => void;
}

/** The setting behind each choice, for what no organisation fixed. */
const SETTING_OF = {
  official: 'trustOfficial',
  interim: 'trustInterim',
  weekly: 'trustWeekly',
} as const satisfies Readonly<Record<keyof TrustChoices, keyof Settings>>;

interface Props extends TrustListsProps {
  readonly settings: Settings;
  readonly onChange: (patch: Partial<Settings>) => void;
}

/** By which lists signers are known: the published ones, when they are fetched, and the person's own. */
export const TrustLists = ({ settings, onChange, state, update, onUpdate, onAdd, onRemove }: Props) => {
  if (state === null) return <p class="box trust__unreadable field-error">{i18n.t('options.trust.unreadable')}</p>;
  const choices = choicesOf(settings, state.fixed);
  const switchOf = (choice: keyof TrustChoices) => ({
    isOn: choices[choice],
    isFixed: state.fixed[choice] !== undefined,
    standard: i18n.t(DEFAULT_SETTINGS[SETTING_OF[choice]] ? 'common.on' : 'common.off'),
    onSwitch: (isOn: boolean) => onChange({ [SETTING_OF[choice]]: isOn }),
  });
  return (
    <div class="box">
      {state.published.map((list) => (
        <SwitchSetting
          key={list.id}
          label={listName(list.id)}
          hint={LIST_HINTS[list.id]()}
          notes={[versionText(list)]}
          problem={refusalText(list)}
          {...switchOf(list.id)}
        />
      ))}
      <SwitchSetting
        label={i18n.t('options.trust.weekly')}
        hint={i18n.t('options.trust.weeklyHint')}
        {...switchOf('weekly')}
      />
      <PlainSetting label={i18n.t('options.trust.refreshLabel')} hint={i18n.t('options.trust.refreshHint')}>
        <button
          type="button"
          class="button"
          aria-disabled={update.kind === 'running'}
          onClick={() => update.kind !== 'running' && onUpdate()}
        >
          {i18n.t('options.trust.refresh')}
        </button>
        <Progress update={update} />
      </PlainSetting>
      <OwnLists lists={state.own} onAdd={onAdd} onRemove={onRemove} />
    </div>
  );
};

/** Stays in the page while it says nothing, so that what comes is spoken. */
const Progress = ({ update }: { readonly update: UpdateState }) => (
  <div class="trust__progress" role="status">
    {progressLines(update).map((line) => (
      <p key={line} class="hint">
        {line}
      </p>
    ))}
  </div>
);

const progressLines = (update: UpdateState): readonly string[] => {
  switch (update.kind) {
    case 'idle':
      return [];
    case 'running':
      return [
        update.part === null
          ? i18n.t('options.trust.waiting')
          : i18n.t('options.trust.fetching', [LIST_PATHS[update.part]]),
      ];
    case 'failed':
      return [i18n.t('options.trust.error.notKept')];
    case 'ended':
      return update.outcomes.length === 0 ? [i18n.t('options.trust.nothing')] : update.outcomes.map(outcomeText);
  }
};
