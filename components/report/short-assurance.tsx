import { i18n } from '#i18n';
import type { Assurance } from '@/utils/engine/report';
import { ASSURANCE_IDS } from '@/utils/label-words';
import { assuranceSign, assuranceTone, Sign } from '../signs';

/** A manifest is signed, so what was not checked of it is called that, never "not signed". */
const assuranceName = (assurance: Assurance): string =>
  i18n.t(assurance === 'declared' ? 'assurance.declaredSigned.name' : `assurance.${ASSURANCE_IDS[assurance]}.name`);

/** How far one manifest can be relied on by itself. */
export const ShortAssurance = ({ assurance }: { readonly assurance: Assurance }) => (
  <p class={assurance === 'broken' ? 'sealed sealed--warn' : 'sealed'}>
    <Sign name={assuranceSign(assurance)} size={14} tone={assuranceTone(assurance)} />
    {assuranceName(assurance)}
  </p>
);
