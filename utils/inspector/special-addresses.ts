/**
 * Hosts that are nobody's business on the public internet: loopback, private, link-local and every other special-use
 * range. Each row holds the range for the check in code, and the same range as a regular expression over a serialised
 * http(s) address for the session rule that stands behind it (`wall.ts`). RFC 6890, RFC 6761, IANA registries.
 */

/** IPv4 blocks: network, prefix length. RFC 6890 §2.2.2; multicast and reserved space as one block of 224/3. */
export const SPECIAL_IPV4: readonly (readonly [network: string, prefixBits: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];

/**
 * Names that resolve inside a machine, a home or a company. RFC 6761 and 6762, RFC 8375 (`home.arpa`), ICANN's
 * reservation of `internal` and the names of its collision list that routers and companies use.
 */
export const SPECIAL_NAMES: readonly string[] = [
  'localhost',
  'localdomain',
  'local',
  'internal',
  'intranet',
  'private',
  'corp',
  'home',
  'lan',
  'home.arpa',
];

/** Everything above as patterns over a serialised address: lower case, IPv4 dotted, IPv6 compressed (WHATWG URL §3.5). */
export const SPECIAL_PATTERNS: readonly string[] = [
  ipv4('(0|10|127|22[4-9]|2[345][0-9])\\.[0-9]+\\.[0-9]+\\.[0-9]+'),
  ipv4('(100\\.(6[4-9]|[789][0-9]|1[01][0-9]|12[0-7])|169\\.254|192\\.168)\\.[0-9]+\\.[0-9]+'),
  ipv4('(172\\.(1[6-9]|2[0-9]|3[01])|198\\.1[89])\\.[0-9]+\\.[0-9]+'),
  ipv4('(192\\.0\\.[02]|192\\.88\\.99|198\\.51\\.100|203\\.0\\.113)\\.[0-9]+'),
  // All IPv6 literals but 2000::/3, and of that: 2001::/23 (Teredo and other protocols), documentation, 6to4.
  '^https?://\\[([^23]|[23][0-9a-f]{0,2}:|2001:1?[0-9a-f]{0,2}:|2001:db8:|2002:|3fff:[0-9a-f]{0,3}:)',
  // A name under one of the reserved ones, and a name without a dot.
  `^https?://([^/?#:]*\\.)?(${SPECIAL_NAMES.map((name) => name.replace('.', '\\.')).join('|')})\\.*[:/]`,
  '^https?://[^./:?#\\[]*\\.*[:/]',
];

function ipv4(host: string): string {
  return `^https?://${host}[:/]`;
}

/** @param hostname of a parsed `URL`, so that every spelling of an address has become one. */
export const isSpecialHost = (hostname: string): boolean => {
  const host = hostname.toLowerCase().replace(/\.+$/, '');
  if (host.startsWith('[')) return isSpecialIpv6(host.slice(1, -1));
  const octets = ipv4Octets(host);
  if (octets) return isSpecialIpv4(octets);
  return !host.includes('.') || SPECIAL_NAMES.some((name) => host === name || host.endsWith(`.${name}`));
};

/** The URL parser leaves exactly one form of IPv4; a last label of digits that is none would have failed it. */
const ipv4Octets = (host: string): readonly number[] | null => {
  const octets = host.split('.').map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : Number.NaN));
  return octets.length === 4 && octets.every((octet) => octet <= 255) ? octets : null;
};

const isSpecialIpv4 = (octets: readonly number[]): boolean =>
  SPECIAL_IPV4.some(([network, bits]) => {
    const mask = (0xffffffff << (32 - bits)) >>> 0;
    return (toNumber(octets) & mask) >>> 0 === toNumber(network.split('.').map(Number));
  });

const toNumber = (octets: readonly number[]): number => octets.reduce((sum, octet) => sum * 256 + octet, 0);

/**
 * Only global unicast space is public, which leaves out ::1, mapped and NAT64 forms (::ffff:0:0/96, 64:ff9b::/96,
 * 64:ff9b:1::/48), fc00::/7, fe80::/10 and ff00::/8 at once. Inside it Teredo (2001::/32) and 6to4 (2002::/16) carry an
 * IPv4 address of anybody's choice.
 */
const isSpecialIpv6 = (address: string): boolean => {
  const [first = 0, second = 0] = firstHextets(address);
  if (first < 0x2000 || first > 0x3fff) return true;
  if (first === 0x2001) return second < 0x200 || second === 0xdb8;
  return first === 0x2002 || (first === 0x3fff && second < 0x1000);
};

const firstHextets = (address: string): readonly number[] => {
  const [head = ''] = address.split('::');
  return head === '' ? [] : head.split(':').map((hextet) => Number.parseInt(hextet, 16));
};
