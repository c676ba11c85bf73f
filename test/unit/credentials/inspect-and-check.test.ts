import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { inspectAndCheck } from '../../../utils/credentials/check-credentials';
import { canBeChecked, withoutCheck } from '../../../utils/credentials/checkable';
import { examine } from '../../../utils/engine/inspect';
import { bufferSource } from '../../../utils/engine/source/buffer-source';
import { labelledPicture, PICTURE, signedLabel } from './security-data/signer';

const neverLoaded = () => Promise.reject(new Error('The library is not needed.'));
const tools = { library: neverLoaded, settings: '{}' };
const options = { input: 'medium' };

it('checks the security data of a GB 45438 label without the C2PA library', async () => {
  const medium = labelledPicture(signedLabel({ content: PICTURE }));
  const stated = await examine(bufferSource(medium), options);
  expect(canBeChecked(stated)).toBe(true);
  expect(withoutCheck(stated)).toMatchObject({
    verdict: { assurance: 'declared' },
    notes: ['credentials-not-checked'],
  });
  const report = await inspectAndCheck(medium, options, tools);
  expect(report).toMatchObject({
    verdict: { status: 'ai-generated', assurance: 'intact' },
    findings: [{ mark: 'gb45438', labelSignature: 'valid', contentBinding: 'valid' }],
  });
  expect(report.notes).toBeUndefined();
});

it('has nothing to check in a label that is not signed', async () => {
  const file = join(import.meta.dirname, '../../fixtures/media/gb45438-xmp.jpg');
  const medium = new Uint8Array(readFileSync(file));
  const stated = await examine(bufferSource(medium), options);
  expect(canBeChecked(stated)).toBe(false);
  expect(withoutCheck(stated)).toBe(stated.report);
});
