/**
 * Mark `iptc`: the properties of the IPTC Extension in XMP. Only what the packet says of the file itself counts; nested
 * properties speak of other assets. IPTC-IIM has no dataset for any of them, so none is looked for there.
 */
import { multimap } from '../multimap';
import type { Finding } from '../report';
import { IPTC_EXTENSION, type IptcProperty, iptcStatement } from './iptc-properties';
import { declaredFinding, type Mark } from './mark';

export const iptc: Mark = {
  name: 'iptc',
  detect: (fields) => {
    const counted = fields
      .filter((field) => field.kind === 'xmp')
      .filter(({ namespace, path, aboutFile }) => namespace === IPTC_EXTENSION && path.length === 0 && aboutFile);
    const places = multimap(counted.map((property) => [property.place, property]));
    return { findings: [...places].flatMap(([place, properties]) => findingOf(place, properties)) };
  },
};

function findingOf(place: string, properties: readonly IptcProperty[]): readonly Finding[] {
  const statement = iptcStatement(properties);
  if (statement === null) return [];
  const { status, isWeak, tool, fields } = statement;
  return [declaredFinding('iptc', { place, status, tool, codes: isWeak ? ['weak-sign'] : [], fields })];
}
