import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareInDocument, fillOrders } from '@/utils/page/document-order';

describe('orders for newcomers', () => {
  it('leave room between the first ones', () => {
    const [first, second] = fillOrders([null, null]);
    expect(fillOrders([first ?? 0, null, second ?? 0])).toEqual([first, expect.any(Number), second]);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThan(1_000);
  });

  it('never move those that were told, and never run against the document', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 30 }), fc.array(fc.nat(50), { maxLength: 30 }), (gaps, told) => {
        const known = [...new Set(told)].sort((a, b) => a - b);
        const mixed = gaps.flatMap((isNew, index) => {
          const next = known[index];
          return isNew || next === undefined ? [null] : [next];
        });
        const filled = fillOrders(mixed);
        expect(filled).toHaveLength(mixed.length);
        mixed.forEach((order, index) => {
          if (order !== null) expect(filled[index]).toBe(order);
        });
        expect(filled).toEqual([...filled].sort((a, b) => a - b));
        expect(filled.every((order) => Number.isSafeInteger(order) && order >= 0)).toBe(true);
      }),
    );
  });
});

describe('the order of the document', () => {
  it('is that of reading, a shadow tree at the place of its host', () => {
    document.body.innerHTML = '<p id="a"></p><div id="host"></div><p id="z"></p>';
    const host = document.getElementById('host');
    const shadow = host?.attachShadow({ mode: 'open' });
    if (shadow) shadow.innerHTML = '<p id="in1"></p><p id="in2"></p>';
    const elements = [
      document.getElementById('z'),
      shadow?.getElementById('in2'),
      document.getElementById('a'),
      shadow?.getElementById('in1'),
      host,
    ].filter((element): element is HTMLElement => element != null);
    expect(elements.sort(compareInDocument).map(({ id }) => id)).toEqual(['a', 'host', 'in1', 'in2', 'z']);
  });
});
