import { describe, expect, it } from 'vitest';
import { pdfText } from '../../../../utils/engine/decoders/pdf-text';
import { bytes, utf8 } from '../byte-builders';

const decode = (payload: Uint8Array) =>
  pdfText.decode({ kind: 'pdf-text', key: 'AIGC', place: 'PDF Info', payload, offset: 0 }).fields[0];

describe('a text string of a PDF', () => {
  it.each([
    ['ASCII', bytes('Hills'), 'Hills', 'utf-8'],
    ['UTF-16BE behind its mark', bytes([0xfe, 0xff, 0x4e, 0x2d, 0x65, 0x87]), '中文', 'utf-16'],
    ['UTF-16LE behind its mark', bytes([0xff, 0xfe, 0x2d, 0x4e]), '中', 'utf-16'],
    ['UTF-16BE of an odd length', bytes([0xfe, 0xff, 0x4e, 0x2d, 0x65]), '中', 'utf-16'],
    ['UTF-16BE with its language', bytes([0xfe, 0xff, 0, 0x1b, 0, 0x7a, 0, 0x68, 0, 0x1b, 0x4e, 0x2d]), '中', 'utf-16'],
    ['UTF-8 behind its mark', bytes([0xef, 0xbb, 0xbf], utf8('中文')), '中文', 'utf-8'],
    ['UTF-8 without a mark', utf8('中文'), '中文', 'utf-8'],
    ['PDFDocEncoding', bytes([0x18, 0x41, 0x80, 0x85, 0x9e, 0xa0, 0xe9]), '˘A•–ž€é', 'latin1'],
    ['PDFDocEncoding that has accents alone', bytes([0x1f, 0x41]), '˜A', 'latin1'],
    ['nothing', bytes(), '', 'utf-8'],
  ])('is read in %s', (_, payload, value, encoding) => {
    expect(decode(payload)).toMatchObject({ vocabulary: 'pdf', key: 'AIGC', place: 'PDF Info AIGC', value, encoding });
  });
});
