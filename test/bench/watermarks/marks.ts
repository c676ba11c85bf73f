/** The marks whose endurance and false alarms are measured, one entry each. */
import { dwtDct } from '../../../utils/pixels/dwtdct';
import { MESSAGES } from '../../../utils/pixels/dwtdct/messages';
import type { ImageMedium, WatermarkDecoderOf } from '../../../utils/pixels/watermark-decoder';
import { marked } from '../../unit/pixels/dwtdct/encoder';
import type { Pixels } from '../../unit/pixels/synthetic';
import { VISIBLE_BENCH_MARKS } from './visible-marks';

export interface BenchMark {
  readonly name: string;
  /** As the place of its findings begins. */
  readonly place: string;
  readonly decoder: WatermarkDecoderOf<ImageMedium>;
  /** What its generators make. */
  readonly width: number;
  readonly height: number;
  /** A copy that carries it. */
  readonly put: (pixels: Pixels) => Pixels;
}

export const BENCH_MARKS: readonly BenchMark[] = [
  ...MESSAGES.flatMap(({ id, bits, codes }): readonly BenchMark[] => {
    const side = id === 'sdxl' || id === 'flux' ? 1024 : 512;
    return codes.map(({ domain }) => ({
      name: `${id} ${domain}`,
      place: `pixels dwtDct ${id} ${domain}`,
      decoder: dwtDct,
      width: side,
      height: side,
      put: (pixels) => marked(pixels, bits, domain),
    }));
  }),
  ...VISIBLE_BENCH_MARKS,
];
