/** What holds for every input, on built media and on the fixtures. Faults of the engine are thrown, so that none hides. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LabelReport } from '../../../../utils/engine/report';
import { blobSource } from '../../../../utils/engine/source/blob-source';
import { httpSource } from '../../../../utils/engine/source/http-source';
import { inspectBytes, inspectSource } from '../../../fuzz/inspect-bytes';
import { PROPERTIES, type PropertyName, violationOf } from '../../../fuzz/properties';
import { box, bytes, ftyp, PNG_SIGNATURE } from '../byte-builders';
import { memoryServer, type ServerHabits } from '../source/memory-server';
import { LARGE_IMAGES, SMALL_IMAGES, WHOLE_IMAGES } from './labelled-images';
import { LARGE_MEDIA, SMALL_MEDIA } from './labelled-media';

/** What must be alike whatever the source: not the cost, nor what only a look at the end of a JPEG tells. */
const essence = ({ kind, container, bytes: size, verdict, findings, error }: LabelReport) => ({
  kind,
  container,
  size,
  verdict,
  findings,
  error,
});

/** Thousands of inspections each: seconds where other work is done beside. */
const LONG = { timeout: 60_000 };

describe.each([...SMALL_MEDIA, ...SMALL_IMAGES])('$name', LONG, ({ medium }) => {
  it('is labelled', async () => {
    expect(await inspectBytes(medium)).toMatchObject({ verdict: { status: 'ai-generated' }, error: null });
  });

  it('has no prefix that counts as unlabelled, and none that says more than the whole', async () => {
    const report = await inspectBytes(medium);
    for (let at = 0; at < medium.length; at++) expect(await PROPERTIES.prefix({ medium, at, report })).toBeUndefined();
  });

  it('survives every change of a byte', async () => {
    for (let at = 0; at < medium.length; at++) {
      const changed = Uint8Array.from(medium);
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      expect(await violationOf('sound', { medium: changed, at })).toBeUndefined();
      changed[at] = at % 2 ? 0xff : 0;
      expect(await violationOf('sound', { medium: changed, at })).toBeUndefined();
    }
  });
});

const FIXTURES = join(import.meta.dirname, '../../../fixtures/media');
/** Structure stands at the ends of a file: every cut in it is tried there, and some between. */
const STRUCTURE_BYTES = 64;
const BETWEEN = 16;

describe.each(readdirSync(FIXTURES))('the fixture %s', LONG, (file) => {
  const medium = new Uint8Array(readFileSync(join(FIXTURES, file)));
  const offset = fc.nat({ max: medium.length });
  const holds = (property: PropertyName, numRuns: number) =>
    fc.assert(
      fc.asyncProperty(offset, async (at) => {
        expect(await violationOf(property, { medium, at })).toBeUndefined();
      }),
      { seed: 7, numRuns },
    );

  it('is not called unlabelled by any of its prefixes, and none says more', async () => {
    const report = await inspectBytes(medium);
    const holdsAt = async (at: number) => expect(await PROPERTIES.prefix({ medium, at, report })).toBeUndefined();
    for (let at = 0; at < Math.min(STRUCTURE_BYTES, medium.length); at++) await holdsAt(at);
    for (let at = Math.max(0, medium.length - STRUCTURE_BYTES); at < medium.length; at++) await holdsAt(at);
    await holds('prefix', BETWEEN);
  });

  it('reads alike wherever its bytes come from, and wherever they are cut', async () => {
    for (const at of [0, 1]) expect(await violationOf('asked', { medium, at })).toBeUndefined();
    await holds('served', 6);
  });

  it('survives changes of a byte, and still has a report that holds', async () => {
    await fc.assert(
      fc.asyncProperty(offset, fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const changed = Uint8Array.from(medium);
        changed[at] = (changed[at] ?? 0) ^ change;
        expect(await violationOf('sound', { medium: changed, at })).toBeUndefined();
      }),
      { seed: 3, numRuns: 24 },
    );
    await holds('valid', 1);
    await holds('repeatable', 1);
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
      expect((await inspectBytes(bytes(signature, noise))).findings).toEqual([]);
    }),
    { seed: 11, numRuns: 400 },
  );
});

describe.each([...LARGE_MEDIA, ...LARGE_IMAGES, ...WHOLE_IMAGES])('$name', LONG, ({ name, medium }) => {
  const habits: readonly (readonly [string, ServerHabits])[] = [
    ['in ranges', {}],
    ['in ranges of single-digit pieces', { pieceBytes: 9 * 1024 + 7 }],
    ['in parts of ranges', { atMostBytes: 20_011 }],
    ['as a whole, without its length', { ignoresRange: true }],
  ];

  it.each(habits)('reads alike from memory and from a server that answers %s', async (_name, serverHabits) => {
    const { fetch } = memoryServer(medium, serverHabits);
    const source = httpSource({ address: 'http://a.test/', fetch });
    const fromServer = essence(await inspectSource(source));
    const fromMemory = essence(await inspectBytes(medium));
    if (serverHabits.ignoresRange) {
      // Where the end is not stated and not needed, it stays unknown.
      expect({ ...fromServer, size: fromMemory.size }).toEqual(fromMemory);
    } else {
      expect(fromServer).toEqual(fromMemory);
    }
  });

  it('reads alike from a Blob', async () => {
    expect(essence(await inspectSource(blobSource(new Blob([Uint8Array.from(medium)]))))).toEqual(
      essence(await inspectBytes(medium)),
    );
  });

  it('reads alike where it is cut in what is hopped over, whether its size is stated or not', async () => {
    for (const length of [medium.length - 1, medium.length - 9, medium.length >> 1, 70_000]) {
      const cut = medium.subarray(0, length);
      for (const at of [0, 1]) expect(await violationOf('asked', { medium: cut, at })).toBeUndefined();
    }
  });

  it('takes few requests and few bytes', async () => {
    const { fetch, asked } = memoryServer(medium);
    const { bytesRead } = await inspectSource(httpSource({ address: 'http://a.test/', fetch }));
    expect(asked.length).toBeLessThanOrEqual(8);
    const isReadWhole = WHOLE_IMAGES.some((one) => one.name === name);
    expect(bytesRead).toBeLessThanOrEqual(medium.length * (isReadWhole ? 1 : 0.75));
  });

  it('reads alike wherever a server cuts its answers', async () => {
    const expected = essence(await inspectBytes(medium));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 4_000, max: 70_000 }), async (atMostBytes) => {
        const { fetch } = memoryServer(medium, { atMostBytes });
        expect(essence(await inspectSource(httpSource({ address: 'http://a.test/', fetch })))).toEqual(expected);
      }),
      { seed: 5, numRuns: 10 },
    );
  });
});
