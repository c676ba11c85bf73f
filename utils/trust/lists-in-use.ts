/** Which trust lists signers are checked against: named where jobs are given, read where they are done. */
import { c2paSettings } from '@/utils/credentials/c2pa/settings';
import { NO_LISTS } from '@/utils/credentials/trust-lists';

/** The name of the lists in use. Another name stands for other lists: what was checked against those is checked again. */
export const listsInUse = (): Promise<string> => Promise.resolve('none');

/** The C2PA library's settings for the lists of that name, or for no lists where those are gone. For workers too. */
export const settingsOf = (_lists: string): Promise<string> => Promise.resolve(c2paSettings(NO_LISTS));
