import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import type { Depth } from '@/utils/depth';
import { DEFAULT_SETTINGS, type Settings } from '@/utils/settings';
import { PageBar } from '../page-bar';
import { KeptResults, type KeptResultsProps } from './kept-results';
import { Legend } from './legend';
import { PixelBudget, type PixelUseProps } from './pixel-budget';
import { PlainSetting, RadioSetting, SelectSetting, SwitchSetting } from './setting';
import { SiteList } from './site-list';
import { TrustLists, type TrustListsProps } from './trust/trust-lists';
import { useGroupInView } from './use-group-in-view';

export interface OptionsPageProps {
  readonly settings: Settings;
  readonly onChange: (patch: Partial<Settings>) => void;
  /** Said politely after a change: kept, not kept, or nothing yet. */
  readonly notice: string;
  readonly results: KeptResultsProps;
  readonly trust: TrustListsProps;
  readonly pixelUse: PixelUseProps;
}

export const OptionsPage = (props: OptionsPageProps) => {
  const inView = useGroupInView(GROUPS);
  return (
    <>
      <PageBar current="options" />
      <main class="column options">
        <h1>{i18n.t('options.title')}</h1>
        <nav class="options__groups" aria-label={i18n.t('options.title')}>
          {GROUPS.map((group) => (
            <a key={group} href={`#${group}`} aria-current={group === inView ? 'true' : undefined}>
              {GROUP_TITLES[group]()}
            </a>
          ))}
        </nav>
        <div class="options__settings">
          <Display {...props} />
          <Checks {...props} />
          <Sites {...props} />
          <Trust {...props} />
          <Privacy {...props} />
          <General {...props} />
          <Group id="legend">
            <Legend />
          </Group>
        </div>
      </main>
      <p class="options__notice" role="status">
        {props.notice}
      </p>
    </>
  );
};

const GROUPS = ['display', 'check', 'sites', 'trust', 'privacy', 'general', 'legend'] as const;
type GroupId = (typeof GROUPS)[number];

const GROUP_TITLES: Readonly<Record<GroupId, () => string>> = {
  display: () => i18n.t('options.group.display'),
  check: () => i18n.t('options.group.check'),
  sites: () => i18n.t('options.group.sites'),
  trust: () => i18n.t('options.group.trust'),
  privacy: () => i18n.t('options.group.privacy'),
  general: () => i18n.t('options.group.general'),
  legend: () => i18n.t('options.legend'),
};

interface GroupProps {
  readonly id: GroupId;
  readonly onReset?: () => void;
  readonly children: ComponentChildren;
}

const Group = ({ id, onReset, children }: GroupProps) => (
  <section class="options__group" id={id} aria-labelledby={`${id}-title`}>
    <div class="options__heading">
      <h2 id={`${id}-title`}>{GROUP_TITLES[id]()}</h2>
      {onReset !== undefined && (
        <button
          type="button"
          class="button button--quiet button--small"
          aria-describedby={`${id}-title`}
          onClick={onReset}
        >
          {i18n.t('options.reset')}
        </button>
      )}
    </div>
    {children}
  </section>
);

/** The part of the settings that a group shows, as it is unless a person chooses. */
const standard = <Key extends keyof Settings>(...keys: readonly Key[]): Partial<Settings> =>
  Object.fromEntries(keys.map((key) => [key, DEFAULT_SETTINGS[key]]));

const onOff = (isOn: boolean): string => i18n.t(isOn ? 'common.on' : 'common.off');
const delayText = (ms: number): string =>
  ms === 0 ? i18n.t('options.delay.none') : i18n.t('options.delay.ms', [String(ms)]);

const Display = ({ settings, onChange }: OptionsPageProps) => (
  <Group id="display" onReset={() => onChange(standard('overlay', 'badges', 'cardDelayMs', 'count'))}>
    <div class="box">
      <SwitchSetting
        label={i18n.t('options.overlay.label')}
        hint={i18n.t('options.overlay.hint')}
        standard={onOff(DEFAULT_SETTINGS.overlay)}
        isOn={settings.overlay}
        onSwitch={(overlay) => onChange({ overlay })}
      />
      <RadioSetting
        label={i18n.t('options.badges.label')}
        hint={i18n.t('options.badges.hint')}
        standard={i18n.t('options.badges.labelled')}
        chosen={settings.badges}
        choices={[
          { value: 'ai', text: i18n.t('options.badges.always') },
          { value: 'labelled', text: i18n.t('options.badges.labelled') },
          { value: 'point', text: i18n.t('options.badges.point') },
        ]}
        onChoose={(badges) => onChange({ badges })}
      />
      <SelectSetting
        label={i18n.t('options.delay.label')}
        hint={i18n.t('options.delay.hint')}
        standard={delayText(DEFAULT_SETTINGS.cardDelayMs)}
        chosen={settings.cardDelayMs}
        choices={([0, 300, 600] as const).map((value) => ({ value, text: delayText(value) }))}
        onChoose={(cardDelayMs) => onChange({ cardDelayMs })}
      />
      <SwitchSetting
        label={i18n.t('options.count.label')}
        hint={i18n.t('options.count.hint')}
        standard={onOff(DEFAULT_SETTINGS.count)}
        isOn={settings.count}
        onSwitch={(count) => onChange({ count })}
      />
    </div>
  </Group>
);

const DEPTH_NAMES: Readonly<Record<Depth, () => string>> = {
  metadata: () => i18n.t('options.depth.metadata'),
  credentials: () => i18n.t('options.depth.credentials'),
  pixels: () => i18n.t('options.depth.pixels'),
};
const DEPTHS = ['metadata', 'credentials', 'pixels'] as const;

const Checks = ({ settings, onChange, pixelUse }: OptionsPageProps) => (
  <Group id="check" onReset={() => onChange(standard('depth', 'pixelDayMegabytes'))}>
    <div class="box">
      <RadioSetting
        label={i18n.t('options.depth.label')}
        hint={i18n.t('options.depth.hint')}
        standard={DEPTH_NAMES[DEFAULT_SETTINGS.depth]()}
        chosen={settings.depth}
        choices={DEPTHS.map((value) => ({ value, text: DEPTH_NAMES[value]() }))}
        onChoose={(depth) => onChange({ depth })}
      />
      <PixelBudget
        chosen={settings.pixelDayMegabytes}
        onChoose={(pixelDayMegabytes) => onChange({ pixelDayMegabytes })}
        {...pixelUse}
      />
    </div>
  </Group>
);

const Sites = ({ settings, onChange }: OptionsPageProps) => (
  <Group id="sites">
    <div class="box">
      <SiteList sites={settings.sitesOff} onChange={(sites) => onChange({ sitesOff: [...sites] })} />
    </div>
  </Group>
);

const Trust = ({ settings, onChange, trust }: OptionsPageProps) => (
  <Group id="trust" onReset={() => onChange(standard('trustOfficial', 'trustInterim', 'trustWeekly'))}>
    <TrustLists settings={settings} onChange={onChange} {...trust} />
  </Group>
);

const Privacy = ({ results }: OptionsPageProps) => (
  <Group id="privacy">
    <div class="box">
      <KeptResults {...results} />
      <div class="setting">
        <p class="hint">{i18n.t('options.privacy.line')}</p>
      </div>
    </div>
  </Group>
);

const General = ({ settings, onChange }: OptionsPageProps) => (
  <Group id="general" onReset={() => onChange(standard('theme'))}>
    <div class="box">
      <SelectSetting
        label={i18n.t('options.theme.label')}
        hint={i18n.t('options.theme.hint')}
        standard={i18n.t('options.theme.system')}
        chosen={settings.theme}
        choices={[
          { value: 'system', text: i18n.t('options.theme.system') },
          { value: 'light', text: i18n.t('options.theme.light') },
          { value: 'dark', text: i18n.t('options.theme.dark') },
        ]}
        onChoose={(theme) => onChange({ theme })}
      />
      <PlainSetting label={i18n.t('options.language.label')} hint={i18n.t('options.language.hint')} />
    </div>
  </Group>
);
