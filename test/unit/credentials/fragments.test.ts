/** Videos in parts: the label is worth what the weakest fragment is. The library's builder signs none, so answers are given. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { C2paLibrary, LibraryAnswer } from '../../../utils/credentials/c2pa/library';
import { c2paSettings } from '../../../utils/credentials/c2pa/settings';
import { inspectCheckAndTell } from '../../../utils/credentials/check-credentials';
import { library } from './library';

const folder = join(import.meta.dirname, '../../fixtures/signed');
const beginning = new Uint8Array(readFileSync(join(folder, 'media/plain.mp4')));
const settings = c2paSettings({ official: readFileSync(join(folder, 'lists/official.pem'), 'utf8') });

/** As the library answers about a film: what it would say of a fragment has the same form. */
const answerFor = async (file: string): Promise<LibraryAnswer> =>
  (await library()).read('video/mp4', new Uint8Array(readFileSync(join(folder, 'media', file))), settings);
const FITS = await answerFor('plain.mp4');
const FAILS = await answerFor('changed-samples.mp4');
const SILENT: LibraryAnswer = { kind: 'refused', reason: 'C2pa(UnsupportedType)' };
const DAMAGED: LibraryAnswer = { kind: 'refused', reason: 'C2pa(InvalidAsset("no moof"))' };

const check = async (answers: readonly LibraryAnswer[]) => {
  const asked: [beginning: Blob, fragment: Blob][] = [];
  const given: C2paLibrary = {
    ...(await library()),
    read: () => Promise.reject(new Error('The beginning alone is a part.')),
    readFragment: async (_, first, fragment) => {
      asked.push([first, fragment]);
      return answers[asked.length - 1] ?? SILENT;
    },
  };
  const parts = { beginning: new Blob([beginning]), fragments: answers.map((_, index) => new Blob([`${index}`])) };
  const tools = { library: async () => given, settings, withHistory: true, parts };
  const { report, history } = await inspectCheckAndTell(beginning, { input: 'init.mp4' }, tools);
  const label = report.findings.find(({ mark }) => mark === 'c2pa');
  return { assurance: label?.assurance, codes: label?.codes ?? [], history, asked, parts };
};

describe('a video in parts', () => {
  it.each([
    ['all fragments fit', [FITS, FITS, FITS], 'verified'],
    ['the last one fails', [FITS, FITS, FAILS], 'broken'],
    ['one is damaged', [FITS, DAMAGED, FITS], 'broken'],
    ['the library has nothing to say of one', [FITS, SILENT, FITS], 'declared'],
  ] as const)('%s', async (_, answers, assurance) => {
    expect((await check(answers)).assurance).toBe(assurance);
  });

  it('is checked fragment by fragment with its beginning, until one fails', async () => {
    const { asked, parts } = await check([FITS, FAILS, FITS]);
    expect(asked).toEqual([
      [parts.beginning, parts.fragments[0]],
      [parts.beginning, parts.fragments[1]],
    ]);
  });

  it('tells the history that its beginning holds', async () => {
    expect((await check([FITS, FITS])).history?.steps).toHaveLength(1);
    expect((await check([SILENT])).history).toBeNull();
    expect((await check([SILENT])).codes).toContain('not-checked');
  });
});
