/** How likely a correlation is by chance: Student's t law, far into its tail. */

/** Terms fall about as a geometric row of ratio 1 − ρ²: at ρ = 0.05 some 15,000 matter, and below nobody asks. */
const MOST_TERMS = 100_000;

/**
 * Of a correlation ρ of values that have nothing to do with each other, t = ρ √(f ÷ (1 − ρ²)) follows Student's law.
 * Its upper tail is ½ I(1 − ρ²; f ÷ 2, ½) (Abramowitz and Stegun 26.7.1). The incomplete beta function I is summed as
 * its power series (26.5.4), whose terms are all positive: nothing cancels, however small the result is. What it is
 * multiplied by is kept as a logarithm, for it has no room in a double where ρ is near 1.
 * @param rho From 0.05 to 1.
 * @param freedom Degrees of freedom f, a whole number of at least 1.
 * @returns ln of the probability that chance gives `rho` or more.
 */
export function logTail(rho: number, freedom: number): number {
  const x = Math.max(Number.EPSILON, 1 - rho * rho);
  const a = freedom / 2;
  let sum = 1;
  let term = 1;
  for (let n = 0; n < MOST_TERMS && term > Number.EPSILON * sum; n++) {
    term *= (x * (a + 0.5 + n)) / (a + 1 + n);
    sum += term;
  }
  return Math.log(0.5) + a * Math.log(x) + 0.5 * Math.log(1 - x) - Math.log(a) - logBeta(freedom) + Math.log(sum);
}

/** ln B(f ÷ 2, ½), from B(½, ½) = π or B(1, ½) = 2 by B(a + 1, ½) = B(a, ½) · a ÷ (a + ½). */
function logBeta(freedom: number): number {
  const start = freedom % 2 === 1 ? 1 : 2;
  let log = Math.log(start === 1 ? Math.PI : 2);
  for (let twice = start; twice < freedom; twice += 2) log += Math.log(twice / (twice + 1));
  return log;
}
