/** C2PA stores that a medium names and does not hold; needs nothing of what reads them. */
import type { Finding } from '@/utils/engine/report';

/** Where the store lies that a finding is about, as long as it was not fetched. */
export const recordAddress = ({ mark, codes = [], fields }: Finding): string | undefined =>
  mark === 'c2pa' && codes.includes('remote-manifest') && fields.StoreBytes === undefined
    ? fields.Provenance
    : undefined;
