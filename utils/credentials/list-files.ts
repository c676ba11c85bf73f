/** The published lists as files: what each consists of, and where its parts lie in a folder of lists. */
import { CLAIM_SIGNING_USAGES, type TrustLists, usagesOf } from './trust-lists';

/** Paths as the publishers name the files. All hold certificates (PEM), but `usages`. */
export const LIST_PATHS = {
  signers: 'C2PA-TRUST-LIST.pem',
  timeStamping: 'C2PA-TSA-TRUST-LIST.pem',
  anchors: 'interim/anchors.pem',
  allowed: 'interim/allowed.pem',
  usages: 'interim/store.cfg',
} as const;
export type ListPart = keyof typeof LIST_PATHS;

export const LIST_IDS = ['official', 'interim'] as const;
export type ListId = (typeof LIST_IDS)[number];

export const LIST_PARTS: Readonly<Record<ListId, readonly ListPart[]>> = {
  official: ['signers', 'timeStamping'],
  interim: ['anchors', 'allowed', 'usages'],
};

/** @param texts What lies at `LIST_PATHS`; parts may be missing. Usages are allowed beside the C2PA's own. */
export const listsOfTexts = ({
  signers,
  timeStamping,
  anchors,
  allowed,
  usages,
}: Readonly<Partial<Record<ListPart, string>>>): TrustLists => ({
  ...(signers !== undefined && { official: signers }),
  ...(timeStamping !== undefined && { timeStamping }),
  ...((anchors !== undefined || allowed !== undefined) && {
    interim: { anchors: anchors ?? '', allowed: allowed ?? '' },
  }),
  ...(usages !== undefined && { usages: [...new Set([...CLAIM_SIGNING_USAGES, ...usagesOf(usages)])] }),
});
