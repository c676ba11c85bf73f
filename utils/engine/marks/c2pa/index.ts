/**
 * Mark `c2pa`: Content Credentials by presence, and what their source types say. Nothing is verified here, so the
 * assurance is `declared` throughout and the code `not-checked` says so.
 */

import type { JumbfField } from '../../fields';
import type { JumbfSuperbox } from '../../jumbf-boxes';
import { LIMITS } from '../../limits';
import type { Finding } from '../../report';
import { compareStatus } from '../../verdict';
import { declaredFinding, type Mark, type MarkResult } from '../mark';
import { combineStatements, isFault } from './combine';
import { type Manifest, type ManifestFault, manifestBoxes, readManifest } from './manifest';
import type { Statement } from './own-statement';
import { remoteManifests } from './remote-manifests';
import { softBindingFields } from './soft-bindings';

export const c2pa: Mark = {
  name: 'c2pa',
  detect: (fields) => {
    const stores = fields.filter((field) => field.kind === 'jumbf');
    if (stores.length === 0) {
      const remote = [...remoteManifests(fields)];
      const findingOf = ([place, address]: readonly [string, string]): Finding =>
        labelledOther(place, 'remote-manifest', { Provenance: address });
      return { findings: remote.map(findingOf) };
    }
    const findings = new Map<string, Finding>();
    let problem: MarkResult['problem'];
    for (const record of recordsOf(stores)) {
      const result = inspectRecord(record);
      const { place } = record;
      const other = findings.get(place);
      const isOneOfSeveral = other !== undefined || record.stores.some(({ isDisordered }) => isDisordered);
      findings.set(place, isOneOfSeveral ? strongerOf(other ?? result.finding, result.finding) : result.finding);
      problem ??= result.problem;
    }
    return { findings: [...findings.values()], ...(problem === undefined ? {} : { problem }) };
  },
};

interface StoreResult {
  readonly finding: Finding;
  readonly problem?: MarkResult['problem'];
}

/** A store, and the updates that go on from it in boxes of their own (C2PA 2.x A.5.1). */
interface StoreRecord {
  readonly place: string;
  readonly stores: JumbfField[];
}

function recordsOf(stores: readonly JumbfField[]): readonly StoreRecord[] {
  const records: StoreRecord[] = [];
  for (const store of stores) {
    const { place } = store;
    const updated = store.isUpdate ? records.findLast((record) => record.place === place) : undefined;
    if (updated === undefined) records.push({ place, stores: [store] });
    else updated.stores.push(store);
  }
  return records;
}

/**
 * One label per place. A file should have one store, and a validator passes over several (C2PA 2.2 15.5): what any of
 * them says is shown all the same.
 */
function strongerOf(a: Finding, b: Finding): Finding {
  const stronger = compareStatus(a.status, b.status) <= 0 ? a : b;
  return { ...stronger, codes: [...new Set([...(stronger.codes ?? []), 'c2pa-layout'])] };
}

const FAULT_CODES: Readonly<Record<ManifestFault, string>> = {
  malformed: 'c2pa-malformed',
  prerelease: 'c2pa-prerelease',
  compressed: 'not-checked',
};

const OVER_BUDGET: MarkResult['problem'] = {
  code: 'over-budget',
  message: `The C2PA manifests are more than ${LIMITS.c2paManifests}, or have too many ingredients.`,
};

function inspectRecord({ place, stores }: StoreRecord): StoreResult {
  const boxes = stores.flatMap(({ superbox }) => manifestBoxes(superbox));
  const activeBox = boxes.at(-1);
  const isSound = stores.every(({ malformed }) => malformed === undefined);
  const active = isSound && activeBox !== undefined ? readManifest(activeBox) : 'malformed';
  const storeFields = {
    Manifests: String(boxes.length),
    StoreBytes: stores.map(({ lengthBytes }) => lengthBytes).join(', '),
    StoreOffset: stores.map(({ offset }) => offset).join(', '),
  };
  // A check would take them all apart: nobody is to make it run for its whole time.
  const problem = boxes.length > LIMITS.c2paManifests ? OVER_BUDGET : undefined;
  if (isFault(active)) {
    const finding = labelledOther(place, FAULT_CODES[active], storeFields);
    if (active !== 'compressed') return { finding, ...(problem && { problem }) };
    return {
      finding,
      problem: { code: 'unsupported', message: 'The active C2PA manifest is packed in a way that cannot be opened.' },
    };
  }
  const { statement, softBindings, isCut: hasManyIngredients } = combineStatements(active, byLabel(boxes));
  const tool = statement.agent ?? active.generatorName;
  const finding = declaredFinding('c2pa', {
    place,
    status: statement.status ?? 'labelled-other',
    tool,
    codes: ['not-checked', ...(active.isDamaged ? ['c2pa-malformed'] : []), ...statement.codes],
    fields: { ...manifestFields(active, statement), ...softBindingFields(softBindings), ...storeFields },
  });
  const met = hasManyIngredients ? OVER_BUDGET : problem;
  return { finding, ...(met && { problem: met }) };
}

function byLabel(boxes: readonly JumbfSuperbox[]): ReadonlyMap<string, JumbfSuperbox> {
  return new Map(boxes.map((box) => [box.label, box]));
}

const labelledOther = (place: string, code: string, fields: Finding['fields']): Finding =>
  declaredFinding('c2pa', { place, status: 'labelled-other', codes: [code], fields });

const SHOWN_ACTIONS = 32;

function manifestFields(
  manifest: Manifest,
  { status, sourceType, manifest: label }: Statement,
): Record<string, string> {
  const actions = manifest.actions.slice(0, SHOWN_ACTIONS).map(({ name }) => name.replace(/^c2pa\./, ''));
  const entries: readonly (readonly [string, string | undefined])[] = [
    ['ClaimGenerator', manifest.generator],
    ['Title', manifest.title],
    ['Format', manifest.format],
    ['DigitalSourceType', sourceType],
    ['Actions', actions.length === 0 ? undefined : actions.join(', ')],
    // On which manifest the statement rests: a check says of each how far it can be relied on.
    ['StatementManifest', status === null ? undefined : label],
  ];
  const fields: Record<string, string> = {};
  for (const [name, value] of entries) {
    if (value !== undefined && value !== '') fields[name] = value.slice(0, LIMITS.reportString);
  }
  return fields;
}
