/** A package as one file: stored, in its given order, with one time for all, so equal packages are equal bytes. */
import { makeZip } from 'client-zip';
import type { PackageFile } from './package';

/** ZIP holds local time (APPNOTE 4.4.6), and so does the writer: midnight of its first day, wherever it runs. */
const firstDay = (): Date => new Date(1980, 0, 1);

export const zipOf = async (files: readonly PackageFile[]): Promise<Uint8Array<ArrayBuffer>> => {
  const lastModified = firstDay();
  const stream = makeZip(
    files.map(({ path, bytes }) => ({ name: path, input: bytes, size: bytes.byteLength, lastModified })),
  );
  return new Uint8Array(await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer());
};

/** Files of several packages, each in a folder of its own; a second one of the same name gets a number. */
export const inFolders = (
  packages: readonly { readonly folder: string; readonly files: readonly PackageFile[] }[],
): readonly PackageFile[] => {
  const taken = new Map<string, number>();
  return packages.flatMap(({ folder, files }) => {
    const count = (taken.get(folder) ?? 0) + 1;
    taken.set(folder, count);
    const name = count === 1 ? folder : `${folder}-${count}`;
    return files.map(({ path, bytes }) => ({ path: `${name}/${path}`, bytes }));
  });
};

/** A name without anything from the page. */
export const packageName = (noticeId: string): string => `notice-${noticeId.slice(0, 12)}`;
