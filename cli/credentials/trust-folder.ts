import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { acceptList, type TrustLists } from '../../utils/credentials/trust-lists';

/** A folder of lists that cannot be used, in one sentence for people. */
export class UnusableTrustFolder extends Error {}

const OFFICIAL = 'C2PA-TRUST-LIST.pem';
const TIME_STAMPING = 'C2PA-TSA-TRUST-LIST.pem';
const INTERIM_ANCHORS = 'interim/anchors.pem';
const INTERIM_ALLOWED = 'interim/allowed.pem';
const USAGES = 'interim/store.cfg';

/**
 * The lists of a folder that is laid out as their publishers name them; each may be missing, but not all.
 * @throws UnusableTrustFolder
 */
export function readTrustFolder(folder: string): TrustLists {
  const textOf = (name: string): string | undefined => {
    const path = join(folder, name);
    try {
      return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
    } catch (error) {
      throw new UnusableTrustFolder(`${path} cannot be read: ${error instanceof Error ? error.message : error}.`);
    }
  };
  const listOf = (name: string): string | undefined => {
    const text = textOf(name);
    if (text !== undefined && typeof acceptList(text) === 'string') {
      throw new UnusableTrustFolder(`${join(folder, name)} holds no certificates in PEM form, or a damaged one.`);
    }
    return text;
  };
  const official = listOf(OFFICIAL);
  const timeStamping = listOf(TIME_STAMPING);
  const anchors = listOf(INTERIM_ANCHORS);
  const allowed = listOf(INTERIM_ALLOWED);
  const usages = textOf(USAGES)
    ?.split(/\r?\n/)
    .filter((line) => /^\d+(?:\.\d+)+$/.test(line));
  if (official === undefined && anchors === undefined && allowed === undefined) {
    throw new UnusableTrustFolder(`${folder} has neither ${OFFICIAL} nor ${INTERIM_ANCHORS}.`);
  }
  return {
    ...(official !== undefined && { official }),
    ...(timeStamping !== undefined && { timeStamping }),
    ...((anchors !== undefined || allowed !== undefined) && {
      interim: { anchors: anchors ?? '', allowed: allowed ?? '' },
    }),
    ...(usages !== undefined && usages.length > 0 && { usages }),
  };
}
