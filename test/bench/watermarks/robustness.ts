/** Which marks endure what: the share of pictures in which each is still found, by all that a person can ask for. */
import { nodeOpeners } from '../../../cli/pixels/node-openers';
import { columns } from '../../../scripts/columns';
import { findWatermarks } from '../../../utils/pixels/find-watermarks';
import { BENCH_MARKS, type BenchMark } from './marks';
import { carriers } from './photographs';
import { withProgress } from './progress';
import { TRANSFORMATIONS, type Transformation } from './transformations';

const OPENERS = nodeOpeners();

async function isFound(
  { place, decoder }: BenchMark,
  { container }: Transformation,
  bytes: Uint8Array,
): Promise<boolean> {
  const medium = { kind: 'image', container, bytes } as const;
  const { findings } = await findWatermarks(medium, OPENERS, {
    decoders: [decoder],
    faults: 'throw',
    isThorough: true,
  });
  return findings.some((finding) => finding.place.startsWith(place));
}

/** @param count Pictures for each mark. */
export async function measureRobustness(count: number): Promise<string> {
  const counts = TRANSFORMATIONS.map(() => BENCH_MARKS.map(() => 0));
  await withProgress('putting marks in', BENCH_MARKS.length * count, async (advance) => {
    for (const [column, mark] of BENCH_MARKS.entries()) {
      for (const picture of await carriers(count, mark.width, mark.height)) {
        const marked = mark.put(picture);
        for (const [row, transformation] of TRANSFORMATIONS.entries()) {
          const found = await isFound(mark, transformation, new Uint8Array(await transformation.file(marked)));
          const counted = counts[row];
          if (found && counted !== undefined) counted[column] = (counted[column] ?? 0) + 1;
        }
        advance();
      }
    }
  });
  const rows = counts.map((found, row) => [
    TRANSFORMATIONS[row]?.name ?? '',
    ...found.map((one) => (one / count).toFixed(2)),
  ]);
  const head = ['transformation', ...BENCH_MARKS.map(({ name }) => name)];
  return `Share of ${count} pictures in which the mark is found\n${columns([head, ...rows])}`;
}
