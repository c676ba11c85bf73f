/**
 * `npm run bench:watermarks`: what looking for marks in the pixels costs, what the marks endure, and how often they are seen
 * where there are none. Prints; asserts nothing.
 */
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { measureAlarms } from './watermarks/alarms';
import { measureDwtDct, measureFiles } from './watermarks/cost';
import { measureRobustness } from './watermarks/robustness';
import { measureVisible } from './watermarks/visible-cost';
import { measureVisibleFits } from './watermarks/visible-fits';

const HELP = `npm run bench:watermarks -- [PART …] [--pictures N] [--alarms N] [--fits N] [FILE …]

Parts, all of them unless some are named; FILEs (PNG) are measured in place of made ones:
  cost         time over files and over pixels
  robustness   share of N pictures (12) in which each mark is still found after what happens to pictures
  alarms       marks that are found in N pictures (2000) that nobody put one into, and the law of chance
  fits         how well the shapes of visible marks fit in N pictures (2500) without one, each looked at eight times
`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    pictures: { type: 'string', default: '12' },
    alarms: { type: 'string', default: '2000' },
    fits: { type: 'string', default: '2500' },
    help: { type: 'boolean', default: false },
  },
});

const PARTS: Readonly<Record<string, (paths: readonly string[]) => Promise<string>>> = {
  cost: async (paths) =>
    `${await measureFiles(paths)}\n${paths.length > 0 ? '' : `${await measureDwtDct()}\n${await measureVisible()}`}`,
  robustness: () => measureRobustness(countOf(values.pictures)),
  alarms: () => measureAlarms(countOf(values.alarms)),
  fits: () => measureVisibleFits(countOf(values.fits)),
};

function countOf(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count > 0) return count;
  throw new Error(`A whole number of pictures is wanted, not ${text}.`);
}

if (values.help) {
  console.log(HELP);
} else {
  const named = positionals.filter((word) => word in PARTS);
  const paths = positionals.filter((word) => !(word in PARTS));
  const parts = named.length > 0 ? named : paths.length > 0 ? ['cost'] : Object.keys(PARTS);
  console.log(
    `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, load ${loadavg()[0]?.toFixed(1)}\n`,
  );
  for (const part of parts) console.log(await PARTS[part]?.(paths));
}
