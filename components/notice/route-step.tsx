import { i18n } from '#i18n';
import { platformEntry } from '@/utils/notice/platforms';
import { COUNTRIES, type Receiver, receiversFor } from '@/utils/notice/receivers';
import type { NoticeRecord } from '@/utils/notice/record';
import type { NoticeSession } from '@/utils/notice/session';
import { NOTICE_LANGUAGES, type NoticeLanguage } from '@/utils/notice/words';
import { Sign } from '../signs';

interface RouteStepProps {
  readonly record: NoticeRecord;
  readonly session: NoticeSession;
}

/** Who it is for. Nothing is sent: an entry opens in a tab, and the person sends. */
export const RouteStep = ({ record, session }: RouteStepProps) => (
  <>
    <div class="notice-pair">
      <div class="notice-field">
        <label class="notice-field__label" for="notice-country">
          {i18n.t('options.notices.country')}
        </label>
        <select
          id="notice-country"
          class="field"
          value={record.country}
          onChange={(event) => session.edit({ country: event.currentTarget.value })}
        >
          <option value="">{i18n.t('notice.countryNone')}</option>
          {COUNTRIES.map((country) => (
            <option key={country} value={country}>
              {nameOf('region', country)}
            </option>
          ))}
        </select>
      </div>
      <div class="notice-field">
        <label class="notice-field__label" for="notice-language">
          {i18n.t('options.notices.lang')}
        </label>
        <select
          id="notice-language"
          class="field"
          value={record.lang}
          onChange={(event) => session.edit({ lang: event.currentTarget.value as NoticeLanguage })}
        >
          {NOTICE_LANGUAGES.map((language) => (
            <option key={language} value={language}>
              {nameOf('language', SCRIPTS[language])}
            </option>
          ))}
        </select>
      </div>
    </div>
    <fieldset>
      <legend class="notice-field__label">{i18n.t('notice.step.route')}</legend>
      {receiversFor(record.country, record.reason, record.relation).map((receiver) => (
        <div key={receiver.id} class="receiver">
          <label class="choice">
            <input
              type="radio"
              name="notice-receiver"
              checked={record.receiver === receiver.id}
              onChange={() => session.edit({ receiver: receiver.id })}
            />
            <span>{i18n.t(receiver.name)}</span>
          </label>
          <ReceiverFacts receiver={receiver} record={record} />
        </div>
      ))}
    </fieldset>
  </>
);

const ReceiverFacts = ({ receiver, record }: { readonly receiver: Receiver; readonly record: NoticeRecord }) => {
  const platform = receiver.id === 'platform' ? platformEntry(record.subject.pageAddress, record.reason) : undefined;
  const entry = platform?.entry ?? receiver.entry;
  const checkedOn = platform?.checkedOn ?? receiver.checkedOn;
  const needs = receiver.needs.map((need) => i18n.t(`notice.needs.${need}`)).join(i18n.t('common.listSeparator'));
  return (
    <div class="receiver__facts">
      {needs !== '' && <p class="hint">{i18n.t('notice.needs.title', [needs])}</p>}
      {entry !== undefined && (
        <p class="hint">
          <a href={entry} target="_blank" rel="noreferrer">
            {platform === undefined ? '' : `${platform.platform}: `}
            {i18n.t('notice.openEntry')}
            <Sign name="ui-open" size={13} class="receiver__open" />
          </a>{' '}
          <span class="receiver__checked">
            {checkedOn === undefined ? i18n.t('notice.entryUnchecked') : i18n.t('notice.entryChecked', [checkedOn])}
          </span>
        </p>
      )}
    </div>
  );
};

/** A written language is named by its script, not by a country. */
const SCRIPTS = { en: 'en', 'zh-CN': 'zh-Hans' } as const satisfies Record<NoticeLanguage, string>;

const nameOf = (type: 'region' | 'language', code: string): string =>
  new Intl.DisplayNames([i18n.t('ext.lang')], { type }).of(code) ?? code;
