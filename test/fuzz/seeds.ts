/** What the inputs of each container are made from: the committed fixtures, and the media that tests build. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LIMITS } from '../../utils/engine/limits';
import { recognise } from '../../utils/engine/recognise';
import { CONTAINERS, type ContainerName } from '../../utils/engine/report';
import { LARGE_IMAGES, SMALL_IMAGES, WHOLE_IMAGES } from '../unit/engine/inspect/labelled-images';
import { LARGE_MEDIA, SMALL_MEDIA } from '../unit/engine/inspect/labelled-media';
import { EXTRA_SEEDS } from './extra-seeds';

/** Containers that are tried as one: they share their walker. */
const TOGETHER: ReadonlyMap<ContainerName, ContainerName> = new Map([
  ['heic', 'heif'],
  ['avif', 'heif'],
  ['mov', 'mp4'],
  ['m4a', 'mp4'],
  ['webm', 'matroska'],
]);

export interface Seeds {
  readonly container: ContainerName;
  /** Small enough to be tried by the thousand. */
  readonly media: readonly Uint8Array[];
  /** Longer than half of the first read, for walks that have to ask again. */
  readonly long: readonly Uint8Array[];
  /** With nothing in them that chance could make a label of. */
  readonly plain: readonly Uint8Array[];
}

const LONG_BYTES = 32 * 1024;
const FIXTURES = join(import.meta.dirname, '../fixtures/media');
/** The others that are called plain hold what nearly is a label. */
const PLAIN = /^plain\.\w+$/;

interface Seed {
  readonly medium: Uint8Array;
  readonly isPlain: boolean;
}

/** Every medium there is to start from, by container. */
export function allSeeds(): readonly Seeds[] {
  const files = readdirSync(FIXTURES).sort();
  const fixtures = files.map((file) => ({
    medium: new Uint8Array(readFileSync(join(FIXTURES, file))),
    isPlain: PLAIN.test(file),
  }));
  const built = [SMALL_MEDIA, SMALL_IMAGES, LARGE_MEDIA, LARGE_IMAGES, WHOLE_IMAGES].flat();
  const media = [...built.map(({ medium }) => medium), ...EXTRA_SEEDS];
  const seeds: readonly Seed[] = [...fixtures, ...media.map((medium) => ({ medium, isPlain: false }))];
  const names = CONTAINERS.filter((name) => name !== 'unknown' && !TOGETHER.has(name));
  return names
    .map((container) =>
      seedsOf(
        container,
        seeds.filter(({ medium }) => familyOf(medium) === container),
      ),
    )
    .filter(({ media: own }) => own.length > 0);
}

function familyOf(medium: Uint8Array): ContainerName {
  const { name } = recognise(medium.subarray(0, LIMITS.firstReadBytes));
  return TOGETHER.get(name) ?? name;
}

function seedsOf(container: ContainerName, seeds: readonly Seed[]): Seeds {
  const media = seeds.map(({ medium }) => medium);
  return {
    container,
    media: media.filter(({ length }) => length <= LONG_BYTES),
    long: media.filter(({ length }) => length > LONG_BYTES),
    plain: seeds.filter(({ isPlain }) => isPlain).map(({ medium }) => medium),
  };
}
