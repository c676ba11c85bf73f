/** Real pictures of the service, where a folder with them lies beside the project, by the service's own key. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inspectAndCheck } from '../../../../utils/credentials/check-credentials';
import { canBeChecked } from '../../../../utils/credentials/checkable';
import { examine } from '../../../../utils/engine/inspect';
import { bufferSource } from '../../../../utils/engine/source/buffer-source';

const folder = join(import.meta.dirname, '../../../../../shared/corpus');
const isThere = existsSync(join(folder, 'expected.json'));
const options = { input: 'medium' };
const tools = { library: () => Promise.reject(new Error('The library is not needed.')), settings: '{}' };

const FILES = [
  ['novelai-python/sample-0316.png', 'intact', 'signature-valid'],
  ['sd-metadata/novelai-curated.png', 'intact', 'signature-valid'],
  // Written again by another tool, in the same size.
  ['novelai-python/sample-0316-out.png', 'broken', 'signature-failed'],
  // From before there were signatures.
  ['sd-parsers/novelai1_cropped.png', 'declared', undefined],
] as const;

describe.skipIf(!isThere)(`real pictures${isThere ? '' : ' (skipped: there is no folder ../shared/corpus)'}`, () => {
  it.each(FILES)('%s is %s', async (file, assurance, code) => {
    const bytes = new Uint8Array(readFileSync(join(folder, file)));
    const [finding] = (await inspectAndCheck(bytes, options, tools)).findings;
    expect(finding).toMatchObject({ mark: 'generator', tool: 'NovelAI', assurance });
    expect(finding?.codes?.[0]).toBe(code);
  });

  it('no other picture there has a signature of this kind', async () => {
    interface Row {
      readonly file: string;
      readonly marks: readonly { readonly tool?: string }[];
    }
    const rows = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as readonly Row[];
    const named = rows.filter(({ marks }) => marks.some(({ tool }) => tool === 'NovelAI')).map(({ file }) => file);
    const checkable: string[] = [];
    for (const file of named) {
      const stated = await examine(bufferSource(new Uint8Array(readFileSync(join(folder, file)))), options);
      if (canBeChecked(stated)) checkable.push(file);
    }
    expect(checkable.sort()).toEqual(
      FILES.filter(([, , code]) => code !== undefined)
        .map(([file]) => file)
        .sort(),
    );
  });
});
