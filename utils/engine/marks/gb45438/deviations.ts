/** What is unusual about a label, as codes; none changes what it says. */
import type { LabelKey } from './vocabulary';

export const DEVIATIONS = [
  'wrapped',
  'unwrapped',
  'glued',
  'prefix-equals',
  'double-escaped',
  'double-encoded',
  'base64',
  'url-encoded',
  'single-quotes',
  'trailing-data',
  'broken-json',
  'not-an-object',
  'empty',
  'blanked',
  'key-case',
  'key-alias',
  'unknown-field',
  'duplicate-key',
  'null-value',
  'nested-value',
  'label-value',
  'label-form',
  'label-not-string',
  'code-form',
  'code-check',
  'place',
  'duplicate',
  'conflict',
  'trailer',
  'older-schema',
] as const;

/** With the key behind a colon: `missing:Label`. */
export const DEVIATIONS_OF_KEYS = ['missing', 'empty', 'not-a-string', 'charset'] as const;

export type Deviation = (typeof DEVIATIONS)[number] | `${(typeof DEVIATIONS_OF_KEYS)[number]}:${LabelKey}`;
