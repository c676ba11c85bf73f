/** The committed fixtures against what their table says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inspect } from '../../../utils/engine/inspect';
import { bufferSource } from '../../../utils/engine/source/buffer-source';
import type { Expected } from '../../fixtures/fixtures';

const folder = join(import.meta.dirname, '../../fixtures');
const index = JSON.parse(readFileSync(join(folder, 'media.json'), 'utf8')) as readonly Expected[];

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
