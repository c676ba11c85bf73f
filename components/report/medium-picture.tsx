import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Kind } from '@/utils/engine/report';
import type { ReportItem } from '@/utils/report/report-item';
import { Sign } from '../signs';

interface MediumPictureProps {
  readonly item: ReportItem;
  /** A small picture that the page drew, where the medium itself is not at hand. */
  readonly picture: string | null;
}

/** The medium itself, from the bytes at hand and never by a request; else a small picture of it; else none. */
export const MediumPicture = ({ item, picture }: MediumPictureProps) => {
  const address = useAddressOf(item.bytes);
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => setFailed(false), [address]);
  const kind: Kind = item.report?.kind ?? 'unknown';
  const shown = address !== null && !hasFailed;
  return (
    <div class="medium-picture">
      {shown && kind === 'video' ? (
        // biome-ignore lint/a11y/useMediaCaption: it is shown as it was read, and we have no captions for it
        <video
          src={address}
          controls
          preload="metadata"
          onError={() => setFailed(true)}
          aria-label={i18n.t('report.medium.name')}
        />
      ) : shown && kind === 'audio' ? (
        // biome-ignore lint/a11y/useMediaCaption: it is shown as it was read, and we have no captions for it
        <audio
          src={address}
          controls
          preload="metadata"
          onError={() => setFailed(true)}
          aria-label={i18n.t('report.medium.name')}
        />
      ) : shown && kind === 'image' ? (
        <img src={address} alt={i18n.t('report.medium.name')} onError={() => setFailed(true)} />
      ) : picture !== null ? (
        <img src={picture} alt={i18n.t('report.medium.name')} />
      ) : (
        <p class="medium-picture__none caption">
          <Sign name="ui-image" size={24} />
          {i18n.t('report.medium.noPicture')}
        </p>
      )}
    </div>
  );
};

/** Lives as long as it is shown; the bytes are not copied. */
const useAddressOf = (bytes: Blob | null): string | null => {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (bytes === null) {
      setAddress(null);
      return undefined;
    }
    const made = URL.createObjectURL(bytes);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes]);
  return address;
};
