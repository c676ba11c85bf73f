import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../../utils/engine/limits';
import {
  blankPage,
  changed,
  manifestFile,
  PDF_HEADER,
  packedStream,
  pdfStream,
  withStreams,
  withTable,
} from '../../../fixtures/write/pdf';
import { bytes, c2paStore, repeated, utf8, zeros } from '../byte-builders';
import { shown, walkBytes } from './walk-all';

const text = (value: string) => ({ text: value });
const xmp = pdfStream('/Type/Metadata/Subtype/XML', utf8('<a/>'));
const infoOf = async (info: string) =>
  shown(await walkBytes(withInfo(info))).map(([place, value]) => `${place}: ${value}`);
const withInfo = (info: string) => withTable(PDF_HEADER, [...blankPage(), [4, text(info)]], '/Info 4 0 R');
/** Another text of the same length, so that every offset stays. */
const replaced = (medium: Uint8Array, from: string, to: string): Uint8Array => {
  const whole = Buffer.from(medium).toString('latin1');
  if (!whole.includes(from) || from.length !== to.length) throw new Error(`no ${from}`);
  return bytes(whole.replace(from, to));
};

describe('the information dictionary of a PDF', () => {
  it('gives its texts, with their keys', async () => {
    const { blocks, ending } = await walkBytes(withInfo('<</Title(A)/AIGC(B)/Trapped/True/Count 3>>'));
    expect(ending.kind).toBe('complete');
    expect(blocks.map(({ key, place, payload }) => [key, place, Buffer.from(payload).toString()])).toEqual([
      ['Title', 'PDF Info', 'A'],
      ['AIGC', 'PDF Info', 'B'],
    ]);
  });

  it.each([
    ['(a(b)c)', 'a(b)c'],
    ['(\\(\\)\\\\\\n\\t)', '()\\\n\t'],
    ['(\\101\\1013\\7)', 'AA3\x07'],
    ['(a\\\nb\\\r\nc)', 'abc'],
    ['(a\r\nb\rc)', 'a\nb\nc'],
    ['<4142 43>', 'ABC'],
    ['<414>', 'A@'],
    ['()', ''],
    ['% a comment\n(a)', 'a'],
  ])('undoes the writing of %j', async (written, value) => {
    expect(await infoOf(`<</AIGC ${written}>>`)).toEqual([`pdf-text PDF Info: ${value}`]);
  });

  it('knows a key however its name is written', async () => {
    expect((await walkBytes(withInfo('<</A#49GC(a)>>'))).blocks[0]?.key).toBe('AIGC');
  });

  it('may have each text as an object of its own', async () => {
    const objects = [...blankPage(), [4, text('<</AIGC 5 0 R>>')], [5, text('(a)')]] as const;
    for (const medium of [withTable(PDF_HEADER, objects, '/Info 4 0 R'), withStreams(objects, '/Info 4 0 R')]) {
      expect(shown(await walkBytes(medium))).toEqual([['pdf-text PDF Info', 'a']]);
    }
  });

  it.each(['<</AIGC(a', '<</AIGC', '[1 2'])('that does not end is no end of the document: %j', async (info) => {
    expect((await walkBytes(withInfo(info))).ending.kind).not.toBe('complete');
  });
});

describe('the metadata of a PDF', () => {
  it.each([
    ['as it is', xmp],
    ['deflated', packedStream('/Type/Metadata/Subtype/XML', utf8('<a/>'))],
  ])('are read %s, from a table and from streams', async (_, part) => {
    const objects = [...blankPage('/Metadata 4 0 R'), [4, part]] as const;
    for (const medium of [withTable(PDF_HEADER, objects, ''), withStreams(objects, '')]) {
      const walked = await walkBytes(medium);
      expect([walked.ending.kind, shown(walked)]).toEqual(['complete', [['xmp PDF Metadata XMP', '<a/>']]]);
    }
  });

  it.each([
    ['of a filter that is not read', pdfStream('/Filter/LZWDecode', utf8('x')), 'unsupported'],
    ['that cannot be inflated', pdfStream('/Filter/FlateDecode', utf8('x')), 'malformed'],
    ['that are too long', pdfStream('', zeros(LIMITS.xmpBytes + 1)), 'over-budget'],
    ['that unpack to too much', packedStream('', zeros(LIMITS.inflateFreeBytes + 1)), 'over-budget'],
  ])('%s do not count as read', async (_, part, kind) => {
    const medium = withTable(PDF_HEADER, [...blankPage('/Metadata 4 0 R'), [4, part]], '');
    expect((await walkBytes(medium)).ending.kind).toBe(kind);
  });

  it('of another length than they say do not count as read', async () => {
    const medium = withTable(PDF_HEADER, [...blankPage('/Metadata 4 0 R'), [4, xmp]], '');
    expect((await walkBytes(replaced(medium, '/Length 4', '/Length 3'))).ending.kind).toBe('malformed');
  });

  it('are none where the catalogue names none', async () => {
    expect(await walkBytes(withTable(PDF_HEADER, blankPage(), ''))).toMatchObject({
      name: 'pdf',
      ending: { kind: 'complete' },
      blocks: [],
    });
  });
});

describe('a manifest store in a PDF', () => {
  const store = c2paStore();
  const catalog = '/AF[11 0 R]/Names<</EmbeddedFiles<</Names[(a) 11 0 R]>>>>';

  it.each([
    ['by its relationship', 'application/octet-stream', '/AFRelationship/C2PA_Manifest', 1],
    ['by its type', 'application/c2pa', '', 1],
    ['by the type of before', 'application/x-c2pa-manifest-store', '', 1],
    ['not by another relationship', 'application/c2pa', '/AFRelationship/Data', 0],
    ['not by another type', 'application/json', '', 0],
  ])('is known %s, and given once', async (_, subtype, relationship, count) => {
    const medium = withTable(PDF_HEADER, [...blankPage(catalog), ...manifestFile(store, subtype, relationship)], '');
    const walked = await walkBytes(medium);
    expect(walked.ending.kind).toBe('complete');
    expect(walked.blocks.map(({ kind, place }) => `${kind} ${place}`)).toEqual(Array(count).fill('jumbf PDF C2PA'));
    for (const { payload } of walked.blocks) expect(payload).toEqual(store);
  });

  it('ends where the tree of names names itself', async () => {
    const objects = [...blankPage('/Names 4 0 R'), [4, text('<</EmbeddedFiles 4 0 R/Kids[4 0 R 4 0 R]>>')]] as const;
    expect((await walkBytes(withTable(PDF_HEADER, objects, ''))).ending.kind).toBe('complete');
  });
});

describe('the changes of a PDF', () => {
  const labelled = withInfo('<</AIGC(old)>>');

  it('stand in the newest section, and what they do not touch in the older ones', async () => {
    const renewed = changed(labelled, [[4, text('<</AIGC(new)>>')]], '/Info 4 0 R');
    expect(shown(await walkBytes(renewed))).toEqual([['pdf-text PDF Info', 'new']]);
    const grown = changed(labelled, [[5, text('(x)')]], '/Info 4 0 R');
    expect(shown(await walkBytes(grown))).toEqual([['pdf-text PDF Info', 'old']]);
  });

  it('may free an object', async () => {
    const freed = replaced(
      changed(labelled, [[4, text('<<>>')]], '/Info 4 0 R'),
      '00000 n \ntrailer\n<</Size 100/Root 1 0 R/Info 4 0 R/Prev',
      '00000 f \ntrailer\n<</Size 100/Root 1 0 R/Info 4 0 R/Prev',
    );
    const walked = await walkBytes(freed);
    expect([walked.ending.kind, walked.blocks]).toEqual(['complete', []]);
  });

  it('may list in a stream what their table hides (hybrid files)', async () => {
    const streams = withStreams([...blankPage(), [4, text('<</AIGC(hidden)>>')]], '');
    const at = /startxref\n(\d+)/.exec(Buffer.from(streams).toString('latin1'))?.[1];
    const hybrid = withTable(streams, [[50, text('null')]], `/Info 4 0 R/XRefStm ${at}`);
    expect(shown(await walkBytes(hybrid))).toEqual([['pdf-text PDF Info', 'hidden']]);
  });

  it('that are cut off do not count as read', async () => {
    const whole = changed(labelled, [[4, text('<</AIGC(new)>>')]], '/Info 4 0 R');
    for (let length = labelled.length + 1; length < whole.length - 1; length++) {
      expect((await walkBytes(whole.subarray(0, length))).ending.kind, `${length} bytes`).not.toBe('complete');
    }
  });

  it.each(['%Begin', '5 0', 'x 5 0 obj'])('may be cut behind %j', async (start) => {
    expect((await walkBytes(bytes(labelled, start))).ending.kind).toBe('truncated');
  });

  it('end where they name one another', async () => {
    const [first, second] = [labelled, changed(labelled, [[5, text('(x)')]], '/Info 4 0 R')].map(
      (medium) => /startxref\n(\d+)\n%%EOF\n$/.exec(Buffer.from(medium).toString('latin1'))?.[1],
    );
    const circle = replaced(changed(labelled, [[5, text('(x)')]], '/Info 4 0 R'), `/Prev ${first}`, `/Prev ${second}`);
    expect((await walkBytes(circle)).ending.kind).toBe('malformed');
  });

  it('are no more than are followed', async () => {
    let table = '';
    for (let count = 0; count <= LIMITS.pdfRevisions; count++) {
      table += `${`xref\n0 0\ntrailer<</Root 1 0 R/Prev ${(count - 1) * 64 + 15}>>`.padEnd(63)}\n`;
    }
    const last = LIMITS.pdfRevisions * 64 + 15;
    const medium = bytes(PDF_HEADER, table, `startxref\n${last}\n%%EOF\n`);
    expect((await walkBytes(medium)).ending.kind).toBe('over-budget');
  });
});

describe('an encrypted PDF', () => {
  const document = (settings: string) =>
    withTable(
      PDF_HEADER,
      [...blankPage('/Metadata 4 0 R'), [4, xmp], [5, text('<</AIGC(a)>>')]],
      `/Info 5 0 R/Encrypt<<${settings}>>`,
    );

  it.each([
    ['of a version without crypt filters is closed', '/V 2', []],
    ['is closed', '/V 4/StmF/StdCF/StrF/StdCF', []],
    ['may leave its metadata open', '/V 4/StmF/StdCF/StrF/StdCF/EncryptMetadata false', ['xmp']],
    ['may leave its strings open', '/V 5/StmF/StdCF/StrF/Identity', ['pdf-text']],
    ['may leave its streams open', '/V 4/StmF/Identity/StrF/StdCF', ['xmp']],
  ])('%s, and what is closed is said', async (_, settings, kinds) => {
    const { blocks, ending } = await walkBytes(document(settings));
    expect(blocks.map(({ kind }) => kind)).toEqual(kinds);
    expect(ending.kind).toBe('unsupported');
  });

  it('of embedded files only is read', async () => {
    const { blocks, ending } = await walkBytes(document('/V 4/EFF/StdCF'));
    expect([blocks.map(({ kind }) => kind), ending.kind]).toEqual([['pdf-text', 'xmp'], 'complete']);
  });

  it('may have a stream with a filter of its own that changes nothing', async () => {
    const open = pdfStream('/Filter[/Crypt]/DecodeParms[<</Name/Identity>>]', utf8('<a/>'));
    const medium = withTable(PDF_HEADER, [...blankPage('/Metadata 4 0 R'), [4, open]], '/Encrypt<</V 4/StmF/StdCF>>');
    expect(shown(await walkBytes(medium))).toEqual([['xmp PDF Metadata XMP', '<a/>']]);
  });
});

describe('the frame of a PDF', () => {
  const medium = withInfo('<</AIGC(a)>>');

  it('may stand behind other bytes, whether offsets count them or not', async () => {
    expect(shown(await walkBytes(bytes('junk\n', medium)))).toEqual([['pdf-text PDF Info', 'a']]);
    const counted = withTable(bytes('junk\n', PDF_HEADER), [...blankPage(), [4, text('<</AIGC(a)>>')]], '/Info 4 0 R');
    expect(shown(await walkBytes(counted))).toEqual([['pdf-text PDF Info', 'a']]);
  });

  it('may be followed by what is no change', async () => {
    const walked = await walkBytes(bytes(medium, '<!-- sent by a server -->'));
    expect([walked.ending.kind, walked.notes]).toEqual(['complete', ['trailer']]);
    expect((await walkBytes(bytes(medium, '\r\n\0\0'))).notes).toEqual([]);
  });

  it.each([
    ['an offset that leads nowhere', replaced(medium, 'xref\n0 1', 'xerf\n0 1'), 'malformed'],
    ['an offset beyond the end', replaced(medium, '%%EOF', '%%EOG'), 'truncated'],
    ['an object under another number', replaced(medium, '4 0 obj', '9 0 obj'), 'malformed'],
    ['no catalogue', replaced(medium, '/Root', '/Toor'), 'malformed'],
    ['nothing but its header', bytes(PDF_HEADER, zeros(40)), 'truncated'],
  ])('is damaged by %s', async (_, damaged, kind) => {
    expect((await walkBytes(damaged)).ending.kind).toBe(kind);
  });

  it('is over budget with more objects than are looked at', async () => {
    const names = text(`<</EmbeddedFiles<</Names[${'(a) 5 0 R '.repeat(LIMITS.pdfObjects)}]>>>>`);
    const objects = [...blankPage('/Names 4 0 R'), [4, names], [5, text('<<>>')]] as const;
    expect((await walkBytes(withTable(PDF_HEADER, objects, ''))).ending.kind).toBe('over-budget');
  });

  it('is over budget where one long object in a stream is asked for again and again', async () => {
    const objects = [...blankPage(`/AF[${'4 0 R '.repeat(200)}]`), [4, text(`(${'x'.repeat(40_000)})`)]] as const;
    expect((await walkBytes(withStreams(objects, ''))).ending.kind).toBe('over-budget');
  });

  it('does not follow references in a circle', async () => {
    const objects = [...blankPage(), [4, text('5 0 R')], [5, text('4 0 R')]] as const;
    expect((await walkBytes(withTable(PDF_HEADER, objects, '/Info 4 0 R'))).ending.kind).toBe('over-budget');
  });

  it('does not open an object stream by a length that stands inside it', async () => {
    const whole = Buffer.from(withStreams([...blankPage(), [4, text('9')]], '/Info 4 0 R')).toString('latin1');
    const turned = whole.replace(/\/Filter\/FlateDecode\/Length \d+/, (entries) =>
      '/Length 4 0 R'.padEnd(entries.length),
    );
    expect((await walkBytes(bytes(turned))).ending.kind).toBe('malformed');
  });

  it('costs what is asked of it, however long its table is', async () => {
    const padding = [50, pdfStream('', repeated(utf8('0000000000 65535 f \n'), 40_000))] as const;
    const long = withTable(PDF_HEADER, [...blankPage(), padding, [4, text('<</AIGC(a)>>')]], '/Info 4 0 R');
    expect(shown(await walkBytes(long))).toEqual([['pdf-text PDF Info', 'a']]);
  });
});
