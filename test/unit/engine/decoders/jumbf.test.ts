import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { C2PA_STORE_UUID } from '../../../../utils/engine/decoders/jumbf';
import type { JumbfField } from '../../../../utils/engine/fields';
import { LIMITS } from '../../../../utils/engine/limits';
import { block, box, bytes, decode, superbox, u32, uuidBytes } from './build';

const OTHER_UUID = '63326d6100110010800000aa00389b71';
const store = (...children: readonly Uint8Array[]): Uint8Array => superbox(C2PA_STORE_UUID, 'c2pa', ...children);
const read = (payload: Uint8Array): JumbfField | undefined =>
  decode(block('jumbf', payload, { place: 'PNG caBX', offset: 41 })).fields.find((field) => field.kind === 'jumbf');

describe('JUMBF reader', () => {
  it('gives the tree with contents as views', () => {
    const payload = store(superbox(OTHER_UUID, 'manifest', box('cbor', [0xa0]), superbox(OTHER_UUID, 'inner')));
    expect(read(payload)).toMatchObject({
      kind: 'jumbf',
      place: 'PNG caBX',
      offset: 41,
      lengthBytes: payload.length,
      superbox: {
        uuid: C2PA_STORE_UUID,
        label: 'c2pa',
        contents: [],
        superboxes: [
          {
            uuid: OTHER_UUID,
            label: 'manifest',
            contents: [{ type: 'cbor', payload: Uint8Array.of(0xa0) }],
            superboxes: [{ uuid: OTHER_UUID, label: 'inner', contents: [], superboxes: [] }],
          },
        ],
      },
    });
    expect(read(payload)?.superbox.superboxes[0]?.contents[0]?.payload.buffer).toBe(payload.buffer);
  });

  it('reads a length of 0 as to the end, and 64-bit lengths', () => {
    const open = store(box('cbor', 'abc'));
    open.set(u32(0), open.length - 3 - 8);
    expect(read(open)?.superbox.contents).toMatchObject([{ type: 'cbor', payload: bytes('abc') }]);

    const long = store(bytes(u32(1), 'cbor', u32(0), u32(19), 'abc'));
    expect(read(long)?.superbox.contents).toMatchObject([{ type: 'cbor', payload: bytes('abc') }]);
  });

  it('reads a description without label', () => {
    const unlabelled = box('jumb', box('jumd', uuidBytes(OTHER_UUID), [0]));
    expect(read(store(unlabelled))?.superbox.superboxes).toMatchObject([{ uuid: OTHER_UUID, label: '' }]);
  });

  const sound = store(superbox(OTHER_UUID, 'one', box('cbor', 'abc')), superbox(OTHER_UUID, 'two', box('cbor', 'def')));
  it.each<[string, Uint8Array, number]>([
    ['a store that is cut', sound.subarray(0, sound.length - 2), 2],
    ['another type of the outer box', bytes(sound.subarray(0, 4), 'junk', sound.subarray(8)), 2],
    ['a box that is shorter than its header', store(superbox(OTHER_UUID, 'one'), bytes(u32(7), 'cbor')), 1],
    ['a box that is longer than its superbox', store(superbox(OTHER_UUID, 'one'), bytes(u32(99), 'cbor')), 1],
    ['a 64-bit length that is cut', store(superbox(OTHER_UUID, 'one'), bytes(u32(1), 'cbor', u32(0))), 1],
    ['a superbox without description', store(superbox(OTHER_UUID, 'one'), box('jumb', box('cbor', 'a'))), 2],
    ['bytes behind the last box', store(superbox(OTHER_UUID, 'one'), bytes('abc')), 1],
  ])('marks %s, and keeps what it could read', (_, payload, superboxes) => {
    const field = read(payload);
    expect(field?.malformed).toEqual(expect.any(String));
    expect(field?.superbox.superboxes).toHaveLength(superboxes);
  });

  it.each<[string, Uint8Array]>([
    ['another kind of JUMBF', superbox(OTHER_UUID, 'c2pa')],
    ['nothing', bytes('')],
    ['something else', bytes('certainly no box at all')],
  ])('takes %s for no store', (_, payload) => {
    expect(decode(block('jumbf', payload))).toEqual({ fields: [] });
  });

  it('stops at its limits of nesting and boxes', () => {
    let nested = superbox(OTHER_UUID, 'x');
    for (let depth = 0; depth < LIMITS.nesting; depth += 1) nested = superbox(OTHER_UUID, 'x', nested);
    expect(decode(block('jumbf', store(nested))).problem?.code).toBe('over-budget');

    const empty = bytes(u32(8), 'free');
    const tiny = new Uint8Array(empty.length * (LIMITS.structures + 1));
    for (let at = 0; at < tiny.length; at += empty.length) tiny.set(empty, at);
    expect(decode(block('jumbf', store(tiny))).problem?.code).toBe('over-budget');
  });

  it('never throws, whatever one change does to a store', () => {
    fc.assert(
      fc.property(fc.nat(sound.length - 1), fc.nat(255), (at, value) => {
        const changed = sound.slice();
        changed[at] = value;
        expect(decode(block('jumbf', changed)).fields.length).toBeLessThanOrEqual(1);
      }),
    );
  });
});
