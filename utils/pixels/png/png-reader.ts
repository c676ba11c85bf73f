/** A PNG's pixels as far as they were asked for, each line decoded once, whoever asks. */
import type { DecodedPicture, Picture } from '../picture';
import { isProblem, malformedPicture, type PixelProblem, tooLargePicture } from '../problem';
import { type Expand, expander, type PictureDepth, type Rgba } from './expand';
import { lineBytes } from './header';
import type { PngLayout } from './layout';
import { linesOf, type PngLine } from './lines';
import { inflatedBytes } from './passes';

export class PngReader<Values extends Rgba> implements DecodedPicture<Values> {
  readonly width: number;
  readonly height: number;
  readonly exactness = 'every-value';
  readonly #layout: PngLayout;
  readonly #allocate: (length: number) => Values;
  readonly #expand: Expand;
  readonly #lines: Iterator<PngLine, PixelProblem | undefined>;
  /** Has room for more lines than there are, so that it seldom has to grow. */
  #rgba: Values;
  /** Lines from the top that are as they will stay: of an interlaced picture none before the last pass. */
  #count = 0;
  #ending: PixelProblem | 'whole' | undefined;

  constructor(layout: PngLayout, depth: PictureDepth, allocate: (length: number) => Values) {
    this.width = layout.header.width;
    this.height = layout.header.height;
    this.#layout = layout;
    this.#allocate = allocate;
    this.#expand = expander(layout, depth);
    this.#lines = linesOf(layout);
    this.#rgba = allocate(0);
  }

  line(y: number): Values | PixelProblem {
    const problem = this.#decode(y + 1);
    if (y >= this.#count) return problem ?? NO_LINE;
    const start = 4 * this.width * y;
    // Which of the two kinds of array it is, the compiler cannot know.
    return this.#rgba.subarray(start, start + 4 * this.width) as Values;
  }

  whole(): Picture<Values> | PixelProblem {
    const problem = this.#decode(this.height) ?? this.#finish();
    return problem ?? { width: this.width, height: this.height, rgba: this.#rgba };
  }

  #decode(count: number): PixelProblem | undefined {
    const { isInterlaced } = this.#layout.header;
    const problem = this.#makeRoom(isInterlaced ? this.height : Math.min(count, this.height));
    if (problem !== undefined) return problem;
    while (this.#count < count && this.#ending === undefined) this.#next();
    return isEndedByProblem(this.#ending) ? this.#ending : undefined;
  }

  /** The checksums of what is left. */
  #finish(): PixelProblem | undefined {
    while (this.#ending === undefined) this.#next();
    return isEndedByProblem(this.#ending) ? this.#ending : undefined;
  }

  #next(): void {
    const next = this.#lines.next();
    if (next.done) {
      this.#ending = next.value ?? 'whole';
      if (this.#ending === 'whole') this.#count = this.height;
    } else {
      this.#expand(next.value, this.#rgba);
      if (!this.#layout.header.isInterlaced) this.#count = next.value.y + 1;
    }
  }

  #makeRoom(lines: number): PixelProblem | undefined {
    const length = 4 * this.width * lines;
    if (length <= this.#rgba.length) return undefined;
    if (!canFill(this.#layout, lines)) {
      return malformedPicture('The picture data of the PNG are too few for the picture.');
    }
    const wanted = Math.min(4 * this.width * this.height, Math.max(length, 2 * this.#rgba.length));
    const room = allocated(() => this.#allocate(wanted));
    if (room === undefined) return tooLargePicture('There is no memory for the picture.');
    room.set(this.#rgba);
    this.#rgba = room;
    return undefined;
  }
}

const NO_LINE = malformedPicture('The picture has no such line.');

const isEndedByProblem = (ending: PixelProblem | 'whole' | undefined): ending is PixelProblem =>
  typeof ending === 'object' && isProblem(ending);

/** DEFLATE gives at most 1032 bytes for one: a few bytes that state a large picture get no memory. */
const MAX_DEFLATE_RATIO = 1032;

function canFill({ header, pictureData }: PngLayout, lines: number): boolean {
  const inflated = header.isInterlaced ? inflatedBytes(header) : lines * (1 + lineBytes(header, header.width));
  return inflated <= MAX_DEFLATE_RATIO * pictureData.reduce((sum, { typeAndData }) => sum + typeAndData.length, 0);
}

function allocated<Values>(allocate: () => Values): Values | undefined {
  try {
    return allocate();
  } catch {
    // RangeError.
    return undefined;
  }
}
