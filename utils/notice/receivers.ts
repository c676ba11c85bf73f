/** Who may receive a notice, and what each asks for. The person opens the entry and sends; nothing is sent from here. */
import type { Reason, Regime, Relation } from './schema';
import type { PlainWordId } from './words';

export const RECEIVER_IDS = [
  'none',
  'platform',
  'cn-12377',
  'cn-civil-1195',
  'eu-dsa-16',
  'us-tida',
  'stop-ncii',
  'internal',
] as const;
export type ReceiverId = (typeof RECEIVER_IDS)[number];

export type Need =
  | 'category'
  | 'address'
  | 'locator'
  | 'account'
  | 'seen'
  | 'explanation'
  | 'ground'
  | 'evidence'
  | 'name'
  | 'contact'
  | 'identity'
  | 'relation'
  | 'statement'
  | 'signature';

export interface Receiver {
  readonly id: ReceiverId;
  readonly name: PlainWordId;
  readonly regime: Regime;
  /** ISO 3166 codes, and `EU`; empty: everywhere. */
  readonly countries: readonly string[];
  readonly reasons?: readonly Reason[];
  readonly relations?: readonly Relation[];
  readonly needs: readonly Need[];
  readonly entry?: string;
  /** Day on which a person opened the entry; absent where nobody has. */
  readonly checkedOn?: string;
}

/** Countries with receivers of their own, and those whose general receivers are worth naming. */
export const COUNTRIES = ['CN', 'TW', 'HK', 'EU', 'GB', 'US', 'IN', 'KR', 'AU'] as const;

/** A missing label breaks terms or labelling rules, not by itself a law on content. */
const MORE_THAN_A_LABEL: readonly Reason[] = [
  'impersonation',
  'fraud',
  'misinformation',
  'non-consensual-intimate',
  'other',
];
const CONCERNED: readonly Relation[] = ['self', 'authorised'];

const RECEIVERS: readonly Receiver[] = [
  { id: 'none', name: 'route.none', regime: 'none', countries: [], needs: [] },
  {
    id: 'platform',
    name: 'route.platform',
    regime: 'platform-terms',
    countries: [],
    needs: ['category', 'address', 'explanation'],
  },
  {
    id: 'cn-12377',
    name: 'route.cn12377',
    regime: 'cn-12377',
    countries: ['CN'],
    needs: ['category', 'address', 'account', 'seen', 'explanation', 'evidence', 'statement'],
    entry: 'https://www.12377.cn/',
  },
  {
    id: 'cn-civil-1195',
    name: 'route.cnCivil1195',
    regime: 'cn-civil-1195',
    countries: ['CN'],
    reasons: ['impersonation', 'non-consensual-intimate', 'fraud', 'other'],
    relations: CONCERNED,
    needs: [
      'address',
      'locator',
      'account',
      'explanation',
      'ground',
      'evidence',
      'name',
      'contact',
      'identity',
      'relation',
      'statement',
    ],
  },
  {
    id: 'eu-dsa-16',
    name: 'route.euDsa16',
    regime: 'eu-dsa-16',
    countries: ['EU'],
    reasons: MORE_THAN_A_LABEL,
    needs: ['category', 'address', 'locator', 'explanation', 'ground', 'name', 'contact', 'statement'],
  },
  {
    id: 'us-tida',
    name: 'route.usTida',
    regime: 'us-tida',
    countries: ['US'],
    reasons: ['non-consensual-intimate'],
    relations: CONCERNED,
    needs: ['address', 'locator', 'explanation', 'name', 'contact', 'relation', 'statement', 'signature'],
  },
  {
    id: 'stop-ncii',
    name: 'route.stopNcii',
    regime: 'platform-terms',
    countries: [],
    reasons: ['non-consensual-intimate'],
    relations: ['self'],
    needs: [],
    entry: 'https://stopncii.org/',
  },
  { id: 'internal', name: 'route.internal', regime: 'internal', countries: [], needs: [] },
];

/** The receivers that a country, a kind and a relation leave open; keeping only always comes first. */
export const receiversFor = (country: string, reason: Reason, relation: Relation): readonly Receiver[] =>
  RECEIVERS.filter(
    ({ countries, reasons, relations }) =>
      (countries.length === 0 || countries.includes(country)) &&
      (reasons === undefined || reasons.includes(reason)) &&
      (relations === undefined || relations.includes(relation)),
  );

export const receiverById = (id: ReceiverId): Receiver | undefined => RECEIVERS.find((receiver) => receiver.id === id);

/** China's platforms have duties of their own (Labelling Measures art. 6, 10). */
export const regimeOf = (id: ReceiverId, country: string): Regime =>
  id === 'platform' && country === 'CN' ? 'cn-platform' : (receiverById(id)?.regime ?? 'none');

/** Where help is when a child may be shown in a sexual way. `entry` absent: no address, a call. */
export const HOTLINES: readonly { readonly name: PlainWordId; readonly entry?: string }[] = [
  { name: 'notice.minor.hotline.cybertip', entry: 'https://report.cybertip.org/' },
  { name: 'notice.minor.hotline.iwf', entry: 'https://report.iwf.org.uk/' },
  { name: 'notice.minor.hotline.inhope', entry: 'https://www.inhope.org/' },
  { name: 'notice.minor.hotline.takeItDown', entry: 'https://takeitdown.ncmec.org/' },
  { name: 'notice.minor.hotline.cn12377', entry: 'https://www.12377.cn/' },
  { name: 'notice.minor.hotline.iwin', entry: 'https://i.win.org.tw/' },
  { name: 'notice.minor.hotline.police' },
];
