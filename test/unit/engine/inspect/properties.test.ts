/** What holds for every input, tried on built media. Faults of the engine are thrown, so that none hides. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inspect } from '../../../../utils/engine/inspect';
import type { LabelReport } from '../../../../utils/engine/report';
import { blobSource } from '../../../../utils/engine/source/blob-source';
import { bufferSource } from '../../../../utils/engine/source/buffer-source';
import type { ByteSource } from '../../../../utils/engine/source/byte-source';
import { httpSource } from '../../../../utils/engine/source/http-source';
import { box, bytes, ftyp, PNG_SIGNATURE } from '../byte-builders';
import { memoryServer, type ServerHabits } from '../source/memory-server';
import { LARGE_IMAGES, SMALL_IMAGES, WHOLE_IMAGES } from './labelled-images';
import { LARGE_MEDIA, SMALL_MEDIA } from './labelled-media';

const report = (source: ByteSource) => inspect(source, { input: 'x', faults: 'throw' });
const reportBytes = (medium: Uint8Array) => report(bufferSource(medium));
/** What must be alike whatever the source: not the cost, nor what only a look at the end of a JPEG tells. */
const essence = ({ kind, container, bytes: size, verdict, findings, error }: LabelReport) => ({
  kind,
  container,
  size,
  verdict,
  findings,
  error,
});

describe.each([...SMALL_MEDIA, ...SMALL_IMAGES])('$name', ({ medium }) => {
  it('is labelled', async () => {
    expect(await reportBytes(medium)).toMatchObject({ verdict: { status: 'ai-generated' }, error: null });
  });

  it('has no prefix that counts as unlabelled, and none that says more than the whole', async () => {
    const whole = await reportBytes(medium);
    const places = new Set(whole.findings.map(({ mark, place }) => `${mark} ${place}`));
    for (let length = 0; length < medium.length; length++) {
      const prefix = await reportBytes(medium.subarray(0, length));
      const isHonest = prefix.verdict.status !== 'unlabelled';
      const isSubset = prefix.findings.every(({ mark, place }) => places.has(`${mark} ${place}`));
      if (!isHonest || !(isSubset || prefix.error?.code === 'truncated')) {
        expect.fail(`the first ${length} bytes: ${JSON.stringify(prefix)}`);
      }
    }
  });

  it('survives every change of a byte', async () => {
    for (let at = 0; at < medium.length; at++) {
      const changed = Uint8Array.from(medium);
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      await reportBytes(changed);
      changed[at] = at % 2 ? 0xff : 0;
      await reportBytes(changed);
    }
  });
});

const SIGNATURES = [
  bytes([0xff, 0xd8, 0xff]),
  PNG_SIGNATURE,
  bytes('RIFF', [0, 1, 0, 0], 'WEBP'),
  ftyp(),
  bytes('\0\0\0\x08wide'),
  bytes('RIFF', [0, 1, 0, 0], 'WAVE'),
  bytes('FORM', [0, 0, 1, 0], 'AIFF'),
  bytes('FLV\x01\x05', [0, 0, 0, 9]),
  bytes('ID3', [4, 0, 0, 0, 0, 2, 0]),
  bytes('fLaC'),
  bytes('OggS'),
  bytes('GIF89a', [1, 0, 1, 0, 0, 0, 0], '!'),
  bytes('II*\0', [8, 0, 0, 0, 2, 0]),
  bytes('MM\0+', [0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0, 2]),
  bytes(ftyp('heic', []), [0, 0, 1, 0], 'meta', [0, 0, 0, 0]),
  bytes(box('ftyp', 'mif3', 'avif'), [0, 0, 1, 0], 'mini'),
  bytes(box('JXL ', '\r\n\x87\n'), [0, 0, 1, 0]),
  bytes([0, 0, 1, 0, 1, 0, 1, 1, 0, 0, 1, 0, 32, 0, 200, 0, 0, 0, 22, 0, 0, 0], PNG_SIGNATURE),
  bytes('<svg><metadata>'),
  bytes('%PDF-1.7\n4 0 obj<</AIGC('),
  bytes([0x1f, 0x8b, 8, 0]),
  bytes([0x1a], 'E', [0xdf, 0xa3, 0x80], [0x18, 0x53, 0x80, 0x67, 0xff]),
  bytes(),
];

it('random bytes are never labelled, with or without a signature before them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...SIGNATURES), fc.uint8Array({ maxLength: 300 }), async (signature, noise) => {
      expect((await reportBytes(bytes(signature, noise))).findings).toEqual([]);
    }),
    { seed: 11, numRuns: 400 },
  );
});

describe.each([...LARGE_MEDIA, ...LARGE_IMAGES, ...WHOLE_IMAGES])('$name', ({ name, medium }) => {
  const habits: readonly (readonly [string, ServerHabits])[] = [
    ['in ranges', {}],
    ['in ranges of single-digit pieces', { pieceBytes: 9 * 1024 + 7 }],
    ['in parts of ranges', { atMostBytes: 20_011 }],
    ['as a whole, without its length', { ignoresRange: true }],
  ];

  it.each(habits)('reads alike from memory and from a server that answers %s', async (_name, serverHabits) => {
    const { fetch } = memoryServer(medium, serverHabits);
    const source = httpSource({ address: 'http://a.test/', fetch });
    const fromServer = essence(await report(source));
    const fromMemory = essence(await reportBytes(medium));
    if (serverHabits.ignoresRange) {
      // Where the end is not stated and not needed, it stays unknown.
      expect({ ...fromServer, size: fromMemory.size }).toEqual(fromMemory);
    } else {
      expect(fromServer).toEqual(fromMemory);
    }
  });

  it('reads alike from a Blob', async () => {
    expect(essence(await report(blobSource(new Blob([Uint8Array.from(medium)]))))).toEqual(
      essence(await reportBytes(medium)),
    );
  });

  it('takes few requests and few bytes', async () => {
    const { fetch, asked } = memoryServer(medium);
    const { bytesRead } = await report(httpSource({ address: 'http://a.test/', fetch }));
    expect(asked.length).toBeLessThanOrEqual(8);
    const isReadWhole = WHOLE_IMAGES.some((one) => one.name === name);
    expect(bytesRead).toBeLessThanOrEqual(medium.length * (isReadWhole ? 1 : 0.75));
  });

  it('reads alike wherever a server cuts its answers', async () => {
    const expected = essence(await reportBytes(medium));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 4_000, max: 70_000 }), async (atMostBytes) => {
        const { fetch } = memoryServer(medium, { atMostBytes });
        expect(essence(await report(httpSource({ address: 'http://a.test/', fetch })))).toEqual(expected);
      }),
      { seed: 5, numRuns: 10 },
    );
  });
});
