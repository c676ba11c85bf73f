/** `npm run bench:engine`: what the engine costs, beside other readers, on this machine. Prints; asserts nothing. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import exifr from 'exifr';
import { columns } from '../../scripts/columns';
import { quantile } from '../../scripts/quantile';
import { engineAsShipped } from './as-shipped';
import { CASES, type Case, JPEGS, sparse } from './cases';
import { openExiftool } from './exiftool';
import { inspectFolder, makeFolder, removeFolder } from './folder';
import { measure, ONE_OF_MANY, type Timing } from './measure';
import { rangeServer } from './sparse-medium';

const { bufferSource, httpSource, inspect, openFileSource } = await engineAsShipped();

const INPUT = { input: 'measured' };
const ms = (value: number): string => value.toFixed(3);
const times = (one: Timing, other: Timing): string => `${(other.medianMs / one.medianMs).toFixed(1)} ×`;

const inMemory = (bytes: Uint8Array) => () => inspect(bufferSource(bytes), INPUT);
const byRange = ({ medium }: Case) => {
  const fetch = rangeServer(sparse(medium));
  return () => httpSource({ address: 'https://media.example/medium', fetch });
};

async function measureCases(): Promise<string> {
  const rows = [['medium', 'bytes', 'read', 'median ms', 'p95 ms', 'pulled', 'requests', 'verdict']];
  for (const one of CASES) {
    const open = byRange(one);
    const task = one.medium instanceof Uint8Array ? inMemory(one.medium) : () => inspect(open(), INPUT);
    const [timing] = await measure([task]);
    const source = open();
    const { bytes, bytesRead, verdict } = await inspect(source, INPUT);
    rows.push([
      one.name,
      `${bytes}`,
      one.medium instanceof Uint8Array ? 'memory' : 'Range',
      ms(timing?.medianMs ?? 0),
      ms(timing?.p95Ms ?? 0),
      `${bytesRead}`,
      `${source.requests}`,
      verdict.status,
    ]);
  }
  return `One medium; time from memory where it fits, bytes and requests over HTTP Range\n${columns(rows)}`;
}

/** Real JPEGs, where they lie beside the project. */
function corpusJpegs(): readonly Uint8Array[] {
  const folder = join(import.meta.dirname, '../../../shared/corpus');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.jpe?g$/i.test(file))
    .map((file) => new Uint8Array(readFileSync(join(folder, file))));
}

/** Where the engine looks, too: extended XMP, UserComment; not where the camera stood. Values translated, as it does by default. */
const EXIFR_OPTIONS = {
  ...{ tiff: true, exif: true, gps: false, xmp: true, iptc: true },
  ...{ userComment: true, multiSegment: true },
} as const;

/** What exifr hands on of a medium: that many tags, or nothing. */
async function tagsByExifr(medium: Uint8Array): Promise<string> {
  try {
    const tags: object | undefined = await exifr.parse(medium, EXIFR_OPTIONS);
    return tags === undefined ? 'nothing' : `${Object.keys(tags).length} tags`;
  } catch {
    return 'an error';
  }
}

const marksByEngine = async (medium: Uint8Array): Promise<string> =>
  [...new Set((await inMemory(medium)()).findings.map(({ mark }) => mark))].join(', ') || 'no label';

/** Damaged files are among the corpus's: what exifr throws on costs it the less. */
const byExifr = (medium: Uint8Array): Promise<unknown> => exifr.parse(medium, EXIFR_OPTIONS).catch(() => undefined);

interface Compared {
  readonly hasTags: boolean;
  /** What the engine finds, by mark. */
  readonly marks: string;
  readonly ours: Timing;
  readonly theirs: Timing;
}

const WARM_UP_PASSES = 20;

/** Medium by medium, so that a moment in which the machine does something else does not count for all of them. */
async function measureCorpus(): Promise<readonly Compared[]> {
  const media = corpusJpegs();
  for (let pass = 0; pass < WARM_UP_PASSES; pass += 1) {
    for (const medium of media) {
      await inMemory(medium)();
      await byExifr(medium);
    }
  }
  const compared: Compared[] = [];
  for (const medium of media) {
    const [ours, theirs] = await measure([inMemory(medium), () => byExifr(medium)], ONE_OF_MANY);
    const hasTags = (await tagsByExifr(medium)).endsWith('tags');
    if (ours && theirs) compared.push({ hasTags, marks: await marksByEngine(medium), ours, theirs });
  }
  return compared;
}

const GROUPS: readonly (readonly [name: string, holds: (one: Compared) => boolean])[] = [
  ['all', () => true],
  ['exifr reads tags', ({ hasTags }) => hasTags],
  ['exifr reads nothing', ({ hasTags }) => !hasTags],
  ['the engine finds no label', ({ marks }) => marks === 'no label'],
  ['… finds a C2PA store', ({ marks }) => marks.includes('c2pa')],
  ['… finds settings', ({ marks }) => marks.includes('generator')],
];

/** Their medians added up, and what the ratio is for a medium in the middle. */
function groupRows(corpus: readonly Compared[]): readonly (readonly string[])[] {
  return GROUPS.flatMap(([name, holds]) => {
    const media = corpus.filter(holds);
    if (media.length === 0) return [];
    const engineMs = media.reduce((sum, { ours }) => sum + ours.medianMs, 0);
    const exifrMs = media.reduce((sum, { theirs }) => sum + theirs.medianMs, 0);
    const ratios = media.map(({ ours, theirs }) => ours.medianMs / theirs.medianMs);
    const ratio = (value: number | null): string => `${(value ?? 0).toFixed(2)} ×`;
    return [
      [name, `${media.length}`, ms(engineMs), ms(exifrMs), ratio(engineMs / exifrMs), ratio(quantile(ratios, 0.5))],
    ];
  });
}

async function measureExifr(): Promise<string> {
  const rows = [['medium', 'engine ms', 'exifr ms', 'exifr / engine', 'engine read', 'exifr read']];
  for (const { name, medium } of JPEGS) {
    if (!(medium instanceof Uint8Array)) continue;
    const [ours, theirs] = await measure([inMemory(medium), () => byExifr(medium)]);
    if (ours === undefined || theirs === undefined) continue;
    const read = [await marksByEngine(medium), await tagsByExifr(medium)];
    rows.push([name, ms(ours.medianMs), ms(theirs.medianMs), times(ours, theirs), ...read]);
  }
  const sections = [
    `exifr with TIFF, EXIF, XMP and IPTC on the same JPEGs in memory, in turn with the engine\n${columns(rows)}`,
  ];
  const groups = groupRows(await measureCorpus());
  if (groups.length > 0) {
    const head = ['of ../shared/corpus', 'JPEGs', 'engine ms', 'exifr ms', 'engine / exifr', 'median ratio'];
    sections.push(columns([head, ...groups]));
  }
  return sections.join('\n');
}

async function measureExiftool(): Promise<string> {
  const exiftool = openExiftool();
  if (exiftool === undefined) return 'exiftool is not installed: not compared.\n';
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const rows = [['medium', 'engine ms', 'exiftool ms', 'exiftool / engine']];
  try {
    for (const { name, medium } of CASES) {
      if (!(medium instanceof Uint8Array)) continue;
      const path = join(folder, 'medium');
      writeFileSync(path, medium);
      const [ours, theirs] = await measure([() => inspectFile(path), () => exiftool.ask(path)]);
      if (ours && theirs) rows.push([name, ms(ours.medianMs), ms(theirs.medianMs), times(ours, theirs)]);
    }
  } finally {
    exiftool.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return `exiftool ${exiftool.version} -stay_open on the same files on disk, in turn with the engine\n${columns(rows)}`;
}

async function inspectFile(path: string): Promise<void> {
  const { source, close } = openFileSource(path);
  await inspect(source, INPUT);
  close();
}

/** Fewer beside the whole: memory must not grow with the number of files. */
const FOLDERS = [
  { name: '1,000 pictures', files: 1_000, isSigned: false },
  { name: '10,000 pictures', files: 10_000, isSigned: false },
  { name: '1,000, one in eight with credentials', files: 1_000, isSigned: true },
] as const;

async function measureFolders(): Promise<string> {
  const rows = [['folder', 'reports', 'seconds', 'files/s', 'CPU s', 'peak memory']];
  for (const { name, files, isSigned } of FOLDERS) {
    const folder = makeFolder(files, { isSigned });
    try {
      const { reports, seconds, cpuSeconds, peakMemoryBytes } = await inspectFolder(folder);
      rows.push([
        name,
        `${reports}`,
        seconds.toFixed(1),
        (reports / seconds).toFixed(0),
        cpuSeconds.toFixed(1),
        `${(peakMemoryBytes / 2 ** 20).toFixed(0)} MiB`,
      ]);
    } finally {
      removeFolder(folder);
    }
  }
  return `npm run inspect over a folder of mixed pictures, the program's start included\n${columns(rows)}`;
}

const SECTIONS: Readonly<Record<string, () => Promise<string>>> = {
  media: measureCases,
  exifr: measureExifr,
  exiftool: measureExiftool,
  folder: measureFolders,
};

console.log(
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, load ${loadavg()[0]?.toFixed(1)}\n`,
);
const asked = process.argv.slice(2);
for (const [name, section] of Object.entries(SECTIONS)) {
  if (asked.length === 0 || asked.includes(name)) console.log(await section());
}
