import { useId } from 'preact/hooks';
import { i18n } from '#i18n';
import { Sign } from '../signs';

interface DropZoneProps {
  readonly onFiles: (files: readonly File[]) => void;
  /** Below a report it is a line, on an empty page the whole of it. */
  readonly isLarge: boolean;
}

/** A label around a file field: clicks, Enter and Space open the browser's own dialog. Dropping works on the whole page. */
export const DropZone = ({ onFiles, isLarge }: DropZoneProps) => {
  const id = useId();
  return (
    <div class={isLarge ? 'drop drop--large' : 'drop'}>
      {isLarge && <Sign name="ui-image" size={36} />}
      <p class="drop__title">{i18n.t('report.drop.title')}</p>
      <input
        id={id}
        class="visually-hidden drop__field"
        type="file"
        multiple
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          // The same file may be chosen again.
          currentTarget.value = '';
        }}
      />
      <label class="button" for={id}>
        {i18n.t('report.drop.action')}
      </label>
      <p class="hint">{i18n.t('report.drop.body')}</p>
    </div>
  );
};
