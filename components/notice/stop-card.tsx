import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { HOTLINES } from '@/utils/notice/receivers';

/** In place of the whole form: nothing is loaded and nothing kept, there are only ways to help. */
export const StopCard = () => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section class="box notice-card">
      <h1 ref={heading} tabIndex={-1}>
        {i18n.t('notice.minor.title')}
      </h1>
      <p>{i18n.t('notice.minor.body')}</p>
      <ul class="notice-card__list">
        {HOTLINES.map(({ name, entry }) => (
          <li key={name}>
            {entry === undefined ? (
              i18n.t(name)
            ) : (
              <a href={entry} target="_blank" rel="noreferrer">
                {i18n.t(name)}
              </a>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
};
