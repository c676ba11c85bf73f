/** Service-provider codes: 27 characters of TC260-PG-20252A around a unified social credit code (GB 32100-2015). */

/** GB 32100-2015: without I, O, S, V, Z. A character's value is its place. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const CODE = /^00([0-9A-Z])[0-9A-Z]([0-9A-Z]{18})[0-9A-Z]{5}$/;
const CODE_LENGTH = 27;

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

const SUBJECT_START = 4;
const SUBJECT_END = 22;

/**
 * The citizen's number inside an individual's code (third character `2`), which no report may carry; `undefined`
 * where there is none. A code cut short is taken for one when what is left of the subject can only be such a number.
 */
export function citizenNumber(value: string): string | undefined {
  if (!value.startsWith('002')) return undefined;
  const subject = value.slice(SUBJECT_START, SUBJECT_END);
  const isWhole = subject.length === SUBJECT_END - SUBJECT_START;
  return isWhole || /^\d{10,}$/.test(subject) ? subject : undefined;
}

/** First three and last characters stay. */
export const masked = (subject: string): string =>
  subject.slice(0, 3) + '*'.repeat(subject.length - 4) + subject.slice(-1);
