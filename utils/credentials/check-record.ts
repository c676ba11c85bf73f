/**
 * C2PA stores that lie apart from their medium. The library has no call that checks one against its medium, and where
 * they do not fit the store may be another's (C2PA 2.2 15.5.3): so what it says is `declared`, whatever its signature is worth.
 */
import { withFindings } from '@/utils/engine/make-report';
import { readManifestStore, type StoreReading } from '@/utils/engine/manifest-store';
import type { Finding, LabelReport } from '@/utils/engine/report';
import type { C2paTools } from './c2pa';
import type { Judged } from './c2pa/fragments';
import { HISTORY_RESOURCES } from './c2pa/history';
import { judgeIngredients } from './c2pa/ingredients';
import { type Judgement, judgeApart } from './c2pa/judge';
import { judgedHistory } from './c2pa/judged-history';
import { signatureFields } from './c2pa/signature-fields';
import type { CheckedMedium } from './check-credentials';
import { recordAddress } from './record-address';

export interface FetchedRecord {
  readonly bytes: Uint8Array;
  /** As the medium names it. */
  readonly address: string;
}

/** What the library calls a store by itself. */
const STORE_TYPE = 'application/c2pa';

/**
 * @param stated What the medium says, which names the address.
 * @returns `stated` with what the store says in the place of its address; `null` where the bytes are no store.
 * @throws what the library throws when it breaks down.
 */
export async function checkRecord(
  { bytes, address }: FetchedRecord,
  stated: LabelReport,
  { library, settings }: C2paTools,
): Promise<CheckedMedium | null> {
  const reading = readManifestStore(bytes, '');
  if (reading === null) return null;
  const told = reading.isOverBudget ? null : await tell(bytes, await library(), settings);
  const findings = stated.findings.map((finding) =>
    recordAddress(finding) === address ? withRecord(finding, reading, told?.judgement ?? null, stated.input) : finding,
  );
  const isLeft = told === null;
  return {
    report: withFindings(stated, findings, isLeft ? ['credentials-not-checked'] : []),
    // What the store was made for was not looked at.
    history: told && judgedHistory(told, { atMost: 'declared' }),
  };
}

async function tell(
  bytes: Uint8Array,
  { read }: Awaited<ReturnType<C2paTools['library']>>,
  settings: string,
): Promise<Judged | null> {
  const answer = await read(STORE_TYPE, bytes, settings, HISTORY_RESOURCES);
  const judgement = judgeApart(answer);
  return judgement && { judgement, answer };
}

function withRecord(
  { place, fields }: Finding,
  { finding: said }: StoreReading,
  judgement: Judgement | null,
  input: string,
): Finding {
  const { StoreOffset: _, ...ofStore } = said.fields;
  const { Provenance = '' } = fields;
  const { who, ...signature } = signatureFields(judgement?.store ?? null);
  const ingredients = judgement?.store == null ? [] : judgeIngredients(judgement.store, undefined).codes;
  const isNotChecked = judgement === null;
  return {
    ...said,
    place,
    assurance: 'declared',
    ...(who === undefined ? {} : { who }),
    codes: [
      ...new Set([
        place === 'HTTP Link' || isBeside(Provenance, input) ? 'c2pa-sidecar' : 'remote-manifest',
        ...(judgement?.codes ?? []),
        ...(said.codes ?? []).filter((code) => isNotChecked || code !== 'not-checked'),
        ...ingredients,
      ]),
    ],
    ...(judgement === null ? {} : { validation: [...new Set(judgement.validation)] }),
    fields: { Provenance, ...signature, ...ofStore },
  };
}

/** At the medium's own path, with `.c2pa` for the ending of its name (C2PA 2.2 11.4). */
function isBeside(address: string, medium: string): boolean {
  const [store, own] = [URL.parse(address), URL.parse(medium)];
  if (store === null || own === null || store.origin !== own.origin) return false;
  const stem = own.pathname.replace(/\.[^./]*$/, '');
  return store.pathname.toLowerCase() === `${stem}.c2pa`.toLowerCase();
}
