import { describe, expect, it } from 'vitest';
import { logTail } from '@/utils/pixels/dwtdct/student-t';

describe('the tail of Student’s law', () => {
  // Whole sums of fractions: of an even number of degrees of freedom the law is a polynomial in ρ.
  it.each([
    [0.1, 46, -1.38854055532711],
    [0.5, 46, -8.81735371185263],
    [0.72, 46, -19.3334738809488],
    [0.993, 46, -101.092657562801],
    [0.73, 44, -19.2669247243531],
    [0.9999, 44, -190.195969261602],
    [0.88, 24, -20.2693773146818],
    [0.3, 126, -8.14421161245229],
    [0.48, 126, -19.1284127778938],
    [0.995, 126, -293.617548671674],
    [0.9, 2, -2.99573227355399],
  ])('of ρ = %d with %i degrees of freedom', (rho, freedom, logarithm) => {
    expect(logTail(rho, freedom)).toBeCloseTo(logarithm, 9);
  });

  // The tables that books print: t, degrees of freedom, one-sided probability.
  it.each([
    [1, 1, 0.25],
    [6.314, 1, 0.05],
    [1.714, 23, 0.05],
    [3.485, 23, 0.001],
    [2.39, 60, 0.01],
    [3.373, 120, 0.0005],
  ])('of t = %d with %i degrees of freedom is %d', (t, freedom, probability) => {
    const rho = t / Math.sqrt(freedom + t * t);
    expect(Math.exp(logTail(rho, freedom)) / probability).toBeCloseTo(1, 2);
  });

  it('of odd numbers of degrees of freedom lies between its neighbours', () => {
    for (let freedom = 3; freedom < 200; freedom += 2) {
      expect(logTail(0.4, freedom)).toBeLessThan(logTail(0.4, freedom - 1));
      expect(logTail(0.4, freedom)).toBeGreaterThan(logTail(0.4, freedom + 1));
    }
  });

  it('is a number at both ends, and falls from one half', () => {
    expect(logTail(0.05, 2)).toBeCloseTo(Math.log(0.5 * (1 - 0.05)), 9);
    expect(logTail(1, 127)).toBeGreaterThan(-2400);
    expect(logTail(1, 127)).toBeLessThan(logTail(0.9999, 127));
  });
});
