/** What is said about trust lists and what was wrong with them. */
import { i18n } from '#i18n';
import { LIST_PATHS, type ListId } from '@/utils/credentials/list-files';
import { TRUST_LIMITS } from '@/utils/trust/limits';
import type { OwnEntries } from '@/utils/trust/own-list';
import type { AddFault } from '@/utils/trust/own-lists';
import type { Refusal } from '@/utils/trust/refusal';
import type { PublishedState } from '@/utils/trust/state';
import type { UpdateOutcome } from '@/utils/trust/update';
import { dateText } from '../../date-text';
import { listName } from '../../list-name';

export const LIST_HINTS: Readonly<Record<ListId, () => string>> = {
  official: () => i18n.t('options.trust.officialHint'),
  interim: () => i18n.t('options.trust.interimHint'),
};

/** Of when the list is and what it holds, or that there is none. */
export const versionText = ({ kept }: PublishedState): string => {
  if (kept === null) return i18n.t('options.trust.none');
  const holes: [string, string] = [dateText(kept.fetchedAt), String(kept.certificates)];
  return kept.source === 'package' ? i18n.t('options.trust.packaged', holes) : i18n.t('options.trust.dated', holes);
};

/** Why the list is not newer, or not there; empty where nothing went wrong. */
export const refusalText = ({ kept, refused }: PublishedState): string => {
  if (refused === null) return '';
  const reason = refusalSentence(refused.refusal);
  return kept === null ? reason : i18n.t('options.trust.refused', [dateText(refused.triedAt), reason]);
};

const refusalSentence = ({ part, fault, status }: Refusal): string =>
  REFUSALS[fault](LIST_PATHS[part], String(status ?? ''));

const REFUSALS: Readonly<Record<Refusal['fault'], (file: string, status: string) => string>> = {
  unreachable: (file) => i18n.t('options.trust.fault.unreachable', [file]),
  status: (file, status) => i18n.t('options.trust.fault.status', [file, status]),
  redirected: (file) => i18n.t('options.trust.fault.redirected', [file]),
  tooLarge: (file) => i18n.t('options.trust.fault.tooLarge', [file]),
  late: (file) => i18n.t('options.trust.fault.late', [file]),
  unparsable: (file) => i18n.t('options.trust.fault.unparsable', [file]),
  empty: (file) => i18n.t('options.trust.fault.empty', [file]),
  shrunk: (file) => i18n.t('options.trust.fault.shrunk', [file]),
  noUsages: (file) => i18n.t('options.trust.fault.noUsages', [file]),
};

export const outcomeText = (outcome: UpdateOutcome): string => {
  const name = listName(outcome.id);
  if (outcome.kind === 'refused') return i18n.t('options.trust.notUpdated', [name, refusalSentence(outcome.refusal)]);
  return outcome.isChanged
    ? i18n.t('options.trust.updated', [name, String(outcome.certificates)])
    : i18n.t('options.trust.unchanged', [name]);
};

/** `2 certificates · 1 key` */
export const entriesText = ({ certificates, keys }: Pick<OwnEntries, 'certificates' | 'keys'>): string =>
  [
    ...(certificates > 0 ? [i18n.t('options.trust.certificates', certificates)] : []),
    ...(keys.length > 0 ? [i18n.t('options.trust.keys', keys.length)] : []),
  ].join(' · ');

export const addFaultText = (fault: AddFault): string => ADD_FAULTS[fault]();

const number = (value: number): [string] => [value.toLocaleString(i18n.t('ext.lang'))];

const ADD_FAULTS: Readonly<Record<AddFault, () => string>> = {
  tooLarge: () => i18n.t('options.trust.error.tooLarge', number(TRUST_LIMITS.ownCharacters)),
  tooMany: () => i18n.t('options.trust.error.tooMany', number(TRUST_LIMITS.ownEntries)),
  binary: () => i18n.t('options.trust.error.binary'),
  privateKey: () => i18n.t('options.trust.error.privateKey'),
  empty: () => i18n.t('options.trust.error.empty'),
  unparsable: () => i18n.t('options.trust.error.unparsable'),
  notAuthority: () => i18n.t('options.trust.error.notAuthority'),
  otherKey: () => i18n.t('options.trust.error.otherKey'),
  nameMissing: () => i18n.t('options.trust.error.nameMissing'),
  nameLong: () => i18n.t('options.trust.error.nameLong', number(TRUST_LIMITS.nameCharacters)),
  nameTaken: () => i18n.t('options.trust.error.nameTaken'),
  full: () => i18n.t('options.trust.error.full', number(TRUST_LIMITS.ownLists)),
  notKept: () => i18n.t('options.trust.error.notKept'),
};
