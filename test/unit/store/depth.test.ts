import { describe, expect, it } from 'vitest';
import { type Connection, type Depth, depthInUse } from '@/utils/depth';

describe('the depth in use', () => {
  it.each<[Depth, Connection, Depth]>([
    ['pixels', {}, 'pixels'],
    ['credentials', {}, 'credentials'],
    ['metadata', {}, 'metadata'],
    ['pixels', { saveData: false, type: 'cellular' }, 'pixels'],
    ['pixels', { saveData: true }, 'metadata'],
    ['credentials', { saveData: true }, 'metadata'],
    ['metadata', { saveData: true }, 'metadata'],
  ])('of the choice %s over %o is %s', (depth, connection, inUse) => {
    expect(depthInUse({ depth }, connection)).toBe(inUse);
  });

  it('is what was chosen where the browser tells nothing of its connection', () => {
    expect(depthInUse({ depth: 'credentials' })).toBe('credentials');
  });
});
