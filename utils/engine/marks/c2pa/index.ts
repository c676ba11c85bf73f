/**
 * Mark `c2pa`: Content Credentials by presence, and what their source types say. Nothing is verified here, so the
 * assurance is `declared` throughout and the code `not-checked` says so.
 */

import type { Field, JumbfField } from '../../fields';
import type { JumbfSuperbox } from '../../jumbf-boxes';
import { LIMITS } from '../../limits';
import type { Finding } from '../../report';
import type { Mark, MarkResult } from '../mark';
import { combineStatements, isFault } from './combine';
import { type Manifest, type ManifestFault, manifestBoxes, readManifest } from './manifest';

export const c2pa: Mark = {
  name: 'c2pa',
  detect: (fields) => {
    const stores = fields.filter((field) => field.kind === 'jumbf');
    if (stores.length === 0) return { findings: remoteManifests(fields) };
    const findings: Finding[] = [];
    let problem: MarkResult['problem'];
    for (const [place, group] of groupByPlace(stores)) {
      const result = inspectStores(place, group);
      findings.push(result.finding);
      problem ??= result.problem;
    }
    return problem === undefined ? { findings } : { findings, problem };
  },
};

interface StoreResult {
  readonly finding: Finding;
  readonly problem?: MarkResult['problem'];
}

/** In MP4 an update manifest lies in a box of its own behind the store that it updates (C2PA 2.1 A.5): one label. */
function groupByPlace(stores: readonly JumbfField[]): ReadonlyMap<string, readonly JumbfField[]> {
  const groups = new Map<string, JumbfField[]>();
  for (const store of stores) {
    const group = groups.get(store.place);
    if (group === undefined) groups.set(store.place, [store]);
    else group.push(store);
  }
  return groups;
}

const FAULT_CODES: Readonly<Record<ManifestFault, string>> = {
  malformed: 'c2pa-malformed',
  prerelease: 'c2pa-prerelease',
  compressed: 'not-checked',
};

function inspectStores(place: string, stores: readonly JumbfField[]): StoreResult {
  const boxes = stores.flatMap(({ superbox }) => manifestBoxes(superbox));
  const activeBox = boxes.at(-1);
  const isSound = stores.every(({ malformed }) => malformed === undefined);
  const active = isSound && activeBox !== undefined ? readManifest(activeBox) : 'malformed';
  const storeFields = {
    Manifests: String(boxes.length),
    StoreBytes: stores.map(({ lengthBytes }) => lengthBytes).join(', '),
    StoreOffset: stores.map(({ offset }) => offset).join(', '),
  };
  if (isFault(active)) {
    const finding = labelledOther(place, FAULT_CODES[active], storeFields);
    if (active !== 'compressed') return { finding };
    return { finding, problem: { code: 'unsupported', message: 'The active C2PA manifest is compressed.' } };
  }
  const { statement, isCut } = combineStatements(active, byLabel(boxes));
  const tool = statement.agent ?? active.generatorName;
  const finding: Finding = {
    mark: 'c2pa',
    status: statement.status ?? 'labelled-other',
    assurance: 'declared',
    place,
    ...(tool === undefined ? {} : { tool }),
    codes: ['not-checked', ...(active.isDamaged ? ['c2pa-malformed'] : []), ...statement.codes],
    fields: { ...manifestFields(active, statement.sourceType), ...storeFields },
    deviations: [],
  };
  if (!isCut) return { finding };
  return { finding, problem: { code: 'over-budget', message: 'The C2PA manifests have too many ingredients.' } };
}

function byLabel(boxes: readonly JumbfSuperbox[]): ReadonlyMap<string, JumbfSuperbox> {
  return new Map(boxes.map((box) => [box.label, box]));
}

function labelledOther(place: string, code: string, fields: Finding['fields']): Finding {
  return {
    mark: 'c2pa',
    status: 'labelled-other',
    assurance: 'declared',
    place,
    codes: [code],
    fields,
    deviations: [],
  };
}

const SHOWN_ACTIONS = 32;

function manifestFields(manifest: Manifest, sourceType: string | undefined): Record<string, string> {
  const actions = manifest.actions.slice(0, SHOWN_ACTIONS).map(({ name }) => name.replace(/^c2pa\./, ''));
  const entries: readonly (readonly [string, string | undefined])[] = [
    ['ClaimGenerator', manifest.generator],
    ['Title', manifest.title],
    ['Format', manifest.format],
    ['DigitalSourceType', sourceType],
    ['Actions', actions.length === 0 ? undefined : actions.join(', ')],
  ];
  const fields: Record<string, string> = {};
  for (const [name, value] of entries) {
    if (value !== undefined && value !== '') fields[name] = value.slice(0, LIMITS.reportString);
  }
  return fields;
}

const DCTERMS = 'http://purl.org/dc/terms/';
const LINK_RELATION = 'c2pa-manifest';

/** An answer's header and XMP may name a manifest that lies elsewhere, of a file that holds none (C2PA 2.2 15.5). */
function remoteManifests(fields: readonly Field[]): Finding[] {
  const places = new Map<string, string>();
  for (const field of fields) {
    const address = remoteAddress(field);
    if (address !== undefined && !places.has(field.place)) places.set(field.place, address);
  }
  return [...places].map(([place, address]) => labelledOther(place, 'remote-manifest', { Provenance: address }));
}

/** Addresses into the file itself (`self#jumbf=…`) and names (`urn:…`) are no such thing. */
function remoteAddress(field: Field): string | undefined {
  if (field.kind === 'link') return field.relation === LINK_RELATION ? field.target : undefined;
  if (field.kind !== 'xmp' || field.namespace !== DCTERMS || field.name !== 'provenance') return undefined;
  const address = field.value.trim();
  const counts = field.path.length === 0 && field.aboutFile && /^https?:\/\/[^\s/]/i.test(address);
  return counts ? address : undefined;
}
