/** Rows of the trust database that have the form in which they were written; others (damage, another version) are as absent. */
import * as v from 'valibot';
import { LIST_IDS } from '@/utils/credentials/list-files';
import type { Attempt, ComposedLists, KeptList, OwnList } from './database';

const Id = v.picklist(LIST_IDS);

const Kept = v.object({
  id: Id,
  texts: v.record(v.string(), v.string()),
  sha256: v.string(),
  certificates: v.number(),
  fetchedAt: v.number(),
  source: v.picklist(['publisher', 'package']),
});
const Tried = v.object({
  id: Id,
  triedAt: v.number(),
  nextAt: v.number(),
  failures: v.number(),
  refusal: v.nullable(v.object({ part: v.string(), fault: v.string(), status: v.optional(v.number()) })),
});
const Own = v.object({ name: v.string(), text: v.string(), addedAt: v.number() });
const Composed = v.object({
  name: v.string(),
  settings: v.string(),
  keys: v.array(v.object({ name: v.string(), key: v.string() })),
  composedAt: v.number(),
});

export const isKeptList = (row: unknown): row is KeptList => v.is(Kept, row);
export const isAttempt = (row: unknown): row is Attempt => v.is(Tried, row);
export const isOwnList = (row: unknown): row is OwnList => v.is(Own, row);
export const isComposed = (row: unknown): row is ComposedLists => v.is(Composed, row);
