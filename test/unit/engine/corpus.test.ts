/** Real files, where a folder with them lies beside the project: what each carries is written in its `expected.json`. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inspect } from '../../../utils/engine/inspect';
import { FIELD_MARKS } from '../../../utils/engine/marks';
import { CONTAINERS } from '../../../utils/engine/report';
import { bufferSource } from '../../../utils/engine/source/buffer-source';

interface ExpectedMark {
  readonly mark: string;
  readonly status?: string;
  readonly assurance?: string;
}

interface Entry {
  readonly file: string;
  readonly container: string;
  readonly split: string;
  readonly marks: readonly ExpectedMark[];
}

const corpus = join(import.meta.dirname, '../../../../shared/corpus');
const isThere = existsSync(join(corpus, 'expected.json'));
const entries: readonly Entry[] = isThere ? JSON.parse(readFileSync(join(corpus, 'expected.json'), 'utf8')) : [];

const READ: ReadonlySet<string> = new Set(CONTAINERS);
/** Marks that pixels carry are not looked for here. */
const FOUND: ReadonlySet<string> = new Set(FIELD_MARKS.map(({ name }) => name));
/** Files without a label that nobody can read to their end, and what the report says of it. */
const CUT: Readonly<Record<string, string>> = {
  // Its codestream is cut: Exif and XMP stand before, packed by Brotli.
  'exiftool/JXL2.jxl': 'truncated',
};

const report = (file: string) =>
  // A fault of the engine must fail the test, not hide in the report.
  inspect(bufferSource(new Uint8Array(readFileSync(join(corpus, file)))), { input: file, faults: 'throw' });

const inContainers = entries.filter(({ container }) => READ.has(container));
const labelled = inContainers.filter(({ marks }) => marks.some(({ mark }) => FOUND.has(mark)));
const unlabelled = inContainers.filter(({ file, split }) => split === 'unlabelled' && CUT[file] === undefined);
const others = entries.filter(
  (entry) => !labelled.includes(entry) && !unlabelled.includes(entry) && CUT[entry.file] === undefined,
);

describe.skipIf(!isThere)(`real files${isThere ? '' : ' (skipped: there is no folder ../shared/corpus)'}`, () => {
  it('are there', () => {
    expect(labelled.length).toBeGreaterThan(0);
    expect(unlabelled.length).toBeGreaterThan(0);
  });

  it.each(labelled)('$file is found to carry its marks', async ({ file, marks }) => {
    const { findings } = await report(file);
    for (const { mark, status, assurance } of marks.filter((wanted) => FOUND.has(wanted.mark))) {
      const same = findings.filter((finding) => finding.mark === mark);
      expect(same, mark).not.toHaveLength(0);
      if (status !== undefined) expect(same.map((finding) => finding.status)).toContain(status);
      // Signatures are not checked here: a manifest is declared, whatever its assurance is.
      if (assurance !== undefined && mark !== 'c2pa') {
        expect(same.map((finding) => finding.assurance)).toContain(assurance);
      }
    }
  });

  it.each(unlabelled)('$file is read to its end and has no label', async ({ file }) => {
    const { verdict, error, findings } = await report(file);
    expect(findings).toEqual([]);
    expect({ status: verdict.status, error }).toEqual({ status: 'unlabelled', error: null });
  });

  it.each(entries.filter(({ file }) => CUT[file] !== undefined))('$file is cut, which is told', async ({ file }) => {
    const { verdict, error, findings } = await report(file);
    expect(findings).toEqual([]);
    expect({ status: verdict.status, code: error?.code }).toEqual({ status: 'unreadable', code: CUT[file] });
  });

  it.each(others)('$file is inspected without a fault', async ({ file, split }) => {
    const { verdict, findings, error } = await report(file);
    expect(verdict.status === 'unreadable').toBe(error !== null && findings.length === 0);
    if (split === 'unlabelled') expect(findings).toEqual([]);
  });
});
