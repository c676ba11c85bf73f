/** References to a manifest that lies elsewhere, of a file that holds none (C2PA 2.2 15.5). */
import type { Field } from '../../fields';

const DCTERMS = 'http://purl.org/dc/terms/';
const LINK_RELATION = 'c2pa-manifest';

/** The first address of each place. */
export function remoteManifests(fields: readonly Field[]): ReadonlyMap<string, string> {
  const places = new Map<string, string>();
  for (const field of fields) {
    const address = remoteAddress(field);
    if (address !== undefined && !places.has(field.place)) places.set(field.place, address);
  }
  return places;
}

/** Addresses into the file itself (`self#jumbf=…`) and names (`urn:…`) are no such thing. */
function remoteAddress(field: Field): string | undefined {
  if (field.kind === 'link') return field.relation === LINK_RELATION ? field.target : undefined;
  if (field.kind !== 'xmp' || field.namespace !== DCTERMS || field.name !== 'provenance') return undefined;
  const address = field.value.trim();
  const counts = field.path.length === 0 && field.aboutFile && /^https?:\/\/[^\s/]/i.test(address);
  return counts ? address : undefined;
}
