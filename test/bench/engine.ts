/** `npm run bench:engine`: what the engine costs, beside other readers, on this machine. Prints; asserts nothing. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import exifr from 'exifr';
import { openFileSource } from '../../cli/file-source';
import { columns } from '../../scripts/columns';
import { inspect } from '../../utils/engine/inspect';
import { bufferSource } from '../../utils/engine/source/buffer-source';
import { httpSource } from '../../utils/engine/source/http-source';
import { CASES, type Case, JPEGS, sparse } from './cases';
import { openExiftool } from './exiftool';
import { inspectFolder, makeFolder, removeFolder } from './folder';
import { measure, type Timing } from './measure';
import { rangeServer } from './sparse-medium';

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

const EXIFR_OPTIONS = { tiff: true, exif: true, gps: false, xmp: true, iptc: true } as const;

async function measureExifr(): Promise<string> {
  const rows = [['medium', 'engine ms', 'exifr ms', 'exifr / engine']];
  for (const { name, medium } of JPEGS) {
    if (!(medium instanceof Uint8Array)) continue;
    const [ours, theirs] = await measure([inMemory(medium), () => exifr.parse(medium, EXIFR_OPTIONS)]);
    if (ours && theirs) rows.push([name, ms(ours.medianMs), ms(theirs.medianMs), times(ours, theirs)]);
  }
  const corpus = corpusJpegs();
  if (corpus.length > 0) {
    const [ours, theirs] = await measure([
      async () => {
        for (const medium of corpus) await inMemory(medium)();
      },
      async () => {
        // Damaged files are among them: what exifr throws on costs it the less.
        for (const medium of corpus) await exifr.parse(medium, EXIFR_OPTIONS).catch(() => undefined);
      },
    ]);
    if (ours && theirs) {
      rows.push([`${corpus.length} of ../shared/corpus`, ms(ours.medianMs), ms(theirs.medianMs), times(ours, theirs)]);
    }
  }
  return `exifr with TIFF, EXIF, XMP and IPTC on the same JPEGs in memory, in turn with the engine\n${columns(rows)}`;
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
