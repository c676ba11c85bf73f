/** Real files, where a folder with them lies beside the project: what each carries is written in its `expected.json`. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inspect } from '../../../utils/engine/inspect';
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

/** Containers that the engine reads. */
const READ = new Set([
  'jpeg',
  'png',
  'webp',
  'gif',
  'tiff',
  'heic',
  'heif',
  'avif',
  'jxl',
  'bmp',
  'ico',
  'svg',
  'mp4',
  'mov',
  'm4a',
  'matroska',
  'webm',
  'avi',
  'flv',
  'mp3',
  'aac',
  'wav',
  'aiff',
  'flac',
  'ogg',
]);
/** Its Exif and XMP are packed by Brotli, which the engine does not open. */
const PACKED = new Set(['exiftool/JXL2.jxl']);
/** Marks that the engine finds. */
const FOUND = new Set(['gb45438', 'iptc', 'generator', 'c2pa']);

const report = (file: string) =>
  // A fault of the engine must fail the test, not hide in the report.
  inspect(bufferSource(new Uint8Array(readFileSync(join(corpus, file)))), { input: file, faults: 'throw' });

const inContainers = entries.filter(({ container }) => READ.has(container));
const labelled = inContainers.filter(({ marks }) => marks.some(({ mark }) => FOUND.has(mark)));
const unlabelled = inContainers.filter(({ file, split }) => split === 'unlabelled' && !PACKED.has(file));
const others = entries.filter((entry) => !labelled.includes(entry) && !unlabelled.includes(entry));

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
      // How far credentials can be relied on is not checked yet.
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

  it.each(others)('$file is inspected without a fault', async ({ file, split }) => {
    const { verdict, findings, error } = await report(file);
    expect(verdict.status === 'unreadable').toBe(error !== null && findings.length === 0);
    if (split === 'unlabelled') expect(findings).toEqual([]);
  });
});
