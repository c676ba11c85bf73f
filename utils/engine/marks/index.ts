import { c2pa } from './c2pa';
import { gb45438 } from './gb45438';
import { generator } from './generator';
import { iptc } from './iptc';
import type { Mark } from './mark';
import { vendor } from './vendor-fields';

/** Every mark that reads fields, one line each. */
export const FIELD_MARKS: readonly Mark[] = [gb45438, iptc, generator, vendor, c2pa];
