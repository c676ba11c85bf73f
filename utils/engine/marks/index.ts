import { gb45438 } from './gb45438';
import type { Mark } from './mark';

/** Every mark that reads fields, one line each. */
export const FIELD_MARKS: readonly Mark[] = [gb45438];
