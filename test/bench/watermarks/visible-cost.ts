/** What looking for visible marks costs over pixels that are at hand. */
import { columns } from '../../../scripts/columns';
import { visibleMarks } from '../../../utils/pixels/visible';
import { findSparkle } from '../../../utils/pixels/visible/sparkle/find-sparkle';
import { imagePlaces } from '../../../utils/pixels/visible/sparkle/places';
import { findText } from '../../../utils/pixels/visible/text/find-text';
import { TEXT_MARKS } from '../../../utils/pixels/visible/text/marks';
import { viewOf } from '../../../utils/pixels/visible/view';
import { type Pixels, photographLike } from '../../unit/pixels/synthetic';
import { laid, STAR } from '../../unit/pixels/visible/draw';
import { leastTimes, ms, ROUNDS } from './cost';
import { plainSparkleFit } from './plain-sparkle';

const starred = (side: number): Pixels =>
  laid(photographLike(side, side, 'cost'), { figure: STAR, width: 96, right: 64, bottom: 64, opacity: 0.504 });

const PICTURES: readonly (readonly [name: string, pixels: () => Pixels])[] = [
  ['1024²', () => photographLike(1024, 1024, 'cost')],
  ['1024², with the star', () => starred(1024)],
  ['4096²', () => photographLike(4096, 4096, 'cost')],
];

export async function measureVisible(): Promise<string> {
  const rows = [['visible marks', 'star, ms', 'plain port, ms', 'plain / ours', 'texts, ms', 'all, ms']];
  for (const [name, make] of PICTURES) {
    const pixels = make();
    const view = viewOf(pixels);
    const [star = 0, plain = 0, texts, all] = await leastTimes([
      () => findSparkle(view, imagePlaces(view)),
      () => plainSparkleFit(pixels),
      () => TEXT_MARKS.map((mark) => findText(view, mark)),
      () => visibleMarks(view),
    ]);
    rows.push([name, ms(star), ms(plain), `${(plain / star).toFixed(0)} ×`, ms(texts), ms(all)]);
  }
  return `Least of ${ROUNDS} times each; the pixels are at hand\n${columns(rows)}`;
}
