/** Files that a document carries: its associated files, and the tree of their names (ISO 32000-2 7.7.4, 7.9.6, 14.13). */
import type { Walk } from '../../walk';
import { entryOf, itemsOf } from './document';
import { type PdfObjects, resolve } from './objects';
import type { PdfValue } from './syntax';

/** @returns file specifications, each perhaps twice. */
export function* embeddedFiles(objects: PdfObjects, catalog: PdfValue): Walk<readonly PdfValue[]> {
  const files: PdfValue[] = [];
  const associated = (yield* resolve(objects, entryOf(catalog, 'AF'))).value;
  for (const item of itemsOf(associated)) files.push((yield* resolve(objects, item)).value);
  const names = (yield* resolve(objects, entryOf(catalog, 'Names'))).value;
  const pending = [entryOf(names, 'EmbeddedFiles')];
  const visited = new Set<number>();
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    if (next.kind === 'reference') {
      if (visited.has(next.number)) continue;
      visited.add(next.number);
    }
    const node = (yield* resolve(objects, next)).value;
    const named = (yield* resolve(objects, entryOf(node, 'Names'))).value;
    // Names and values take turns.
    for (const [index, item] of itemsOf(named).entries()) {
      if (index % 2 === 1) files.push((yield* resolve(objects, item)).value);
    }
    for (const kid of itemsOf((yield* resolve(objects, entryOf(node, 'Kids'))).value)) pending.push(kid);
  }
  return files;
}
