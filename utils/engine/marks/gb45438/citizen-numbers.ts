/** Keeps the numbers of identity cards (GB 11643-1999) out of reports: an individual's code holds one. */
import { citizenNumberIn } from './provider-code';

/** Region, date of birth, order, check character; looked for at every place, since codes put digits around it. */
const NUMBER = /(?=([1-8]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]))/g;
const CHECK_CHARACTERS = '10X98765432';

/**
 * @param providers Values that may be an individual's code: their numbers are masked wherever they stand, whether or
 * not their check character fits.
 * @returns what masks every citizen's number in a text.
 */
export function maskOf(providers: readonly string[]): (text: string) => string {
  const known = providers.map(citizenNumberIn).filter((number) => number !== undefined);
  const spellings = known.flatMap((number) => [number, number.toUpperCase(), number.toLowerCase()]);
  return (text) => {
    const found = [...text.matchAll(NUMBER)].map(([, number = '']) => number).filter(hasCheckCharacter);
    return [...spellings, ...found].reduce((result, number) => result.replaceAll(number, masked(number)), text);
  };
}

/** GB 11643-1999 (ISO 7064 MOD 11-2): weights are the powers of 2 modulo 11, from the right. */
function hasCheckCharacter(number: string): boolean {
  let sum = 0;
  for (const digit of number.slice(0, -1)) sum = ((sum + Number(digit)) * 2) % 11;
  return number.at(-1)?.toUpperCase() === CHECK_CHARACTERS[sum];
}

/** First three and last characters stay. */
const masked = (number: string): string => number.slice(0, 3) + '*'.repeat(number.length - 4) + number.slice(-1);
