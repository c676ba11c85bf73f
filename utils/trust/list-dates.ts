/** Which published lists are in use, and of when: what a report of a check has to say of them. */
import { loadSettings } from '@/utils/settings-store';
import { choicesOf, chosenLists } from './choices';
import { type KeptList, trustDatabase } from './database';
import { loadManaged } from './managed';
import { isKeptList } from './sound-rows';

/** None where the browser gives no database. */
export const listDates = async (): Promise<readonly Pick<KeptList, 'id' | 'fetchedAt'>[]> => {
  try {
    const [kept, settings, { fixed }] = await Promise.all([
      trustDatabase().then((database) => database.getAll('published')),
      loadSettings(),
      loadManaged(),
    ]);
    return chosenLists(kept.filter(isKeptList), choicesOf(settings, fixed)).map(({ id, fetchedAt }) => ({
      id,
      fetchedAt,
    }));
  } catch {
    return [];
  }
};
