import { zlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { id3 } from '../../../../utils/engine/decoders/id3';
import { frame22, frame23, frame24, id3v1 } from '../av-builders';
import { be32, bytes, c2paStore, type Part, utf8, utf16 } from '../byte-builders';

const decode = (variant: string, payload: Part) =>
  id3.decode({ kind: 'id3', place: 'ID3v2', variant, offset: 0, payload: bytes(payload) });
const texts = (variant: string, payload: Part) =>
  decode(variant, payload).fields.map((field) => (field.kind === 'text' ? [field.place, field.key, field.value] : []));

describe('a frame of ID3v2', () => {
  it.each([
    ['2.4', frame24('TXXX', bytes([3], 'AIGC\0', utf8('标识'))), 'ID3v2 TXXX AIGC', 'AIGC', '标识'],
    ['2.3', frame23('TXXX', '\0AIGC\0x'), 'ID3v2 TXXX AIGC', 'AIGC', 'x'],
    ['2.2', frame22('TXX', '\0AIGC\0x'), 'ID3v2 TXX AIGC', 'AIGC', 'x'],
    [
      '2.3',
      frame23('TXXX', bytes([1], [0xff, 0xfe], utf16('a', 'le'), [0, 0], [0xff, 0xfe], utf16('标', 'le'))),
      'ID3v2 TXXX a',
      'a',
      '标',
    ],
    ['2.4', frame24('TXXX', bytes([2], utf16('a', 'be'), [0, 0], utf16('标', 'be'))), 'ID3v2 TXXX a', 'a', '标'],
    ['2.3', frame23('COMM', '\0eng\0x'), 'ID3v2 COMM', 'COMM', 'x'],
    ['2.3', frame23('COMM', '\0engd\0x'), 'ID3v2 COMM d', 'd', 'x'],
    ['2.3', frame23('TSSE', '\0Lavf'), 'ID3v2 TSSE', 'TSSE', 'Lavf'],
    ['2.3', frame23('WOAS', 'https://a.test/'), 'ID3v2 WOAS', 'WOAS', 'https://a.test/'],
    ['2.3', frame23('WXXX', '\0d\0https://a.test/'), 'ID3v2 WXXX d', 'd', 'https://a.test/'],
    ['2.3', frame23('GEOB', '\0application/json\0\0AIGC\0{}'), 'ID3v2 GEOB AIGC', 'AIGC', '{}'],
    ['2.3', frame23('TXXX', '\0AIGC\0'), 'ID3v2 TXXX AIGC', 'AIGC', ''],
  ])('of version %s gives its text', (variant, payload, place, key, value) => {
    expect(texts(variant, payload)).toEqual([[place, key, value]]);
  });

  it('of version 2.4 may hold several values', () => {
    expect(texts('2.4', frame24('TIT2', '\x03a\0b')).map(([, , value]) => value)).toEqual(['a', 'b']);
  });

  it.each([
    ['2.3, compressed', '2.3', bytes('TIT2', be32(0), [0, 0x80], be32(3), zlibSync(bytes('\0ab')))],
    ['2.3, grouped', '2.3', bytes('TIT2', be32(0), [0, 0x20], 9, '\0ab')],
    ['2.4, compressed', '2.4', bytes('TIT2', be32(0), [0, 0x09], be32(3), zlibSync(bytes('\0ab')))],
  ])('of version %s is opened', (_name, variant, payload) => {
    expect(texts(variant, payload)).toEqual([['ID3v2 TIT2', 'TIT2', 'ab']]);
  });

  it.each([
    ['by its flag', '2.4', 0x02],
    ['by the tag', '2.4 unsynchronised', 0],
  ])('is read behind its unsynchronisation, %s', (_name, variant, flags) => {
    expect(texts(variant, frame24('TIT2', bytes('\0', [0xff, 0, 0xe4]), flags))[0]?.[2]).toBe('ÿä');
  });

  it('gives manifest stores and XMP as blocks, and other objects not', () => {
    const store = c2paStore();
    const object = frame23('GEOB', bytes('\0application/x-c2pa-manifest-store\0c2pa\0c\0', store));
    expect(decode('2.3', object).blocks).toMatchObject([{ kind: 'jumbf', place: 'ID3v2 GEOB C2PA', payload: store }]);
    const packet = decode('2.3', frame23('PRIV', 'XMP\0<x/>'));
    expect(packet.blocks).toMatchObject([{ kind: 'xmp', place: 'ID3v2 PRIV XMP', payload: bytes('<x/>') }]);
    expect(decode('2.3', frame23('PRIV', 'a.test\0AIGC'))).toEqual({ fields: [] });
    expect(decode('2.3', frame23('GEOB', '\0application/octet-stream\0\0AIGC\0{}'))).toEqual({ fields: [] });
  });

  it.each([
    ['unsupported', 'encrypted', bytes('TIT2', be32(0), [0, 0x40], 'ab')],
    ['malformed', 'badly compressed', bytes('TIT2', be32(0), [0, 0x80], be32(3), 'no stream')],
  ])('is %s where it is %s', (code, _name, payload) => {
    expect(decode('2.3', payload).problem?.code).toBe(code);
  });

  it.each(['TXXX', 'COMM', 'GEOB', 'PRIV', 'WXXX', 'TIT2', 'WOAS'])('%s may be cut anywhere', (id) => {
    const whole = frame23(id, '\x01a\0b\0c\0d');
    for (let length = 0; length < whole.length; length++) {
      expect(() => decode('2.3', whole.subarray(0, length))).not.toThrow();
    }
  });
});

it('ID3v1 gives the fields that are filled', () => {
  const block = { kind: 'id3', place: 'ID3v1', variant: '1', offset: 0, payload: id3v1('x') } as const;
  expect(id3.decode(block).fields).toMatchObject([{ key: 'comment', place: 'ID3v1 comment', value: 'x' }]);
});
