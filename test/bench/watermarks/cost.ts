/** What looking for marks in the pixels costs: over files, and of each mark over pixels that are at hand. */
import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { columns } from '../../../scripts/columns';
import { detect } from '../../../utils/pixels/dwtdct/detect';
import { type Domain, MESSAGES } from '../../../utils/pixels/dwtdct/messages';
import { findWatermarks } from '../../../utils/pixels/find-watermarks';
import { OWN_OPENERS } from '../../../utils/pixels/openers';
import { decodePng } from '../../../utils/pixels/png';
import { stealth } from '../../../utils/pixels/stealth';
import { concat } from '../../fixtures/write/bytes';
import { randomFrom } from '../../fuzz/random';
import { idats, ihdr, png } from '../../unit/pixels/png/writer';
import { hidden, type Pixels, rgbaPng, scene, textMessage } from '../../unit/pixels/stealth/writer';
import { photographLike } from '../../unit/pixels/synthetic';
import { plainRhos } from './plain-dwtdct';

/** What libpng's writers cut the data into. */
const CHUNK_BYTES = 8 * 1024;

/** Waves with noise in the lowest bits, filter Sub. @param channels Of a pixel: 3, or 4 with alpha 255. */
function photograph(side: number, channels: 3 | 4): Uint8Array {
  const noise = randomFrom('watermarks', side, channels).bytes(4096);
  const lines = Array.from({ length: side }, (_, y) => {
    const line = Uint8Array.from({ length: side * channels }, (_, at) =>
      at % channels === 3 ? 0xff : 128 + 90 * Math.sin(at / 700 + y / 90) + ((noise[(at * 7 + y) % 4096] ?? 0) & 3),
    );
    return concat(
      Uint8Array.of(1),
      line.map((value, at) => value - (line[at - channels] ?? 0)),
    );
  });
  const header = { width: side, height: side, depth: 8, colourType: channels === 3 ? 2 : 6 };
  return png(ihdr(header), ...idats(new Uint8Array(deflateSync(concat(...lines))), CHUNK_BYTES));
}

const marked = (side: number): Pixels => hidden(scene(side, side), 'alpha', textMessage('alpha', true));

type File = readonly [name: string, bytes: Uint8Array];

const madeFiles = (): readonly File[] => [
  ['RGB, 1024²', photograph(1024, 3)],
  ['RGBA, opaque, 1024²', photograph(1024, 4)],
  ['RGB, 4096²', photograph(4096, 3)],
  ['one colour, 4096²', rgbaPng({ width: 4096, height: 4096, rgba: new Uint8Array(4 * 4096 * 4096).fill(0xff) })],
  ['with a message, 1024²', rgbaPng(marked(1024))],
];

export const ROUNDS = 25;

/** Milliseconds, in turn: the least time is the one that other work on the machine disturbed least. */
export async function leastTimes(tasks: readonly (() => unknown)[]): Promise<readonly number[]> {
  const least = tasks.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, task] of tasks.entries()) {
      const startedAt = performance.now();
      await task();
      least[index] = Math.min(least[index] ?? 0, performance.now() - startedAt);
    }
  }
  return least;
}

export const ms = (value: number | undefined): string => value?.toFixed(2) ?? '';

/** Looking for what needs no more than a picture's first lines. @param paths Of PNGs; without any, made ones are measured. */
export async function measureFiles(paths: readonly string[]): Promise<string> {
  const files = paths.length > 0 ? paths.map((path): File => [path, new Uint8Array(readFileSync(path))]) : madeFiles();
  const rows = [['picture', 'bytes', 'found', 'hidden settings, ms', 'whole decode, ms']];
  for (const [name, bytes] of files) {
    const look = () => findWatermarks({ kind: 'image', container: 'png', bytes }, OWN_OPENERS, { decoders: [stealth] });
    const { findings } = await look();
    const [looking, whole] = await leastTimes([look, () => decodePng(bytes)]);
    const found = findings.map(({ mark }) => mark).join(' ') || '–';
    rows.push([name, `${bytes.length}`, found, ms(looking), ms(whole)]);
  }
  return `Least of ${ROUNDS} times each; the file is at hand\n${columns(rows)}`;
}

const DOMAINS: readonly Domain[] = ['u8', 'f32', 'f32-swapped'];

/** dwtDct over pixels, all messages in all their domains. */
export async function measureDwtDct(): Promise<string> {
  const rows = [['dwtDct, all messages and domains', 'ms', 'plain port, ms', 'plain / ours', 'other sizes, too, ms']];
  for (const side of [512, 1024]) {
    const pixels = photographLike(side, side, 'cost');
    const plain = () => {
      for (const domain of DOMAINS) {
        const messages = MESSAGES.filter(({ codes }) => codes.some((code) => code.domain === domain));
        plainRhos(pixels, domain, messages);
      }
    };
    const tasks = [() => detect(pixels), plain, () => detect(pixels, { isThorough: true })];
    const [ours = 0, theirs = 0, thorough] = await leastTimes(tasks);
    rows.push([`${side}²`, ms(ours), ms(theirs), `${(theirs / ours).toFixed(1)} ×`, ms(thorough)]);
  }
  return `Least of ${ROUNDS} times each; the pixels are at hand\n${columns(rows)}`;
}
