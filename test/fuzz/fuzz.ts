/** `npm run fuzz`: the properties of every input, on media that were changed by chance, for as long as it is told. */
import { SingleBar } from 'cli-progress';
import { parseArguments } from './arguments';
import { runContainer } from './run';
import { allSeeds } from './seeds';

const DEFAULT_SECONDS = 60;

const all = allSeeds();
const request = parseArguments(
  process.argv.slice(2),
  all.map(({ container }) => container),
);
const chosen = all.filter(({ container }) => request.container?.includes(container) ?? true);
const { seed, workers, inputs = Number.POSITIVE_INFINITY } = request;
const seconds = request.seconds ?? (request.inputs === undefined ? DEFAULT_SECONDS : Number.POSITIVE_INFINITY);
let finds = 0;

for (const seeds of chosen) {
  const startedAt = Date.now();
  const bar = new SingleBar({
    format: `${seeds.container} {bar} {value} inputs, {found} finds`,
    hideCursor: null,
    noTTYOutput: true,
    notTTYSchedule: 60_000,
  });
  const isTimed = !Number.isFinite(inputs);
  const elapsed = (): number => (Date.now() - startedAt) / 1000;
  bar.start(isTimed ? seconds : inputs, 0, { found: 0 });
  const result = await runContainer(seeds, {
    inputs,
    until: startedAt + seconds * 1000,
    seed,
    workers,
    limitMs: request.limit,
    onTried: (tried, found) => bar.update(isTimed ? Math.min(seconds, Math.round(elapsed())) : tried, { found }),
  });
  bar.stop();
  const time = `${elapsed().toFixed(0)} s, slowest ${result.slowestMs} ms`;
  console.log(`${seeds.container}: ${result.tried} inputs of seed ${seed}, ${time}, ${result.finds.size} finds`);
  for (const [file, seen] of result.finds) console.log(`  ${file}: ${seen}`);
  finds += result.finds.size;
}
process.exitCode = finds > 0 ? 1 : 0;
