/** Less the mean of those that stand a whole number of periods away. @param values A whole number of periods. */
export function centred(values: ArrayLike<number>, period: number): Float64Array {
  const sums = new Float64Array(period);
  for (let at = 0; at < values.length; at++) sums[at % period] = (sums[at % period] ?? 0) + (values[at] ?? 0);
  const rounds = values.length / period;
  return Float64Array.from(values, (value, at) => value - (sums[at % period] ?? 0) / rounds);
}
