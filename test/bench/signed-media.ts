/** Media with credentials that are measured: the project's own, and real ones where they lie beside the project. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where files and lists for measuring lie, if they do. */
export const shared = join(import.meta.dirname, '../../../shared');

const mediaOf = (folder: string, files: readonly string[]): readonly Uint8Array[] =>
  files.map((file) => new Uint8Array(readFileSync(join(folder, file))));

const own = join(import.meta.dirname, '../fixtures/signed/media');
const table = join(shared, 'corpus/c2pa-expected.json');
const real = existsSync(table) ? (JSON.parse(readFileSync(table, 'utf8')) as readonly { readonly file: string }[]) : [];

export const SIGNED_MEDIA = [
  { name: 'signed fixtures', media: mediaOf(own, readdirSync(own)) },
  {
    name: 'corpus',
    media: mediaOf(
      join(shared, 'corpus'),
      real.map(({ file }) => file),
    ),
  },
] as const;
