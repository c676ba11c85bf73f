/** `npm run bench:png`: the PNG decoder beside fast-png on the same pictures, in turn. Prints; asserts nothing. */
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { deflateSync } from 'node:zlib';
import { decode } from 'fast-png';
import { columns } from '../../scripts/columns';
import { decodePng } from '../../utils/pixels/png';
import { readPngLayout } from '../../utils/pixels/png/layout';
import { linesOf } from '../../utils/pixels/png/lines';
import { isProblem } from '../../utils/pixels/problem';
import { concat } from '../fixtures/write/bytes';
import { randomFrom } from '../fuzz/random';
import { idats, ihdr, png } from '../unit/pixels/png/writer';

const SIDE = 1024;
/** What libpng's writers cut the data into. */
const CHUNK_BYTES = 8 * 1024;

/** Soft waves with noise in the lowest bits, every line through the filter Paeth, as most writers of pictures do. */
function picture(colourType: 2 | 6, depth: 8 | 16): Uint8Array {
  const random = randomFrom('bench', colourType, depth);
  const pixelBytes = ((colourType === 6 ? 4 : 3) * depth) / 8;
  const bytes = SIDE * pixelBytes;
  const noise = random.bytes(bytes);
  let above = new Uint8Array(bytes);
  const lines = Array.from({ length: SIDE }, (_, y) => {
    const line = Uint8Array.from(
      { length: bytes },
      (_, at) => 128 + 90 * Math.sin(at / 700 + y / 90) + ((noise[(at * 7 + y) % bytes] ?? 0) & 3),
    );
    const filtered = line.map((value, at) => {
      const a = line[at - pixelBytes] ?? 0;
      const b = above[at] ?? 0;
      const c = at < pixelBytes ? 0 : (above[at - pixelBytes] ?? 0);
      const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
      return value - (pa <= pb && pa <= pc ? a : pb <= pc ? b : c);
    });
    above = line;
    return concat(Uint8Array.of(4), filtered);
  });
  const header = { width: SIDE, height: SIDE, depth, colourType };
  return png(ihdr(header), ...idats(deflateSync(concat(...lines)), CHUNK_BYTES));
}

/** As many lines as a message in the picture's first column takes. */
const FIRST_LINES = 152;
function firstLines(bytes: Uint8Array): void {
  const layout = readPngLayout(bytes);
  if (isProblem(layout)) throw new Error(layout.message);
  const lines = linesOf(layout);
  for (let count = 0; count < FIRST_LINES; count++) lines.next();
}

const ROUNDS = 40;

/** Milliseconds. In turn, one by one; the least time is the one that other work on the machine disturbed least. */
function leastTimes(tasks: readonly (() => unknown)[]): readonly number[] {
  const least = tasks.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, task] of tasks.entries()) {
      const startedAt = performance.now();
      task();
      least[index] = Math.min(least[index] ?? 0, performance.now() - startedAt);
    }
  }
  return least;
}

/** Files that were named are measured instead. */
const named = process.argv.slice(2).map((path) => [path, new Uint8Array(readFileSync(path))] as const);
const cases =
  named.length > 0
    ? named
    : ([
        ['RGB, 8 bits', picture(2, 8)],
        ['RGBA, 8 bits', picture(6, 8)],
        ['RGBA, 16 bits', picture(6, 16)],
      ] as const);

console.log(
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, load ${loadavg()[0]?.toFixed(1)}\n`,
);
const rows = [['picture', 'bytes', 'ms', 'fast-png ms', 'fast-png / ours', `first ${FIRST_LINES} lines, ms`]];
for (const [name, bytes] of cases) {
  const [ours = 0, theirs = 0, first = 0] = leastTimes([
    () => decodePng(bytes),
    () => decode(bytes),
    () => firstLines(bytes),
  ]);
  const ms = (value: number): string => value.toFixed(1);
  rows.push([name, `${bytes.length}`, ms(ours), ms(theirs), `${(theirs / ours).toFixed(2)} ×`, ms(first)]);
}
console.log(
  `Least of ${ROUNDS} times each; ${SIDE} × ${SIDE} where no file was named; to RGBA, checksums looked at (fast-png: to its channels, not looked at)`,
);
console.log(columns(rows));
