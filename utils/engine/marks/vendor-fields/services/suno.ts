import { LIMITS } from '../../../limits';
import { isUuid } from '../../uuid';
import type { Hit, Service } from '../hit';
import { at, COMMENTS, keyed, plain } from '../texts';

/** The official page of the audio source; ID3v2.2 has names of three letters. */
const SOURCE_PAGES = [keyed('id3', 'WOAS'), keyed('id3', 'WAS')];

const MADE = /^made with suno( studio)?;/i;
const SONG = /^https?:\/\/(?:www\.|app\.)?suno\.(?:com|ai)\/song\//i;

/**
 * Suno's sound: the comment `made with suno; created=<time>; id=<uuid>` (`made with suno studio; …`), or a song's page
 * at Suno as the source of the audio. What downloaders add (`SUNO_PROMPT`, Suno as the artist) is none of it.
 * Source: a reader that describes three files.
 */
export const suno: Service = {
  where: [...COMMENTS, ...SOURCE_PAGES],
  match: (texts) => {
    const [comment] = at(texts, ...COMMENTS).flatMap(({ place, value }) => {
      const said = value.length > LIMITS.reportString ? undefined : commentOf(plain(value));
      return said === undefined ? [] : [{ place, ...said }];
    });
    const [page] = at(texts, ...SOURCE_PAGES).filter(({ value }) =>
      SONG.test(plain(value.slice(0, LIMITS.reportString))),
    );
    const place = comment?.place ?? page?.place;
    if (place === undefined) return [];
    const fields = { ...comment?.fields, ...(page === undefined ? {} : { [page.name]: plain(page.value) }) };
    return [{ place, status: 'ai-generated', tool: comment?.tool ?? 'Suno', fields }];
  },
};

function commentOf(text: string): (Pick<Hit, 'fields'> & { readonly tool: string }) | undefined {
  const made = MADE.exec(text);
  if (made === null) return undefined;
  const parts = new Map(
    text
      .slice(made[0].length)
      .split(';', LIMITS.fieldsPerFinding)
      .map((part) => [part.slice(0, part.indexOf('=')).trim().toLowerCase(), part.slice(part.indexOf('=') + 1).trim()]),
  );
  const id = parts.get('id') ?? '';
  if (!isUuid(id.toLowerCase())) return undefined;
  const created = parts.get('created');
  return {
    tool: made[1] === undefined ? 'Suno' : 'Suno Studio',
    fields: { ...(created === undefined ? {} : { created }), id },
  };
}
