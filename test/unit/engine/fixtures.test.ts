/** The committed fixtures against what their table says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { inspect } from '../../../utils/engine/inspect';
import { bufferSource } from '../../../utils/engine/source/buffer-source';
import { ALL_FIXTURES } from '../../fixtures/all';
import type { Expected } from '../../fixtures/row';

const folder = join(import.meta.dirname, '../../fixtures');
const index = JSON.parse(readFileSync(join(folder, 'media.json'), 'utf8')) as readonly Expected[];

test('the index is what the tables say (mend: npm run fixtures)', () => {
  expect(index).toEqual(ALL_FIXTURES.map(({ expected }) => expected));
});

test('no two fixtures have one name', () => {
  expect(new Set(index.map(({ file }) => file)).size).toBe(index.length);
});

describe.each(index)('$file', (expected) => {
  it(`is ${expected.status}`, async () => {
    const bytes = new Uint8Array(readFileSync(join(folder, 'media', expected.file)));
    const report = await inspect(bufferSource(bytes), { input: expected.file });
    expect({
      kind: report.kind,
      container: report.container,
      status: report.verdict.status,
      assurance: report.verdict.assurance,
      error: report.error?.code ?? null,
    }).toEqual({
      kind: expected.kind,
      container: expected.container,
      status: expected.status,
      assurance: expected.assurance,
      error: expected.error,
    });
    expect(report.findings).toHaveLength(expected.findings.length);
    expect(report.findings).toEqual(
      expect.arrayContaining(expected.findings.map((finding) => expect.objectContaining(finding))),
    );
  });
});
