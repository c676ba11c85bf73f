import { i18n } from '#i18n';
import { Sign, type SignName } from '../signs';
import type { PopupActions } from './popup-state';

interface PopupFootProps {
  readonly canRescan: boolean;
  /** Notices kept on this computer. */
  readonly notices: number;
  readonly actions: Pick<PopupActions, 'rescan' | 'openReport' | 'openNotices' | 'openOptions'>;
}

export const PopupFoot = ({ canRescan, notices, actions }: PopupFootProps) => (
  <footer class="popup__foot">
    <FootButton sign="ui-rescan" text={i18n.t('popup.rescan')} isDisabled={!canRescan} run={actions.rescan} />
    <FootButton
      sign="ui-flag"
      text={notices > 0 ? `${i18n.t('popup.notices')} (${notices})` : i18n.t('popup.notices')}
      run={actions.openNotices}
    />
    <FootButton sign="ui-original" text={i18n.t('popup.checkFile')} run={() => actions.openReport()} />
    <FootButton sign="ui-gear" text={i18n.t('popup.options')} run={actions.openOptions} />
  </footer>
);

interface FootButtonProps {
  readonly sign: SignName;
  readonly text: string;
  readonly isDisabled?: boolean;
  readonly run: () => void;
}

const FootButton = ({ sign, text, isDisabled = false, run }: FootButtonProps) => (
  <button type="button" class="button button--quiet popup__foot-button" disabled={isDisabled} onClick={run}>
    <Sign name={sign} size={14} />
    <span class="count">{text}</span>
  </button>
);
