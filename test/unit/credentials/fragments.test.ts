/** Videos in parts: the label is worth what the weakest fragment is. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { C2paLibrary, LibraryAnswer } from '../../../utils/credentials/c2pa/library';
import { c2paSettings } from '../../../utils/credentials/c2pa/settings';
import { inspectCheckAndTell } from '../../../utils/credentials/check-credentials';
import { inspect } from '../../../utils/engine/inspect';
import { bufferSource } from '../../../utils/engine/source/buffer-source';
import { ReadyBlob } from '../../fixtures/signed/ready-blob';
import { bmffHash } from '../../fixtures/write/bmff-hash';
import { concat, readU32be } from '../../fixtures/write/bytes';
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

describe('of a video in parts the answers', () => {
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

interface Parts {
  readonly init: Uint8Array;
  readonly fragments: readonly Uint8Array[];
}

const partsOf = (name: string): Parts => {
  const read = (file: string): Uint8Array => new Uint8Array(readFileSync(join(folder, 'fragmented', name, file)));
  return { init: read('init.mp4'), fragments: ['1.m4s', '2.m4s', '3.m4s'].map(read) };
};
const film = partsOf('film');
const another = partsOf('another');

/** One bit of the last byte: of media in a fragment, of `moov` in a beginning. */
const withLastBit = (bytes: Uint8Array): Uint8Array => {
  const changed = Uint8Array.from(bytes);
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
  return changed;
};
const withText = (bytes: Uint8Array, from: string, to: string): Uint8Array => {
  const text = Buffer.from(bytes);
  text.write(to, text.indexOf(from, 0, 'latin1'), 'latin1');
  return Uint8Array.from(text);
};
/** Without the box behind `styp`, which says where the fragment stands in the tree. */
const withoutProof = (fragment: Uint8Array): Uint8Array => {
  const after = readU32be(fragment, 0);
  return concat(fragment.subarray(0, after), fragment.subarray(after + readU32be(fragment, after)));
};

const checkParts = async ({ init, fragments }: Parts, lists = settings) => {
  const parts = { beginning: new ReadyBlob(init), fragments: fragments.map((bytes) => new ReadyBlob(bytes)) };
  const tools = { library, settings: lists, withHistory: true, parts };
  const { report, history } = await inspectCheckAndTell(init, { input: 'init.mp4' }, tools);
  return { report, history, label: report.findings.find(({ mark }) => mark === 'c2pa') };
};
const [first = new Uint8Array(), second = new Uint8Array(), third = new Uint8Array()] = film.fragments;
const [foreign = new Uint8Array()] = another.fragments;

describe('a signed video in parts', () => {
  it('is hashed as the official builder hashes', () => {
    expect(Buffer.from(beginning).includes(Buffer.from(bmffHash(beginning)))).toBe(true);
  });

  it.each([
    ['whole', film],
    ['whole, and another one', another],
    ['one fragment alone', { ...film, fragments: [second] }],
    ['fragments in another order: each says where it stands', { ...film, fragments: [third, first, second] }],
  ])('%s', async (_, parts) => {
    const { report, label, history } = await checkParts(parts);
    expect(label).toMatchObject({
      status: 'ai-generated',
      assurance: 'verified',
      who: 'Example Generators',
      codes: [],
    });
    expect(label?.validation).toContain('assertion.bmffHash.match');
    expect(report.verdict).toMatchObject({ status: 'ai-generated', assurance: 'verified' });
    expect(history?.steps.map(({ assurance }) => assurance)).toEqual(['verified']);
  });

  it('without a list is unchanged, its signer unknown', async () => {
    const { label } = await checkParts(film, c2paSettings({}));
    expect(label).toMatchObject({ assurance: 'intact', codes: ['untrusted-signer'] });
  });

  it.each([
    ['the media of its only fragment are changed', { ...film, fragments: [withLastBit(first)] }],
    ['one fragment of several is changed', { ...film, fragments: [first, withLastBit(second), third] }],
    ['a fragment of another video by the same signer is put in', { ...film, fragments: [first, foreign, third] }],
    ['the beginning is that of another video', { ...film, init: another.init }],
    ['a fragment has lost its place in the tree', { ...film, fragments: [first, withoutProof(second), third] }],
    ['the tracks of its beginning are changed', { ...film, init: withLastBit(film.init) }],
  ])('is broken where %s', async (_, parts) => {
    const { report, label } = await checkParts(parts);
    expect(label).toMatchObject({ status: 'ai-generated', assurance: 'broken' });
    expect(label?.validation).toContain('assertion.bmffHash.mismatch');
    expect(report.verdict.assurance).toBe('broken');
  });

  it.each([
    ['the assertion', 'Example Model', 'Example Modem', 'assertion.hashedURI.mismatch'],
    ['the claim', 'Example Generator', 'Example Generato5', 'claimSignature.mismatch'],
  ])('is broken where %s is changed', async (_, from, to, code) => {
    const { label } = await checkParts({ ...film, init: withText(film.init, from, to) });
    expect(label?.assurance).toBe('broken');
    expect(label?.validation).toContain(code);
  });

  it('is a part, and so not broken, where its beginning is alone', async () => {
    const { label } = await checkParts({ ...film, fragments: [] });
    expect(label).toMatchObject({ status: 'ai-generated', assurance: 'declared' });
    expect(label?.codes).toContain('c2pa-fragment-unverified');
  });

  it('has no label of its own in a fragment without the beginning', async () => {
    const report = await inspect(bufferSource(first), { input: '1.m4s' });
    expect(report.findings).toEqual([]);
    expect(report.verdict.assurance).toBeNull();
  });
});
