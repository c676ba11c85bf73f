/** Assertions that carry XMP properties as JSON-LD: signed statements in the words of IPTC. */
import type { CborMap, CborValue } from '../../cbor';
import { IPTC_EXTENSION, type IptcProperty } from '../iptc-properties';
import { list, map, text } from './content';

/** C2PA 2.x and CAWG Metadata Assertion 1.0; before 1.4 of C2PA each standard had a label of its own. */
export const METADATA_KINDS: ReadonlySet<string> = new Set([
  'c2pa.metadata',
  'cawg.metadata',
  'stds.iptc',
  'stds.iptc.photo-metadata',
]);

/** The prefix that the standard uses itself, for writers that leave the context out or name it by its address. */
const IPTC_PREFIX = 'Iptc4xmpExt';

/** Properties of the medium itself: what is nested speaks of other things. */
export function iptcPropertiesOf(content: CborMap): readonly IptcProperty[] {
  const prefixes = contextOf(content.get('@context'));
  const properties: IptcProperty[] = [];
  for (const [key, value] of content) {
    const name = typeof key === 'string' ? nameInIptc(key, prefixes) : undefined;
    if (name === undefined) continue;
    for (const one of [value, ...list(value)]) {
      const spoken = textOf(one);
      if (spoken !== undefined) properties.push({ name, value: spoken });
    }
  }
  return properties;
}

/** Namespaces by prefix; of several contexts the last one counts (JSON-LD 1.1 4.1). */
function contextOf(context: CborValue): ReadonlyMap<CborValue, CborValue> {
  const maps = [context, ...list(context)].map((one) => map(one) ?? new Map<CborValue, CborValue>());
  return new Map(maps.flatMap((one) => [...one]));
}

function nameInIptc(key: string, prefixes: ReadonlyMap<CborValue, CborValue>): string | undefined {
  if (key.startsWith(IPTC_EXTENSION)) return key.slice(IPTC_EXTENSION.length);
  const colon = key.indexOf(':');
  const prefix = key.slice(0, Math.max(colon, 0));
  const namespace = prefixes.get(prefix) ?? (prefix === IPTC_PREFIX ? IPTC_EXTENSION : undefined);
  return namespace === IPTC_EXTENSION ? key.slice(colon + 1) : undefined;
}

/** A text, or a value or address as an object of its own. */
function textOf(value: CborValue): string | undefined {
  return text(value) ?? text(map(value)?.get('@value')) ?? text(map(value)?.get('@id'));
}
