import { describe, expect, it } from 'vitest';
import { examine, inspect } from '../../../../utils/engine/inspect';
import { unreadableReport } from '../../../../utils/engine/make-report';
import { bufferSource } from '../../../../utils/engine/source/buffer-source';
import { httpSource } from '../../../../utils/engine/source/http-source';
import { SourceError } from '../../../../utils/engine/source/source-error';
import {
  AIGC_LABEL,
  be32,
  bytes,
  c2paStore,
  com,
  eoi,
  fromHex,
  ftyp,
  idat,
  iend,
  ihdr,
  jfif,
  jpeg,
  png,
  pngChunk,
  repeated,
  riff,
  sos,
  tEXt,
  utf8,
  zeros,
} from '../byte-builders';
import { memoryServer } from '../source/memory-server';

const report = (medium: Uint8Array, input = 'x') => inspect(bufferSource(medium), { input, faults: 'throw' });
const plainPng = png([ihdr(), idat(), iend()]);
const labelledPng = png([ihdr(), tEXt('AIGC', AIGC_LABEL), idat(), iend()]);

describe('a report', () => {
  it('of an unlabelled medium has its size and cost, and no error', async () => {
    const { elapsedMs, ...rest } = await report(plainPng, 'photos/a.png');
    expect(rest).toEqual({
      input: 'photos/a.png',
      kind: 'image',
      container: 'png',
      bytes: plainPng.length,
      bytesRead: plainPng.length,
      verdict: { status: 'unlabelled', assurance: null, disagreement: false },
      findings: [],
      error: null,
    });
    expect(elapsedMs).toBeGreaterThanOrEqual(0);
    expect(elapsedMs * 100).toBeCloseTo(Math.round(elapsedMs * 100), 6);
  });

  it('of a labelled medium has its findings', async () => {
    expect(await report(labelledPng)).toMatchObject({
      verdict: { status: 'ai-generated', assurance: 'declared' },
      findings: [{ mark: 'gb45438', place: 'PNG tEXt AIGC' }],
      error: null,
    });
  });

  it('keeps findings that were read before damage, and the error beside them', async () => {
    expect(await report(labelledPng.subarray(0, labelledPng.length - 20))).toMatchObject({
      verdict: { status: 'ai-generated' },
      error: { code: 'truncated', message: expect.stringMatching(/^The .* at byte \d+ .*\.$/) },
    });
  });

  it('of a medium whose label cannot be unpacked is not unlabelled', async () => {
    const spoiled = png([ihdr(), bytes(be32(9), 'zTXt', 'Notes\0\0', 'ab', be32(0)), idat(), iend()]);
    const { verdict, error } = await report(spoiled);
    expect(verdict.status).toBe('unreadable');
    expect(error?.code).toBe('malformed');
  });

  it('of a data: address names its type and length', async () => {
    const { input } = await report(plainPng, `data:image/png;base64,${'A'.repeat(9978)}`);
    expect(input).toBe('data:image/png (10000 characters)');
    // As pages hand it over.
    expect((await report(plainPng, input)).input).toBe(input);
  });
});

describe('what a finding was made of', () => {
  const LONG = `${'x'.repeat(5_000)}\\u202e`;
  const signed = `{"Label": "1","ContentProducer":"x","ProduceID":"${LONG}","ReservedCode1":"{\\"SecurityData\\":{}}"}`;
  const examined = (label: string) =>
    examine(bufferSource(png([ihdr(), tEXt('AIGC', label), idat(), iend()])), { input: 'x', faults: 'throw' });

  it('is handed out to the letter beside the report, which stays as it is', async () => {
    const { report: made, evidence } = await examined(signed);
    expect(evidence).toHaveLength(1);
    expect(evidence[0]?.finding).toBe(made.findings[0]);
    expect(evidence[0]).toMatchObject({
      members: expect.arrayContaining([{ name: 'ProduceID', text: `"${LONG}"` }]),
    });
    const alone = await report(png([ihdr(), tEXt('AIGC', signed), idat(), iend()]));
    expect({ ...made, elapsedMs: 0 }).toEqual({ ...alone, elapsedMs: 0 });
    expect(JSON.stringify(made)).not.toContain('members');
  });

  it('is kept of labels with security data only: others may hold a citizen’s number', async () => {
    expect((await examined(AIGC_LABEL)).evidence).toEqual([]);
  });
});

describe('what cannot be read', () => {
  it.each([
    ['nothing', zeros(0), 'unknown', 'empty'],
    ['random bytes', fromHex('0123456789abcdef0123'), 'unknown', 'not-media'],
    ['text', utf8('hello AIGC world'), 'unknown', 'not-media'],
    ['a web page', utf8('<!DOCTYPE html><html><head>'), 'html', 'not-media'],
    ['a web page behind comments', utf8('\ufeff  <!-- a --> <!-- b -->\n<html lang="en">'), 'html', 'not-media'],
    ['XHTML', utf8('<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html>'), 'html', 'not-media'],
    ['JSON', utf8('{"html": "<html>"}'), 'unknown', 'not-media'],
    ['hostile comments', utf8('<!---->'.repeat(600)), 'unknown', 'not-media'],
  ])('is named for %s', async (_name, medium, container, code) => {
    const result = await report(medium);
    expect(result).toMatchObject({ container, verdict: { status: 'unreadable', assurance: null }, error: { code } });
    expect(result.error?.message).toMatch(/^[A-Z].*\.$/);
  });

  it.each([
    ['gif', 'image', bytes('GIF89a')],
    ['tiff', 'image', bytes('MM\0*')],
    ['tiff', 'image', bytes('II+\0')],
    ['heic', 'image', ftyp('heic', ['mif1'])],
    ['heif', 'image', ftyp('mif1', ['heic'])],
    ['avif', 'image', ftyp('avif', ['mif1'])],
    ['avif', 'image', ftyp('mif1', ['miaf', 'avif'])],
    ['jxl', 'image', bytes([0xff, 0x0a])],
    ['jxl', 'image', fromHex('0000000c4a584c200d0a870a')],
    ['bmp', 'image', bytes('BM', zeros(12), [40, 0, 0, 0])],
    ['ico', 'image', fromHex('0000010001001010')],
    ['svg', 'image', utf8('<?xml version="1.0"?><!-- a --><svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['avi', 'video', riff('AVI ', [])],
    ['wav', 'audio', riff('WAVE', [])],
    ['wav', 'audio', bytes('RF64', [255, 255, 255, 255], 'WAVE')],
    ['aiff', 'audio', bytes('FORM', be32(4), 'AIFC')],
    ['webm', 'video', bytes(fromHex('1a45dfa3 9f 4286 81 01 4282 84'), 'webm')],
    ['matroska', 'video', bytes(fromHex('1a45dfa3 9f 4286 81 01 4282 88'), 'matroska')],
    ['flv', 'video', bytes('FLV', [1, 5])],
    ['ogg', 'audio', bytes('OggS')],
    ['flac', 'audio', bytes('fLaC')],
    ['flac', 'audio', bytes('ID3', [4, 0, 0, 0, 0, 0, 3], 'xyz', 'fLaC')],
    ['aac', 'audio', fromHex('fff15080')],
    ['aac', 'audio', bytes('ID3', [4, 0, 0, 0, 0, 0, 0], fromHex('fff15080'))],
    ['mp3', 'audio', bytes('ID3', [4, 0, 0, 0, 0, 0, 0], fromHex('fffb9064'))],
    ['mp3', 'audio', fromHex('fffb9064')],
    ['pdf', 'document', bytes('junk %PDF-1.7')],
  ])('%s is recognised', async (container, kind, medium) => {
    expect(await report(medium)).toMatchObject({ container, kind });
  });

  it.each([
    ['a BMP without its header', bytes('BM, this is a text about BM')],
    ['a frame header with reserved values', fromHex('fffff0ff')],
    ['markup that is neither', utf8('<rss version="2.0"><svgfoo/></rss>')],
  ])('%s is not media', async (_name, medium) => {
    expect((await report(medium)).error?.code).toBe('not-media');
  });

  it('a source that fails keeps what was found before', async () => {
    const medium = png([ihdr(), tEXt('AIGC', AIGC_LABEL), repeated(idat(zeros(70_000)), 3), iend()]);
    const server = memoryServer(medium);
    const source = httpSource({
      address: 'http://a.test/a.png',
      fetch: (address, init) =>
        server.asked.length === 0
          ? server.fetch(address, init)
          : Promise.reject(new SourceError('blocked', 'No more.')),
    });
    expect(await inspect(source, { input: 'x', faults: 'throw' })).toMatchObject({
      verdict: { status: 'ai-generated' },
      error: { code: 'blocked', message: 'No more.' },
    });
  });

  it('a label that may lie beyond the budget is over-budget', async () => {
    const medium = png([ihdr(), repeated(idat(zeros(70_000)), 3), tEXt('AIGC', AIGC_LABEL), iend()]);
    const { fetch } = memoryServer(medium);
    const source = httpSource({ address: 'http://a.test/', fetch, budgetBytes: 66_000 });
    expect(await inspect(source, { input: 'x', faults: 'throw' })).toMatchObject({
      verdict: { status: 'unreadable' },
      error: { code: 'over-budget' },
    });
  });

  it('an aborted inspection is a timeout', async () => {
    const result = await inspect(bufferSource(plainPng), { input: 'x', signal: AbortSignal.abort() });
    expect(result).toMatchObject({ container: 'unknown', error: { code: 'timeout' } });
  });

  it('a fault of the engine becomes a report, or is thrown where tests ask for it', async () => {
    const faulty = {
      size: 3,
      isLocal: true,
      bytesRead: 0,
      requests: 0,
      read: () => {
        throw new TypeError('oops');
      },
    };
    expect(await inspect(faulty, { input: 'x' })).toMatchObject({
      verdict: { status: 'unreadable' },
      error: { code: 'crashed', message: expect.stringContaining('TypeError: oops') },
    });
    await expect(inspect(faulty, { input: 'x', faults: 'throw' })).rejects.toThrow('oops');
  });

  it('a medium that was not fetched has a report too', () => {
    expect(unreadableReport('http://a.test/', 'blocked', 'This address is private.')).toEqual({
      input: 'http://a.test/',
      kind: 'unknown',
      container: 'unknown',
      bytes: null,
      bytesRead: 0,
      elapsedMs: 0,
      verdict: { status: 'unreadable', assurance: null, disagreement: false },
      findings: [],
      error: { code: 'blocked', message: 'This address is private.' },
    });
  });
});

describe('notes', () => {
  const scan = jpeg([jfif(), com('x'), sos()]);
  it.each([
    ['photos/a.jpg', plainPng, ['wrong-extension']],
    ['http://a.test/a.JPEG?x=.png#y', plainPng, ['wrong-extension']],
    ['http://a.test/a.png?x=.jpg', plainPng, undefined],
    ['C:\\photos\\a.png', plainPng, undefined],
    ['http://a.test/image.php', plainPng, undefined],
    ['http://a.test/', plainPng, undefined],
    ['a.heif', ftyp('heic', []), undefined],
    ['a.mp4', ftyp('M4A ', []), undefined],
    ['a.mp4', ftyp('qt  ', []), ['wrong-extension']],
    ['a.jpg', utf8('<html>'), ['wrong-extension']],
    ['a.jpg', zeros(9), undefined],
    ['a.jpg', scan, ['ends-early']],
    ['a.png', bytes(scan, eoi(), 'x'), ['wrong-extension', 'trailer']],
  ])('of %s', async (input, medium, notes) => {
    const result = await report(medium, input);
    expect(result.notes && [...result.notes].sort()).toEqual(notes && [...notes].sort());
  });
});

describe('a link that a server sends along', () => {
  const inspectAnswer = async (status: number, medium: Uint8Array, link: string) => {
    const { verdict, findings, error } = await inspect(
      httpSource({
        address: 'http://a.test/media/a.png',
        fetch: async () => new Response(medium.slice(), { status, headers: { link } }),
      }),
      { input: 'x', faults: 'throw' },
    );
    return [
      verdict.status,
      ...findings.map(({ mark, place, fields }) => `${mark} ${place} ${fields.Provenance}`),
      error?.code,
    ];
  };

  it.each<[string, number, Uint8Array, string, readonly unknown[]]>([
    [
      'to a manifest is a label that says nothing about AI',
      200,
      plainPng,
      '</m/a.c2pa>; rel="c2pa-manifest"',
      ['labelled-other', 'c2pa HTTP Link http://a.test/m/a.c2pa', undefined],
    ],
    [
      'to a manifest stands behind what the file says',
      200,
      labelledPng,
      '</m/a.c2pa>; rel="c2pa-manifest"',
      ['ai-generated', 'gb45438 PNG tEXt AIGC undefined', 'c2pa HTTP Link http://a.test/m/a.c2pa', undefined],
    ],
    [
      'to a manifest is passed over where the file holds one',
      200,
      png([ihdr(), pngChunk('caBX', c2paStore()), idat(), iend()]),
      '</m/a.c2pa>; rel="c2pa-manifest"',
      ['labelled-other', 'c2pa PNG caBX undefined', undefined],
    ],
    ['to something else is no label', 200, plainPng, '</a.css>; rel=preload', ['unlabelled', undefined]],
    [
      'with an error says nothing of the medium',
      404,
      plainPng,
      '</m/a.c2pa>; rel="c2pa-manifest"',
      ['unreadable', 'http-status'],
    ],
    [
      'with a page is the page’s',
      200,
      utf8('<!doctype html><html>'),
      '</m/a.c2pa>; rel="c2pa-manifest"',
      ['unreadable', 'not-media'],
    ],
  ])('%s', async (_, status, medium, link, expected) => {
    expect(await inspectAnswer(status, medium, link)).toEqual(expected);
  });
});

it('one first read answers for an unlabelled JPEG whose head gives no reason for more', async () => {
  const medium = jpeg([jfif(), com('x'), sos(zeros(500_000)), eoi()]);
  const { fetch, asked } = memoryServer(medium);
  const result = await inspect(httpSource({ address: 'http://a.test/', fetch }), { input: 'x', faults: 'throw' });
  expect(result).toMatchObject({ verdict: { status: 'unlabelled' }, bytesRead: 65_536 });
  expect(asked).toEqual(['bytes=0-65535']);
});
