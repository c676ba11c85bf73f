/**
 * Pictures by chance, of the kinds that a browser meets: what photographs are like in their spectrum, textures, gradients,
 * screenshots, diagrams, wallpapers. The same seed gives the same picture.
 */
import type { Picture } from '@/utils/pixels/picture';
import { type Random, randomFrom } from '../../fuzz/random';

export type Pixels = Picture<Uint8Array>;
type Colour = readonly [number, number, number];
/** From a position to R, G, B; what is out of range is cut off. */
type Painter = (x: number, y: number, put: (red: number, green: number, blue: number) => void) => void;

export function painted(width: number, height: number, paint: Painter): Pixels {
  const rgba = new Uint8ClampedArray(4 * width * height).fill(0xff);
  let at = 0;
  const put = (red: number, green: number, blue: number): void => {
    rgba[at] = red;
    rgba[at + 1] = green;
    rgba[at + 2] = blue;
  };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      paint(x, y, put);
      at += 4;
    }
  }
  return { width, height, rgba: new Uint8Array(rgba.buffer) };
}

const colour = (random: Random): Colour => [random.below(256), random.below(256), random.below(256)];

/** −1 … 1, as many as there are, again and again. */
const grains = (random: Random, count: number): Float32Array =>
  Float32Array.from(random.bytes(count), (byte) => byte / 127.5 - 1);

const GRID = 64;

/** Chance at whole positions, straight between them; −1 … 1. It repeats every 64. */
function valueNoise(random: Random): (x: number, y: number) => number {
  const values = grains(random, GRID * GRID);
  return (x, y) => {
    const [column, row] = [Math.floor(x), Math.floor(y)];
    const [right, down] = [x - column, y - row];
    const [left, next] = [column & (GRID - 1), (column + 1) & (GRID - 1)];
    const [top, bottom] = [(row & (GRID - 1)) * GRID, ((row + 1) & (GRID - 1)) * GRID];
    const above = (values[top + left] ?? 0) * (1 - right) + (values[top + next] ?? 0) * right;
    const below = (values[bottom + left] ?? 0) * (1 - right) + (values[bottom + next] ?? 0) * right;
    return above * (1 - down) + below * down;
  };
}

/** Octaves, each half as wide as the one before and, at `slope` 1, half as strong: about 1/f. */
function cloud(random: Random, widest: number, slope: number): (x: number, y: number) => number {
  const octaves = Array.from({ length: 6 }, (_, octave) => ({
    noise: valueNoise(random),
    scale: 2 ** octave / widest,
    strength: 2 ** (-slope * octave),
  }));
  return (x, y) => {
    let sum = 0;
    for (const { noise, scale, strength } of octaves) sum += strength * noise(x * scale, y * scale);
    return sum;
  };
}

const SKY = 1024;
const SKIES = 8;
const skies = new Map<number, Float32Array>();

/** Clouds over a square, made once: each picture takes a part of some. */
function skyOf(index: number): Float32Array {
  const known = skies.get(index);
  if (known !== undefined) return known;
  const random = randomFrom('sky', index);
  const at = cloud(random, 32 + 24 * index, index % 2 === 0 ? 1 : 1.2);
  const sky = Float32Array.from({ length: SKY * SKY }, (_, pixel) => at(pixel % SKY, Math.floor(pixel / SKY)));
  skies.set(index, sky);
  return sky;
}

/** A part of a sky; beyond its edge it is mirrored. */
function partOfSky(random: Random): (x: number, y: number) => number {
  const sky = skyOf(random.below(SKIES));
  const [left, top] = [random.below(2 * SKY), random.below(2 * SKY)];
  const folded = (place: number): number => {
    const within = place % (2 * SKY);
    return within < SKY ? within : 2 * SKY - 1 - within;
  };
  return (x, y) => sky[folded(top + y) * SKY + folded(left + x)] ?? 0;
}

const GRAINS = 8191;

/** Light and two colours that vary on their own, with grain: what photographs are like in their spectrum. */
export function photographLike(width: number, height: number, ...seeds: readonly (string | number)[]): Pixels {
  const random = randomFrom('photograph', ...seeds);
  const [light, warm, green] = [partOfSky(random), partOfSky(random), partOfSky(random)];
  const grain = grains(random, GRAINS);
  const strength = random.below(80) / 10;
  const [base, contrast, saturation] = [60 + random.below(130), 30 + random.below(70), 5 + random.below(60)];
  let next = 0;
  const roughness = (): number => {
    next = next + 1 === GRAINS ? 0 : next + 1;
    return strength * (grain[next] ?? 0);
  };
  return painted(width, height, (x, y, put) => {
    const level = base + contrast * light(x, y);
    const [red, shade] = [saturation * warm(x, y), saturation * green(x, y)];
    put(level + red + roughness(), level + shade / 2 + roughness(), level - red + shade / 3 + roughness());
  });
}

function noise(width: number, height: number, random: Random): Pixels {
  const values = random.bytes(width * height * 4);
  return { width, height, rgba: values };
}

function gradient(width: number, height: number, random: Random): Pixels {
  const [a, b, c, d] = [colour(random), colour(random), colour(random), colour(random)] as const;
  return painted(width, height, (x, y, put) => {
    const [right, down] = [x / width, y / height];
    const level = (channel: 0 | 1 | 2): number =>
      (a[channel] * (1 - right) + b[channel] * right) * (1 - down) +
      (c[channel] * (1 - right) + d[channel] * right) * down;
    put(level(0), level(1), level(2));
  });
}

function texture(width: number, height: number, random: Random): Pixels {
  const waves = Array.from({ length: 4 }, () => ({
    across: (random.below(2000) - 1000) / 3000,
    down: (random.below(2000) - 1000) / 3000,
    tint: colour(random).map((value) => (value - 128) / 3) as [number, number, number],
  }));
  const base = colour(random);
  const grain = grains(random, GRAINS);
  let next = 0;
  return painted(width, height, (x, y, put) => {
    let [red, green, blue] = base;
    for (const { across, down, tint } of waves) {
      const wave = Math.sin(across * x + down * y);
      red += wave * tint[0];
      green += wave * tint[1];
      blue += wave * tint[2];
    }
    next = (next + 1) % GRAINS;
    const rough = 6 * (grain[next] ?? 0);
    put(red + rough, green + rough, blue + rough);
  });
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly fill: Colour;
}

const boxes = (random: Random, count: number, width: number, height: number, most: number): readonly Box[] =>
  Array.from({ length: count }, () => {
    const [left, top] = [random.below(width), random.below(height)];
    return {
      left,
      top,
      right: left + 2 + random.below(most),
      bottom: top + 2 + random.below(most),
      fill: colour(random),
    };
  });

function withBoxes({ width, height, rgba }: Pixels, drawn: readonly Box[]): Pixels {
  for (const { left, top, right, bottom, fill } of drawn) {
    for (let y = top; y < Math.min(bottom, height); y++) {
      for (let x = left; x < Math.min(right, width); x++) rgba.set(fill, 4 * (y * width + x));
    }
  }
  return { width, height, rgba };
}

/** Panels of one colour, lines of "text" in grey. */
function screenshot(width: number, height: number, random: Random): Pixels {
  const paper: Colour = random.once(3) ? [30, 30, 36] : [250, 250, 252];
  const panels = withBoxes(
    painted(width, height, (_, __, put) => put(...paper)),
    boxes(random, 6, width, height, 160),
  );
  const ink = random.below(160);
  const letters = Array.from({ length: 1500 }, (): Box => {
    const [left, top] = [random.below(width), 14 * random.below(Math.ceil(height / 14))];
    return { left, top, right: left + 1 + random.below(4), bottom: top + 3 + random.below(7), fill: [ink, ink, ink] };
  });
  return withBoxes(panels, letters);
}

const diagram = (width: number, height: number, random: Random): Pixels =>
  withBoxes(
    painted(width, height, (_, __, put) => put(255, 255, 255)),
    boxes(random, 40 + random.below(100), width, height, 90),
  );

/** A tile of some blocks' size over and over: each bit of a message then stands on the same few values. */
function wallpaper(width: number, height: number, random: Random): Pixels {
  const side = 8 * (1 + random.below(64));
  const tile = photographLike(side, 8 * (1 + random.below(8)), random.below(2 ** 30));
  return painted(width, height, (x, y, put) => {
    const at = 4 * ((y % tile.height) * tile.width + (x % tile.width));
    put(tile.rgba[at] ?? 0, tile.rgba[at + 1] ?? 0, tile.rgba[at + 2] ?? 0);
  });
}

/** Each column, or each square, of blocks of a colour of its own. */
function mosaic(width: number, height: number, random: Random): Pixels {
  const side = 8 * (1 + random.below(3));
  const isStriped = random.once(2);
  const count = 512;
  const colours = random.bytes(3 * count);
  const columns = Math.ceil(width / side);
  return painted(width, height, (x, y, put) => {
    const cell = Math.floor(x / side) + (isStriped ? 0 : columns * Math.floor(y / side));
    const at = 3 * (cell % count);
    put(colours[at] ?? 0, colours[at + 1] ?? 0, colours[at + 2] ?? 0);
  });
}

type Kind = (width: number, height: number, random: Random) => Pixels;

export const KINDS: Readonly<Record<string, Kind>> = {
  photograph: (width, height, random) => photographLike(width, height, random.below(2 ** 30)),
  texture,
  gradient,
  noise,
  screenshot,
  diagram,
  wallpaper,
  mosaic,
};
