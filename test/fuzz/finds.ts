/** What broke a property once: kept as a medium and a line of the index, and tried again by the tests from then on. */
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PropertyName } from './properties';

/** `time` and `memory` are what a run watches over from outside the engine. */
export type Breach = PropertyName | 'time' | 'memory';

export interface Find {
  readonly file: string;
  readonly property: Breach;
  /** Where the property looks. */
  readonly at: number;
  /** What was seen. */
  readonly seen: string;
}

const FINDS = join(import.meta.dirname, '../fixtures/finds');
const INDEX = 'index.jsonl';

export function readFinds(folder = FINDS): readonly Find[] {
  const file = join(folder, INDEX);
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Find);
}

export const readFind = ({ file }: Find, folder = FINDS): Uint8Array =>
  new Uint8Array(readFileSync(join(folder, file)));

/** @returns the find's file name; what is there already is not written again. */
export function writeFind(
  container: string,
  { medium, ...line }: Omit<Find, 'file'> & { readonly medium: Uint8Array },
  folder = FINDS,
): string {
  const hash = createHash('sha256').update(medium).update(String(line.at)).digest('hex').slice(0, 12);
  const file = `${container}-${line.property}-${hash}`;
  if (readFinds(folder).some((find) => find.file === file)) return file;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, file), medium);
  appendFileSync(join(folder, INDEX), `${JSON.stringify({ file, ...line })}\n`);
  return file;
}
