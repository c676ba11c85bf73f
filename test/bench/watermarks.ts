/** `npm run bench:watermarks`: what looking for marks in the pixels costs, mark by mark. Prints; asserts nothing. */
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { deflateSync } from 'node:zlib';
import { columns } from '../../scripts/columns';
import { findWatermarks } from '../../utils/pixels/find-watermarks';
import { OWN_OPENERS } from '../../utils/pixels/openers';
import { decodePng } from '../../utils/pixels/png';
import { concat } from '../fixtures/write/bytes';
import { randomFrom } from '../fuzz/random';
import { idats, ihdr, png } from '../unit/pixels/png/writer';
import { hidden, type Pixels, rgbaPng, scene, textMessage } from '../unit/pixels/stealth/writer';

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

/** Files that were named are measured instead. */
const named = process.argv.slice(2).map((path) => [path, new Uint8Array(readFileSync(path))] as const);
const cases =
  named.length > 0
    ? named
    : ([
        ['RGB, 1024²', photograph(1024, 3)],
        ['RGBA, opaque, 1024²', photograph(1024, 4)],
        ['RGB, 4096²', photograph(4096, 3)],
        ['one colour, 4096²', rgbaPng({ width: 4096, height: 4096, rgba: new Uint8Array(4 * 4096 * 4096).fill(0xff) })],
        ['with a message, 1024²', rgbaPng(marked(1024))],
      ] as const);

const ROUNDS = 25;

/** Milliseconds: the least time is the one that other work on the machine disturbed least. */
async function leastTime(task: () => unknown): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const startedAt = performance.now();
    await task();
    least = Math.min(least, performance.now() - startedAt);
  }
  return least;
}

console.log(
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, load ${loadavg()[0]?.toFixed(1)}\n`,
);
const look = (bytes: Uint8Array) => findWatermarks({ kind: 'image', container: 'png', bytes }, OWN_OPENERS);
const rows = [['picture', 'bytes', 'found', 'looking, ms', 'whole decode, ms']];
for (const [name, bytes] of cases) {
  const { findings } = await look(bytes);
  const looking = await leastTime(() => look(bytes));
  const whole = await leastTime(() => decodePng(bytes));
  const found = findings.map(({ mark }) => mark).join(' ') || '–';
  rows.push([name, `${bytes.length}`, found, looking.toFixed(2), whole.toFixed(1)]);
}
console.log(`Least of ${ROUNDS} times each; the file is at hand`);
console.log(columns(rows));
