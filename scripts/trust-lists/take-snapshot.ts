/** A dated snapshot of the trust lists: fetched, checked against the one before, written as a whole or not at all. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pemBlocks } from '../../utils/credentials/certificates';
import { LIST_IDS, LIST_PARTS, LIST_PATHS, type ListId, type ListPart } from '../../utils/credentials/list-files';
import { sha256Hex } from '../../utils/sha256';
import { type FetchedList, fetchList, isRefusal, type ListTexts } from '../../utils/trust/fetch-list';
import { TRUST_LIMITS } from '../../utils/trust/limits';
import type { AddressOf } from '../../utils/trust/publishers';
import type { Refusal } from '../../utils/trust/refusal';
import { SNAPSHOT } from '../../utils/trust/snapshot';

export interface SnapshotRequest {
  readonly addressOf: AddressOf;
  /** The folder to write, without a slash at its end. */
  readonly out: string;
}

/** Where what is said goes. */
export interface Speech {
  readonly say: (line: string) => void;
  readonly complain: (line: string) => void;
}

const SENTENCES: Readonly<Record<Refusal['fault'], string>> = {
  unreachable: 'could not be reached',
  status: 'was answered with an error',
  redirected: 'was answered with another address, which is not followed',
  tooLarge: `is larger than ${TRUST_LIMITS.fetchedBytes} bytes`,
  late: `did not come within ${TRUST_LIMITS.fetchMs / 1000} seconds`,
  unparsable: 'holds a damaged certificate, or was cut',
  empty: 'holds no certificate',
  shrunk:
    'has lost more than half of the certificates of the snapshot before; if that is right, remove that snapshot first',
  noUsages: 'names no Extended Key Usage',
};

/** The snapshot before, part by part. */
const before = (out: string, id: ListId): ListTexts =>
  Object.fromEntries(
    LIST_PARTS[id].flatMap((part): [ListPart, string][] => {
      try {
        return [[part, readFileSync(join(out, LIST_PATHS[part]), 'utf8')]];
      } catch {
        return [];
      }
    }),
  );

const describeFile = async (text: string, part: ListPart, address: string) => ({
  path: LIST_PATHS[part],
  address,
  bytes: Buffer.byteLength(text),
  certificates: pemBlocks(text, 'CERTIFICATE').length,
  sha256: await sha256Hex(text),
});

/** All lists or none, at once: a run that ends half-way leaves the snapshot as it was. */
const write = async (
  { addressOf, out }: SnapshotRequest,
  lists: readonly (FetchedList & { id: ListId })[],
  { say }: Speech,
): Promise<void> => {
  const fresh = `${out}.new`;
  rmSync(fresh, { recursive: true, force: true });
  const files = [];
  for (const { id, texts } of lists) {
    for (const part of LIST_PARTS[id]) {
      const text = texts[part] ?? '';
      const path = join(fresh, LIST_PATHS[part]);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
      files.push(await describeFile(text, part, addressOf(id, part)));
    }
  }
  writeFileSync(
    join(fresh, SNAPSHOT.file),
    `${JSON.stringify({ fetchedAt: new Date().toISOString(), files }, undefined, 2)}\n`,
  );
  rmSync(out, { recursive: true, force: true });
  renameSync(fresh, out);
  for (const { path, certificates, sha256 } of files) {
    say(`${path}: ${path.endsWith('.pem') ? `${certificates} certificates, ` : ''}SHA-256 ${sha256}`);
  }
  say(`Written to ${out}.`);
};

/** Whether the folder may be replaced as a whole: it is not there, empty, or a snapshot. */
export const isSnapshotFolder = (out: string): boolean =>
  !existsSync(out) || existsSync(join(out, SNAPSHOT.file)) || readdirSync(out).length === 0;

/** @returns whether it was written. */
export const takeSnapshot = async (request: SnapshotRequest, speech: Speech): Promise<boolean> => {
  const lists: (FetchedList & { id: ListId })[] = [];
  for (const id of LIST_IDS) {
    const list = await fetchList(id, {
      addressOf: request.addressOf,
      fetch,
      timeMs: TRUST_LIMITS.fetchMs,
      before: before(request.out, id),
      onFile: (part) => speech.say(`Fetching ${request.addressOf(id, part)}`),
    });
    if (isRefusal(list)) {
      const status = list.status === undefined ? '' : ` (HTTP ${list.status})`;
      speech.complain(`${request.addressOf(id, list.part)} ${SENTENCES[list.fault]}${status}. Nothing was written.`);
      return false;
    }
    lists.push({ id, ...list });
  }
  await write(request, lists, speech);
  return true;
};
