/** `npm run inspect` over a folder of many pictures, as a program of its own. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fixture, grownJpeg } from './cases';

const FOLDER_FILES = 1_000;
/** By name, so that the folder stays the same when fixtures are added: some of those are hostile on purpose. */
const PICTURES = [
  ...['plain.jpg', 'plain.png', 'plain.webp', 'plain.gif', 'plain.heic', 'plain.avif', 'plain.tif', 'plain.jxl'],
  ...['plain-camera-names.jpg', 'plain-caption.png', 'a1111.jpg', 'a1111.png', 'comfyui.png', 'novelai.png'],
  ...['gb45438-xmp.jpg', 'gb45438-xmp.png', 'gb45438-xmp.webp', 'gb45438-xmp.heic'],
  ...['iptc-trained.jpg', 'iptc-trained.webp', 'iptc-trained.tif'],
];
/** Credentials are checked in a thread of their own, which costs more than the reading of many files. */
const SIGNED = ['c2pa.jpg', 'c2pa.png', 'c2pa.webp'];
const ROOT = join(import.meta.dirname, '../..');
/** Pictures of cameras and of the web, in bytes. */
const SIZES = [20_000, 60_000, 120_000, 300_000, 40_000] as const;

export interface FolderRun {
  readonly reports: number;
  readonly seconds: number;
  /** Of all its threads, the system's share included. */
  readonly cpuSeconds: number;
  readonly peakMemoryBytes: number;
}

/**
 * Mixed pictures in folders of a thousand; JPEGs of several sizes, no two of them alike.
 * @param options `isSigned`: one in eight carries credentials.
 * @returns the folder.
 */
export function makeFolder(files: number, { isSigned }: { readonly isSigned: boolean }): string {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const pictures = [...PICTURES, ...(isSigned ? SIGNED : [])].map((name) => [name, fixture(name)] as const);
  for (let index = 0; index < files; index += 1) {
    const inside = join(folder, `${Math.floor(index / FOLDER_FILES)}`);
    if (index % FOLDER_FILES === 0) mkdirSync(inside);
    const [name, content] = pictures[index % pictures.length] ?? ['', new Uint8Array(0)];
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
export async function inspectFolder(folder: string): Promise<FolderRun> {
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
    reports,
    seconds: (performance.now() - startedAt) / 1000,
    cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
    peakMemoryBytes: maxRSS * 1024,
  };
}
