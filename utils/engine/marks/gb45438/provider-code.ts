/** Service-provider codes: 27 characters of TC260-PG-20252A around a unified social credit code (GB 32100-2015). */

/** GB 32100-2015: without I, O, S, V, Z. A character's value is its place. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** `00`, kind and binding of the subject, the subject, service and extension. */
const CODE = /^00([0-9A-Z])[0-9A-Z]([0-9A-Z]{18})[0-9A-Z]{5}$/;
const CODE_LENGTH = 27;
const SUBJECT_START = 4;
const SUBJECT_END = 22;
/** An individual's, also cut short or masked: what stands there can only be a citizen's number. */
const PERSON = /^002[0-9A-Z](?:[0-9A-Z]{18}|\d{10}|[0-9A-Z]{3}\*)/;
/** Names of companies have gaps, too, and not ten digits. */
const PERSON_WITH_GAPS = /^002[0-9A-Z]\d{10}/;

/** Whom a code is registered to. */
export type Subject =
  | { readonly kind: 'organisation'; readonly creditCode: string }
  /** The number of a citizen's identity card, which nothing shows. */
  | { readonly kind: 'person' };

/**
 * The subject of a code, also where what follows it is cut or wrong: its first 22 characters name the legal entity.
 * `undefined` for names and whatever else is no code.
 */
export function subjectOf(value: string): Subject | undefined {
  const code = plainCode(value);
  if (PERSON.test(code) || PERSON_WITH_GAPS.test(withoutGaps(code))) return { kind: 'person' };
  const creditCode = /^001[0-9A-Z]([0-9A-Z]{18})/.exec(code)?.[1];
  return creditCode === undefined ? undefined : { kind: 'organisation', creditCode };
}

/** What is wrong with a value that claims to be a code (begins with `001`); names are lawful and never judged. */
export function codeDeviation(value: string): 'code-form' | 'code-check' | undefined {
  const code = value.toUpperCase();
  if (!code.startsWith('001')) return undefined;
  if (code.length !== CODE_LENGTH) return 'code-form';
  const subject = CODE.exec(code)?.[2];
  if (subject === undefined) return 'code-form';
  return hasCheckDigit(subject) ? undefined : 'code-check';
}

/** GB 32100-2015 §4: weights are the powers of 3 modulo 31. */
function hasCheckDigit(subject: string): boolean {
  let weight = 1;
  let sum = 0;
  for (const character of subject.slice(0, -1)) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) return false;
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return subject.at(-1) === ALPHABET.charAt((31 - (sum % 31)) % 31);
}

/** The citizen's number inside an individual's code, as it is written; `undefined` where there is none. */
export function citizenNumberIn(value: string): string | undefined {
  if (subjectOf(value)?.kind !== 'person') return undefined;
  const written = value.trim();
  // What looks like one character and is several moves all that follows.
  return written.length === withoutGaps(plainCode(value)).length ? written.slice(SUBJECT_START, SUBJECT_END) : written;
}

/** Full-width digits and small letters count as what they look like. */
const plainCode = (value: string): string => value.trim().normalize('NFKC').toUpperCase();

/** Some people part long numbers. */
const withoutGaps = (code: string): string => code.replace(/[\s-]/g, '');
