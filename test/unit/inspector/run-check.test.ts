import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { C2paLibrary } from '@/utils/credentials/c2pa/library';
import { c2paSettings } from '@/utils/credentials/c2pa/settings';
import { withoutCheck } from '@/utils/credentials/checkable';
import { NO_LISTS } from '@/utils/credentials/trust-lists';
import { examine } from '@/utils/engine/inspect';
import { bufferSource } from '@/utils/engine/source/buffer-source';
import { type CheckTools, runCheck } from '@/utils/inspector/run-check';
import type { CheckJob } from '@/utils/messages/inspector';
import { storeOf } from '../../fixtures/store-of';
import { library } from '../credentials/library';
import { labelledPicture, PICTURE, signedLabel } from '../credentials/security-data/signer';

const SIGNED = join(import.meta.dirname, '../../fixtures/signed');
const signed = (name: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(join(SIGNED, 'media', name)));

const jobOf = async (bytes: Uint8Array<ArrayBuffer>, patch: Partial<CheckJob> = {}): Promise<CheckJob> => ({
  jobId: 'job',
  input: 'https://a.example/medium',
  bytes: new Blob([bytes]),
  stated: withoutCheck(await examine(bufferSource(bytes), { input: 'https://a.example/medium' })),
  lists: 'none',
  timeLimitMs: 1_000,
  ...patch,
});

const tools: CheckTools = {
  library,
  listsOf: async () => ({ name: 'none', settings: c2paSettings(NO_LISTS), trustedKeys: [] }),
};
const never: CheckTools = { ...tools, library: () => Promise.reject(new Error('The library is not needed.')) };
const answering = (read: C2paLibrary['read']): CheckTools => ({
  ...tools,
  library: async () => ({ ...(await library()), read }),
});

describe('a check', () => {
  it.each([
    ['plain.jpg', 'intact', ['untrusted-signer']],
    ['plain.png', 'intact', ['untrusted-signer']],
    ['plain.mp4', 'intact', ['untrusted-signer']],
    ['changed-pixels.jpg', 'broken', []],
    ['changed-samples.mp4', 'broken', []],
    ['wrong-key.jpg', 'broken', []],
  ])('without lists calls %s %s', async (name, assurance, codes) => {
    const result = await runCheck(await jobOf(signed(name)), tools);
    expect(result).toMatchObject({
      jobId: 'job',
      outcome: 'checked',
      lists: 'none',
      report: {
        input: 'https://a.example/medium',
        verdict: { status: 'ai-generated', assurance },
        findings: [{ codes }],
      },
    });
  });

  it('is made against the lists that the job names', async () => {
    const official = readFileSync(join(SIGNED, 'lists/official.pem'), 'utf8');
    const asked: string[] = [];
    const listsOf: CheckTools['listsOf'] = async (name) => {
      asked.push(name);
      return { name, settings: c2paSettings({ official }), trustedKeys: [] };
    };
    const result = await runCheck(await jobOf(signed('plain.jpg'), { lists: 'of today' }), { ...tools, listsOf });
    expect(asked).toEqual(['of today']);
    expect(result).toMatchObject({ lists: 'of today', report: { verdict: { assurance: 'verified' } } });
  });

  it('says that it was made without lists where those of the job are gone', async () => {
    const result = await runCheck(await jobOf(signed('plain.jpg'), { lists: 'of last week' }), tools);
    expect(result).toMatchObject({ lists: 'none', report: { verdict: { assurance: 'intact' } } });
  });

  it('of a GB 45438 label needs no library', async () => {
    const result = await runCheck(
      await jobOf(new Uint8Array(labelledPicture(signedLabel({ content: PICTURE })))),
      never,
    );
    expect(result).toMatchObject({ outcome: 'checked', report: { verdict: { assurance: 'intact' } } });
  });

  it.each<[string, CheckTools]>([
    ['traps', answering(() => Promise.reject(new WebAssembly.RuntimeError('unreachable executed')))],
    ['cannot be loaded', never],
  ])('whose library %s has broken down', async (_, broken) => {
    expect(await runCheck(await jobOf(signed('plain.jpg')), broken)).toEqual({
      jobId: 'job',
      outcome: 'unchecked',
      reason: 'broke-down',
    });
  });

  it.each([
    ['of another size', async () => ({ bytes: new Blob([signed('plain.jpg'), 'x']) })],
    ['in another container', async () => ({ bytes: new Blob([signed('plain.png')]), sizeless: true })],
    ['of a page instead', async () => ({ bytes: new Blob(['<!doctype html><p>Sign in']), sizeless: true })],
  ])('judges no bytes %s', async (_, other) => {
    const { sizeless, ...patch } = { sizeless: false, ...(await other()) };
    const job = await jobOf(signed('plain.jpg'), patch);
    const stated = sizeless ? { ...job.stated, bytes: null } : job.stated;
    expect(await runCheck({ ...job, stated }, tools)).toEqual({
      jobId: 'job',
      outcome: 'unchecked',
      reason: 'other-medium',
    });
  });

  it('keeps what was stated beside the file', async () => {
    const job = await jobOf(signed('plain.jpg'));
    const link = {
      mark: 'c2pa',
      status: 'labelled-other',
      assurance: 'declared',
      place: 'HTTP Link',
      codes: ['remote-manifest'],
      fields: { Provenance: 'https://elsewhere.example/m' },
      deviations: [],
    } as const;
    const result = await runCheck(
      { ...job, stated: { ...job.stated, findings: [...job.stated.findings, link] } },
      tools,
    );
    expect(result).toMatchObject({
      report: { findings: [{ assurance: 'intact', place: 'JPEG APP11 JUMBF' }, { place: 'HTTP Link' }] },
    });
  });

  it('of a record that lies elsewhere tells what it says, and what is none', async () => {
    const address = 'https://records.example/m';
    const picture = new Uint8Array(readFileSync(join(SIGNED, '../media/plain.jpg')));
    const { stated } = await jobOf(picture);
    const naming = {
      mark: 'c2pa',
      status: 'labelled-other',
      assurance: 'declared',
      place: 'JPEG APP1 XMP',
      codes: ['remote-manifest'],
      fields: { Provenance: address },
      deviations: [],
    } as const;
    const job = await jobOf(storeOf('plain.png'), {
      stated: { ...stated, findings: [naming] },
      recordFrom: address,
      withHistory: true,
    });
    expect(await runCheck(job, tools)).toMatchObject({
      outcome: 'checked',
      report: { container: 'jpeg', findings: [{ status: 'ai-generated', assurance: 'declared' }] },
      history: { steps: [{ assurance: 'declared' }] },
    });
    expect(await runCheck({ ...job, bytes: new Blob([picture]) }, never)).toEqual({
      jobId: 'job',
      outcome: 'unchecked',
      reason: 'no-record',
    });
  });
});
