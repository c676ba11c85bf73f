/** Real credentials, where a folder with them lies beside the project, checked with the lists that lie there too. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { c2paSettings } from '../../../utils/credentials/c2pa/settings';
import { inspectAndCheck } from '../../../utils/credentials/check-credentials';
import { library } from './library';

interface Row {
  readonly file: string;
  readonly assurance: string;
}

const shared = join(import.meta.dirname, '../../../../shared');
const isThere = existsSync(join(shared, 'corpus/c2pa-expected.json')) && existsSync(join(shared, 'trust'));
const rows: readonly Row[] = isThere ? JSON.parse(readFileSync(join(shared, 'corpus/c2pa-expected.json'), 'utf8')) : [];
const list = (name: string): string => readFileSync(join(shared, 'trust', name), 'utf8');
const settings = isThere
  ? c2paSettings({
      official: list('C2PA-TRUST-LIST.pem'),
      timeStamping: list('C2PA-TSA-TRUST-LIST.pem'),
      interim: { anchors: list('interim/anchors.pem'), allowed: list('interim/allowed.pem') },
    })
  : '';

describe.skipIf(!isThere)(`real credentials${isThere ? '' : ' (skipped: there is no folder ../shared/corpus)'}`, () => {
  it.each(rows)('$file is $assurance', async ({ file, assurance }) => {
    const bytes = new Uint8Array(readFileSync(join(shared, 'corpus', file)));
    const checked = await inspectAndCheck(bytes, { input: file }, { library, settings });
    const finding = checked.findings.find(({ mark }) => mark === 'c2pa');
    expect(finding?.assurance).toBe(assurance);
  });
});
