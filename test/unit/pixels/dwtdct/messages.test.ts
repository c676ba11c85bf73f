import { describe, expect, it } from 'vitest';
import { freedomOf, TESTS } from '@/utils/pixels/dwtdct/correlation';
import { MESSAGES, type MessageId } from '@/utils/pixels/dwtdct/messages';
import { logTail } from '@/utils/pixels/dwtdct/student-t';

describe('the table of messages', () => {
  it.each([
    ['sdv1', 136, '537461626c65446966667573696f6e5631'],
    ['sdv2', 32, '53445632'],
    ['invoke', 64, '496e766f6b654149'],
    ['sdxl', 48, 'b3ec907bb19e'],
    // Without the two zeros that the digits of its constant begin with.
    ['flux', 46, '2afe879cf52e'],
  ] as const)('%s has %i bits', (id, length, hexadecimal) => {
    const bits = MESSAGES.find((message) => message.id === id)?.bits ?? [];
    expect(bits).toHaveLength(length);
    expect(BigInt(`0b${bits.join('')}`).toString(16)).toBe(hexadecimal);
  });

  it('has each once, with whole periods, and patterns around 0', () => {
    expect(new Set(MESSAGES.map(({ id }): MessageId => id)).size).toBe(MESSAGES.length);
    for (const { bits, period, pattern } of MESSAGES) {
      expect(bits.length % period).toBe(0);
      for (let first = 0; first < period; first++) {
        const sum = pattern.filter((_, at) => at % period === first).reduce((total, value) => total + value, 0);
        expect(sum).toBeCloseTo(0, 12);
      }
    }
  });

  it.each(MESSAGES)('$id: chance reaches its limit less than five times in 10⁹', (message) => {
    const chance = Math.exp(logTail(message.limit, freedomOf(message)));
    expect(chance).toBeLessThan(5e-9);
    // Nor is it much stricter than that asks for.
    expect(Math.exp(logTail(message.limit - 0.03, freedomOf(message)))).toBeGreaterThan(5e-9);
  });

  it('together are seen where there is none in less than one picture in ten million', () => {
    const tests = MESSAGES.flatMap((message) =>
      message.codes.map(() => TESTS * Math.exp(logTail(message.limit, freedomOf(message)))),
    );
    expect(tests).toHaveLength(6);
    expect(tests.reduce((sum, chance) => sum + chance, 0)).toBeLessThan(1e-7);
  });
});
