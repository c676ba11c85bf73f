import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A list of the tests' own authorities. */
export const fixtureList = (name: 'official' | 'interim' | 'own' | 'tsa' | 'allowed'): string =>
  readFileSync(join(import.meta.dirname, `../../fixtures/signed/lists/${name}.pem`), 'utf8');
