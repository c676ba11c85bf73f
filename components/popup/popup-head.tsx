import { i18n } from '#i18n';
import { FileText } from '../file-text';
import { Sign } from '../signs';

interface PopupHeadProps {
  /** Empty where no site is spoken about: then there is nothing to switch. */
  readonly host: string;
  readonly isOn: boolean;
  readonly onSwitch: (isOn: boolean) => void;
}

export const PopupHead = ({ host, isOn, onSwitch }: PopupHeadProps) => (
  <header class="popup__head">
    <Sign name="brand" size={20} />
    {host === '' ? (
      <h1 class="popup__host">{i18n.t('ext.name')}</h1>
    ) : (
      <>
        <div class="popup__site">
          <h1 class="popup__host" id="popup-host">
            <FileText value={host} />
          </h1>
          <p class="caption" id="popup-site">
            {i18n.t(isOn ? 'popup.site.on' : 'popup.site.off')}
          </p>
        </div>
        <button
          type="button"
          role="switch"
          class="switch"
          aria-checked={isOn}
          aria-labelledby="popup-host popup-site"
          onClick={() => onSwitch(!isOn)}
        />
      </>
    )}
  </header>
);
