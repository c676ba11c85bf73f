/**
 * Imports point one way. The linter refuses the arrows that are easily drawn by mistake; this holds every import of the
 * product to what its room may use, packages included.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, expect, it, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');

interface Room {
  /** Files of the room begin with this; the first room that fits a file is its own. */
  readonly folder: string;
  /** What it may import beside itself: folders and files of the project, packages by name. */
  readonly may: readonly string[];
}

const INTERFACE = ['#i18n', 'wxt/browser', 'preact', 'preact/hooks'];

/** Small things that several rooms share: the files that lie in `utils` itself. */
const SHARED = 'utils/*';

const ROOMS: readonly Room[] = [
  { folder: 'utils/engine/', may: ['fflate', 'brotli/dec/dictionary.bin.js'] },
  // Of the history and the reading their types alone.
  {
    folder: 'utils/messages/',
    may: ['utils/engine/', 'utils/credentials/c2pa/history', 'utils/pixels/reading', 'valibot'],
  },
  { folder: 'utils/report/', may: ['utils/engine/', 'utils/credentials/', 'utils/messages/', 'utils/store/', SHARED] },
  {
    folder: 'utils/store/',
    may: ['utils/engine/', 'utils/messages/', 'utils/pixels/reading', SHARED, 'idb', 'valibot', 'wxt/browser'],
  },
  // Types alone of the engine, and no package: this is the script of every page.
  { folder: 'utils/page/', may: ['utils/engine/report', 'utils/messages/', 'utils/media-request'] },
  {
    folder: 'utils/inspector/',
    may: [
      'utils/engine/',
      'utils/pixels/',
      'utils/credentials/',
      'utils/trust/',
      'utils/messages/',
      'utils/store/',
      SHARED,
      'wxt/browser',
      '@contentauth/c2pa-wasm/',
    ],
  },
  {
    folder: 'utils/background/',
    may: [
      'utils/engine/',
      'utils/pixels/reading',
      'utils/messages/',
      'utils/store/',
      'utils/inspector/',
      'utils/trust/',
      SHARED,
      'valibot',
      '#i18n',
      'wxt/browser',
    ],
  },
  { folder: 'utils/trust/', may: ['utils/credentials/', SHARED, 'idb', 'valibot', 'wxt/browser'] },
  {
    folder: 'utils/notice/',
    may: [
      'utils/engine/',
      'utils/messages/',
      'utils/store/',
      SHARED,
      'valibot',
      'client-zip',
      'idb',
      'virtual:words',
      '#i18n',
      'wxt/browser',
    ],
  },
  {
    folder: 'utils/credentials/',
    may: ['utils/engine/', 'utils/pixels/', 'valibot', 'asn1js', '@contentauth/c2pa-wasm', '@noble/'],
  },
  { folder: 'utils/pixels/browser/', may: ['utils/engine/', 'utils/pixels/', 'utils/in-time', 'mediabunny'] },
  { folder: 'utils/pixels/', may: ['utils/engine/', 'fflate'] },
  { folder: 'utils/', may: ['utils/engine/', 'utils/messages/', 'idb', 'valibot', 'wxt/browser'] },
  { folder: 'components/', may: ['utils/', ...INTERFACE] },
  { folder: 'entrypoints/', may: ['utils/', 'components/', 'wxt/', ...INTERFACE] },
  {
    folder: 'cli/',
    may: ['utils/engine/', 'utils/credentials/', 'utils/pixels/', 'node:', 'commander', 'cli-progress', 'sharp'],
  },
];

const FILES = ['utils', 'components', 'entrypoints', 'cli'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
);
const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*)'([^'\s]+)'/g;

/** As a path from the project's root, or a package's name. */
const targetOf = (file: string, specifier: string): string => {
  if (specifier.startsWith('@/')) return specifier.slice(2);
  if (specifier.startsWith('.')) return relative('.', normalize(join(dirname(file), specifier))).replaceAll('\\', '/');
  return specifier;
};

const isWithin = (target: string, allowed: string): boolean =>
  allowed === SHARED ? /^utils\/[^/]+$/.test(target) : target.startsWith(allowed);

const roomOf = (file: string): Room | undefined => ROOMS.find(({ folder }) => file.startsWith(folder));

const refused = (file: string, text: string): readonly string[] => {
  const { folder = '', may = [] } = roomOf(file) ?? {};
  return [...text.matchAll(IMPORT)]
    .map(([, specifier = '']) => targetOf(file, specifier))
    .filter((target) => ![folder, ...may].some((allowed) => isWithin(target, allowed)));
};

test.each(FILES)('%s imports only what its room may use', (file) => {
  expect(refused(file, readFileSync(join(ROOT, file), 'utf8'))).toEqual([]);
});

describe('the rule refuses', () => {
  it.each([
    ['the engine a setting', 'utils/engine/inspect.ts', "import { x } from '../settings';"],
    [
      'the engine a neighbour’s room',
      'utils/engine/marks/c2pa/index.ts',
      "import { x } from '../../../store/inventory';",
    ],
    ['the engine a package that it was not given', 'utils/engine/inspect.ts', "import v from 'valibot';"],
    ['the engine Node', 'utils/engine/inspect.ts', "import { readFile } from 'node:fs';"],
    ['store its user', 'utils/store/inventory.ts', "import type { X } from '@/utils/inspector/wall';"],
    ['a content script the engine’s code', 'utils/page/frame.ts', "import { inspect } from '@/utils/engine/inspect';"],
    ['utils a component', 'utils/settings.ts', "import { Sign } from '@/components/signs';"],
    ['a component an entry point', 'components/signs.tsx', "import { x } from '@/entrypoints/popup/use-tab';"],
    ['the command line a browser’s room', 'cli/run.ts', "const x = await import('../utils/page/frame');"],
  ])('%s', (_, file, text) => {
    expect(refused(file, text)).toHaveLength(1);
  });
});
