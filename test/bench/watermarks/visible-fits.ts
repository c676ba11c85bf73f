/** How well the shapes of visible marks fit in pictures that nobody put one into, and whether that made an alarm. */
import { columns } from '../../../scripts/columns';
import { quantile } from '../../../scripts/quantile';
import { visibleMarks } from '../../../utils/pixels/visible';
import { edgesOf, fitOf } from '../../../utils/pixels/visible/edges';
import type { Orientation } from '../../../utils/pixels/visible/orientation';
import { imagePlaces } from '../../../utils/pixels/visible/sparkle/places';
import { STAR_RIM, starEdges } from '../../../utils/pixels/visible/sparkle/star';
import { findText } from '../../../utils/pixels/visible/text/find-text';
import { TEXT_MARKS } from '../../../utils/pixels/visible/text/marks';
import { lumaOf, type View, viewOf } from '../../../utils/pixels/visible/view';
import type { Pixels } from '../../unit/pixels/synthetic';
import { pictureByChance } from './alarms';
import { realPictures } from './photographs';
import { withProgress } from './progress';

/** Each picture is looked at from four corners, and as often with its edges cut off: eight pictures in one. */
const CORNERS: readonly Orientation[] = [1, 2, 3, 4];
const CUTS = [0, 1 / 9] as const;
const VIEWS = CORNERS.length * CUTS.length;

/** Without what is at the right and at the bottom. */
const cut = (view: View, share: number): View => ({
  ...view,
  width: Math.floor(view.width * (1 - share)),
  height: Math.floor(view.height * (1 - share)),
});

/** What a limit of the fit is for, largest first. */
const SIZES = [
  ['star, 40 pixels and more', 40],
  ['star, 24 to 39', 24],
  ['star, 16 to 23', 16],
] as const;
/** So low that nearly every picture has its best place. */
const WITHOUT_LIMITS = TEXT_MARKS.map((mark) => ({ ...mark, least: 0.15, leastLetter: -1 }));

/** @param count Pictures by chance; each is looked at eight times. */
export async function measureVisibleFits(count: number): Promise<string> {
  const real = await realPictures(256, 1024);
  const fits = new Map<string, number[]>(
    [...SIZES.map(([name]) => name), ...TEXT_MARKS.map(({ name }) => name)].map((name) => [name, []]),
  );
  const alarms: string[] = [];
  let windows = 0;
  await withProgress('fitting shapes in vain', count, async (advance) => {
    for (let seed = 0; seed < count; seed++) {
      const { kind, pixels } = await pictureByChance('visible', seed, real);
      const whole = viewOf(pixels);
      // A text's best place takes long to find where no limit ends the search.
      for (const mark of WITHOUT_LIMITS) fits.get(mark.name)?.push(findText(whole, mark)?.fit ?? 0);
      for (const [view, name] of viewsOf(pixels)) {
        windows += addStarFits(view, fits);
        alarms.push(...visibleMarks(view).map(({ place }) => `seed ${seed}, ${kind}, ${name}: ${place}`));
      }
      advance();
    }
  });
  const rows = [...fits].map(([name, all]) => {
    const sorted = all.sort((a, b) => a - b);
    const at = (share: number): string => (quantile(sorted, share) ?? 0).toFixed(3);
    return [name, `${all.length}`, at(0.5), at(0.99), at(0.999), at(1)];
  });
  const head = ['best fit in a picture', 'pictures', 'median', 'p99', 'p99.9', 'most'];
  return `${count * VIEWS} pictures without a visible mark, ${windows} windows of the star: ${alarms.length} alarms\n${alarms.map((alarm) => `  ${alarm}\n`).join('')}${columns([head, ...rows])}`;
}

const viewsOf = (pixels: Pixels): readonly (readonly [View, string])[] =>
  CORNERS.flatMap((corner) =>
    CUTS.map((share) => [cut(viewOf(pixels, corner), share), `${corner}, ${share}`] as const),
  );

/** The best fit of each kind of size. @returns how many places were tried. */
function addStarFits(view: View, fits: ReadonlyMap<string, number[]>): number {
  const side = Math.min(view.width, view.height, 400);
  const luma = lumaOf(view, { left: view.width - side, top: view.height - side, width: side, height: side });
  const edges = edgesOf(luma);
  const best = new Map<string, number>();
  let tried = 0;
  for (const { size, right } of imagePlaces(view)) {
    const at = side - right - size - STAR_RIM;
    if (at < 0) continue;
    const name = SIZES.find(([, least]) => size >= least)?.[0] ?? '';
    best.set(name, Math.max(best.get(name) ?? -1, fitOf(edges, starEdges(size), at, at)));
    tried += 1;
  }
  for (const [name, fit] of best) fits.get(name)?.push(fit);
  return tried;
}
