import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { publishedSchema } from '@/scripts/published-schema';

test('the published JSON Schema is the one that the program checks with (mend: npm run schema)', () => {
  const published = readFileSync(join(import.meta.dirname, '../../../schema/label-report.schema.json'), 'utf8');
  expect(published).toBe(publishedSchema());
});
