/** `npm run inspect` over a folder of many pictures, as a program of its own. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fixture, grownJpeg } from './cases';

const FOLDER_FILES = 1_000;
const PICTURES = new Set(['.jpg', '.png', '.webp', '.gif', '.heic', '.avif', '.tif', '.jxl']);
const ROOT = join(import.meta.dirname, '../..');
/** Pictures of cameras and of the web, in bytes. */
const SIZES = [20_000, 60_000, 120_000, 300_000, 40_000] as const;

export interface FolderRun {
  readonly files: number;
  readonly reports: number;
  readonly seconds: number;
  /** Of all its threads, the system's share included. */
  readonly cpuSeconds: number;
  readonly peakMemoryBytes: number;
}

/** Mixed pictures in folders of a thousand; JPEGs of several sizes, no two files alike. @returns the folder. */
export function makeFolder(files: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const names = readdirSync(join(import.meta.dirname, '../fixtures/media')).filter((name) =>
    PICTURES.has(extname(name)),
  );
  const sound = names
    .filter((name) => !/^(truncated|empty|packed)/.test(name))
    .map((name) => [name, fixture(name)] as const);
  for (let index = 0; index < files; index += 1) {
    const inside = join(folder, `${Math.floor(index / FOLDER_FILES)}`);
    if (index % FOLDER_FILES === 0) mkdirSync(inside);
    const [name, content] = sound[index % sound.length] ?? ['', new Uint8Array(0)];
    const size = SIZES[index % SIZES.length] ?? 0;
    const isJpeg = content[0] === 0xff;
    // Behind the end of other formats, varied bytes would be a trailer: they are written as they are.
    const picture = isJpeg ? grownJpeg(content, size, index) : content;
    writeFileSync(join(inside, `${index}-${name}`), picture);
  }
  return folder;
}

export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true });

/** Whole time of the program, its start included. */
export async function inspectFolder(folder: string, files: number): Promise<FolderRun> {
  const startedAt = performance.now();
  const child = spawn(
    process.execPath,
    [
      ...['--import', 'tsx', '--import', pathToFileURL(join(import.meta.dirname, 'tell-cost.ts')).href],
      ...['cli/inspect.ts', '--json', folder],
    ],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit', 'pipe'] },
  );
  let reports = 0;
  let cost = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    for (const byte of chunk) if (byte === 0x0a) reports += 1;
  });
  child.stdio[3]?.on('data', (chunk: Buffer) => {
    cost += chunk.toString();
  });
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve());
  });
  const { maxRSS, userCPUTime, systemCPUTime }: NodeJS.ResourceUsage = JSON.parse(cost);
  return {
    files,
    reports,
    seconds: (performance.now() - startedAt) / 1000,
    cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
    peakMemoryBytes: maxRSS * 1024,
  };
}
