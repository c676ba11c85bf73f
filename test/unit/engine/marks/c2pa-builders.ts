/** Manifests and stores, and what mark c2pa says of them. */
import type { Block } from '../../../../utils/engine/blocks';
import { C2PA_STORE_UUID } from '../../../../utils/engine/decoders/jumbf';
import type { Field } from '../../../../utils/engine/fields';
import { c2pa } from '../../../../utils/engine/marks/c2pa';
import type { Finding } from '../../../../utils/engine/report';
import { block, box, type CborInput, cbor, decodeAll, superbox } from '../decoders/build';

export const MANIFEST = '63326d6100110010800000aa00389b71';
export const UPDATE = '6332756d00110010800000aa00389b71';
export const COMPRESSED = '6332636d00110010800000aa00389b71';
export const ASSERTIONS = '6332617300110010800000aa00389b71';
export const CLAIM = '6332636c00110010800000aa00389b71';
export const CBOR = '63626f7200110010800000aa00389b71';
export const JSON_UUID = '6a736f6e00110010800000aa00389b71';

export const D = 'http://cv.iptc.org/newscodes/digitalsourcetype/';

export type Entry = { readonly [key: string]: CborInput };

export interface ManifestLayout {
  readonly label?: string;
  readonly uuid?: string;
  /** The entries of its actions assertion; none: no such assertion. */
  readonly actions?: readonly Entry[];
  readonly ingredients?: readonly Entry[];
  /** More assertions by label. */
  readonly assertions?: { readonly [label: string]: CborInput };
  readonly claim?: Entry;
  readonly version?: 1 | 2;
}

export function manifest({
  label = 'urn:uuid:active',
  uuid = MANIFEST,
  actions,
  ingredients = [],
  assertions = {},
  claim = {},
  version = 2,
}: ManifestLayout): Uint8Array {
  const suffix = version === 2 ? '.v2' : '';
  const all: (readonly [string, CborInput])[] = [
    ...(actions === undefined ? [] : [[`c2pa.actions${suffix}`, { actions }] as const]),
    ...ingredients.map((of, index) => [`c2pa.ingredient.v3${index === 0 ? '' : `__${index}`}`, of] as const),
    ...Object.entries(assertions),
  ];
  const references = all.map(([name]) => ({ url: `self#jumbf=c2pa.assertions/${name}`, hash: new Uint8Array(32) }));
  const list = version === 2 ? { created_assertions: references } : { assertions: references };
  return superbox(
    uuid,
    label,
    superbox(ASSERTIONS, 'c2pa.assertions', ...all.map(([name, of]) => superbox(CBOR, name, box('cbor', cbor(of))))),
    superbox(
      CLAIM,
      `c2pa.claim${suffix}`,
      box('cbor', cbor({ claim_generator_info: { name: 'Test' }, ...list, ...claim })),
    ),
  );
}

export const store = (...manifests: readonly Uint8Array[]): Uint8Array =>
  superbox(C2PA_STORE_UUID, 'c2pa', ...manifests);
export const fieldsOf = (payload: Uint8Array, more: Partial<Block> = {}): readonly Field[] =>
  decodeAll(block('jumbf', payload, { place: 'PNG caBX', offset: 41, ...more }));
export const detect = (...manifests: readonly Uint8Array[]) => c2pa.detect(fieldsOf(store(...manifests)));

export function only(...manifests: readonly Uint8Array[]): Finding {
  const { findings } = detect(...manifests);
  const [finding, ...others] = findings;
  if (finding === undefined || others.length > 0) throw new Error(`There are ${findings.length} findings.`);
  return finding;
}

export const action = (name: string, term?: string, more: Entry = {}): Entry => ({
  action: name,
  ...(term === undefined ? {} : { digitalSourceType: D + term }),
  ...more,
});
export const ingredient = (relationship: string, label: string, more: Entry = {}): Entry => ({
  relationship,
  activeManifest: { url: `self#jumbf=/c2pa/${label}`, hash: new Uint8Array(32) },
  ...more,
});
