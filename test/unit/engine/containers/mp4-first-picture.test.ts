import { describe, expect, it } from 'vitest';
import { bufferSource } from '../../../../utils/engine/source/buffer-source';
import { be16, be32, be64, box, bytes, ftyp, fullBox, type Part, zeros } from '../byte-builders';
import { places, shown, walkBytes, walkSource } from './walk-all';

const UUID = '91ca60614aee385486142d5f73f4ae2e';
const uuid = Uint8Array.from(Buffer.from(UUID, 'hex'));
/** One SEI message of the type "user data unregistered", with the size before its NAL unit. */
const message = (text: string, type = 5, id = uuid): Uint8Array => {
  const unit = bytes([6, type, id.length + text.length], id, text, [0x80]);
  return bytes(be32(unit.length), unit);
};
const slice = bytes(be32(4), [0x65, 1, 2, 3]);

interface Film {
  readonly picture: Uint8Array;
  readonly coding?: string;
  readonly size?: readonly Part[];
  readonly tables?: (pictureAt: number) => readonly Uint8Array[];
}

/** The picture stands before its tables, where its place is known. */
const film = ({
  picture,
  coding = 'avc1',
  size = [be32(0), be32(1), be32(picture.length)],
  tables,
}: Film): Uint8Array => {
  const head = ftyp();
  const at = head.length + 8;
  const entry = box(coding, zeros(78), box('avcC', [1, 66, 0, 10, 0xff]));
  const stbl = tables?.(at) ?? [
    fullBox('stsd', be32(1), entry),
    fullBox('stsz', ...size),
    fullBox('stco', be32(1), be32(at)),
  ];
  const minf = box('minf', box('vmhd', zeros(12)), box('stbl', ...stbl));
  return bytes(head, box('mdat', picture), box('moov', box('trak', box('mdia', minf))));
};

describe('the first picture of a film', () => {
  it.each<[string, Uint8Array]>([
    ['before the picture', film({ picture: bytes(message('kling-ai\0'), slice) })],
    ['behind other units', film({ picture: bytes(be32(2), [9, 0x10], message('kling-ai\0'), slice) })],
    ['behind other messages', film({ picture: bytes(be32(8), [6, 1, 1, 0, 5, 0, 0, 0x80], message('kling-ai\0')) })],
    ['where all samples have one size', film({ picture: message('kling-ai\0'), size: [be32(34), be32(1)] })],
    ['in the form of parameter sets in the stream', film({ picture: message('kling-ai\0'), coding: 'avc3' })],
    [
      'by places of 64 bits',
      film({
        picture: message('kling-ai\0'),
        tables: (at) => [
          fullBox('co64', be32(1), be64(at)),
          fullBox('stsz', be32(34), be32(1)),
          fullBox('stsd', be32(1), box('avc1', zeros(78), box('avcC', [1, 66, 0, 10, 0xff]))),
        ],
      }),
    ],
  ])('gives its message %s', async (_name, medium) => {
    const walked = await walkBytes(medium);
    expect(shown(walked)).toEqual([[`text MP4 mdat SEI ${UUID}`, 'kling-ai\0']]);
    expect(walked).toMatchObject({ ending: { kind: 'complete' }, notes: [], blocks: [{ key: UUID }] });
  });

  it('is read without the bytes that keep start codes away', async () => {
    const hidden = bytes(be32(28), [6, 5, 23], uuid, [0, 0, 3, 1], 'text', [0x80]);
    expect(shown(await walkBytes(film({ picture: hidden })))).toEqual([[`text MP4 mdat SEI ${UUID}`, '\0\0\x01text']]);
  });

  it.each<[string, Uint8Array]>([
    ['no message', film({ picture: slice })],
    ['a message of another type', film({ picture: message('kling-ai', 4) })],
    ['a message that is cut', film({ picture: message('kling-ai').subarray(0, 20) })],
    ['a message of nothing but its UUID', film({ picture: message('') })],
    ['another coding', film({ picture: message('kling-ai'), coding: 'hvc1' })],
    ['no sizes', film({ picture: message('kling-ai'), size: [be32(0), be32(0)] })],
    ['no tables', film({ picture: message('kling-ai'), tables: () => [] })],
    [
      'a place behind the file’s end',
      film({
        picture: message('kling-ai'),
        tables: () => [
          fullBox('stsd', be32(1), box('avc1', zeros(78), box('avcC', [1, 66, 0, 10, 0xff]))),
          fullBox('stsz', be32(34), be32(1)),
          fullBox('co64', be32(1), be64(2 ** 52)),
        ],
      }),
    ],
    ['a table that is cut', film({ picture: message('kling-ai'), tables: () => [box('stsd', be16(0))] })],
    ['a message far inside the picture', film({ picture: bytes(be32(5_000), zeros(5_000), message('kling-ai')) })],
  ])('is passed over with %s', async (_name, medium) => {
    const walked = await walkBytes(medium);
    expect([places(walked), walked.ending.kind]).toEqual([[], 'complete']);
  });

  it('is not asked for over the network', async () => {
    const local = bufferSource(film({ picture: message('kling-ai') }));
    const read = (offset: number, length: number) => local.read(offset, length);
    const remote = { size: local.size, requests: 0, bytesRead: 0, isLocal: false, read };
    expect(places(await walkSource(local))).toHaveLength(1);
    expect(places(await walkSource(remote))).toEqual([]);
  });
});
