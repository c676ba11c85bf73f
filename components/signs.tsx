import type { Assurance, Status } from '@/utils/engine/report';
import { SIGN_PATHS, type SignName } from './sign-paths';

export type { SignName } from './sign-paths';

/** Colour tokens that a sign may take; `current` leaves the text's own colour. */
export type SignTone = 'ai' | 'cam' | 'other' | 'none' | 'seal' | 'warn' | 'current';

/** What a row or badge shows: a status of the report, or how far the check has come. */
export type ShownStatus = Status | 'checking' | 'waiting';

export const statusSign = (status: ShownStatus): SignName =>
  status === 'waiting' ? 'status-checking' : `status-${status}`;

export const assuranceSign = (assurance: Assurance): SignName => `assurance-${assurance}`;

const STATUS_TONES = {
  'ai-generated': 'ai',
  'ai-edited': 'ai',
  'possibly-ai': 'ai',
  'suspected-ai': 'ai',
  captured: 'cam',
  'labelled-other': 'other',
  unlabelled: 'none',
  unreadable: 'none',
  checking: 'none',
  waiting: 'none',
} as const satisfies Record<ShownStatus, SignTone>;

export const statusTone = (status: ShownStatus): SignTone => STATUS_TONES[status];

export const assuranceTone = (assurance: Assurance): SignTone => (assurance === 'broken' ? 'warn' : 'seal');

/** Only the signs that point somewhere turn with the text's direction. */
const MIRRORED: ReadonlySet<SignName> = new Set<SignName>(['ui-chevron', 'ui-open']);

interface SignProps {
  readonly name: SignName;
  /** CSS pixels, both ways. */
  readonly size: number;
  readonly tone?: SignTone;
  readonly class?: string;
}

/** A sign is never alone the bearer of its meaning: the text beside it is, so it is hidden from the accessibility tree. */
export const Sign = ({ name, size, tone = 'current', class: extra }: SignProps) => (
  <svg class={signClass(name, tone, extra)} width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
    {name === 'status-checking' ? (
      DOTS.map((path) => <path key={path} class="sign-dot" d={path} />)
    ) : (
      <path d={SIGN_PATHS[name]} />
    )}
  </svg>
);

/** The three dots of `status-checking` each on its own, so that they can pulse one after the other. */
const DOTS = SIGN_PATHS['status-checking'].split(/(?=M)/);

const signClass = (name: SignName, tone: SignTone, extra: string | undefined): string =>
  ['sign', tone === 'current' ? '' : `sign--${tone}`, MIRRORED.has(name) ? 'sign--mirrored' : '', extra ?? '']
    .filter((part) => part !== '')
    .join(' ');
