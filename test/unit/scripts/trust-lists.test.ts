import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readTrustFolder } from '../../../cli/credentials/trust-folder';
import { runTrustLists } from '../../../scripts/trust-lists/run';
import { LIST_PATHS, type ListPart } from '../../../utils/credentials/list-files';
import { type Answer, listText, type PublisherServer, startPublisher } from '../trust/publisher';

const PARTS = Object.keys(LIST_PATHS) as ListPart[];

let publisher: PublisherServer;
let folder = '';
let out = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'trust-lists-'));
  out = join(folder, 'snapshot');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(async () => {
  publisher = await startPublisher();
});
afterEach(() => publisher.close());

const run = async (...args: readonly string[]): Promise<{ readonly status: number; readonly said: string }> => {
  const lines: string[] = [];
  const keep = (line: string): void => void lines.push(line);
  const status = await runTrustLists(args, { say: keep, complain: keep });
  return { status, said: lines.join('\n') };
};

const fetchTo = (target = out) => run('--from', publisher.address, '--out', target);

describe('npm run trust-lists', () => {
  it('writes all lists with their date and digests, as the command line reads them', async () => {
    expect(await fetchTo()).toMatchObject({ status: 0 });
    const snapshot = JSON.parse(readFileSync(join(out, 'snapshot.json'), 'utf8'));
    expect(Math.abs(Date.parse(snapshot.fetchedAt) - Date.now())).toBeLessThan(10 * 60_000);
    expect(snapshot.files.map(({ path }: { path: string }) => path)).toEqual(PARTS.map((part) => LIST_PATHS[part]));
    for (const part of PARTS) expect(readFileSync(join(out, LIST_PATHS[part]), 'utf8')).toBe(listText(part));
    expect(readTrustFolder(out)).toMatchObject({ official: listText('signers') });
  });

  it.each<[Answer, ListPart, string]>([
    ['shrunk', 'signers', 'has lost more than half'],
    ['missing', 'allowed', '(HTTP 404)'],
    ['page', 'usages', 'names no Extended Key Usage'],
  ])('leaves the snapshot before, says why and fails when a list is %s', async (answer, part, words) => {
    await fetchTo();
    const before = readFileSync(join(out, 'snapshot.json'), 'utf8');
    publisher.answer(part, answer);
    const { status, said } = await fetchTo();
    expect(status).toBe(1);
    expect(said).toContain(words);
    expect(said).toContain(LIST_PATHS[part]);
    expect(said).toContain('Nothing was written.');
    expect(readFileSync(join(out, 'snapshot.json'), 'utf8')).toBe(before);
    expect(existsSync(`${out}.new`)).toBe(false);
  });

  it('touches no folder that holds other things', async () => {
    const other = mkdtempSync(join(folder, 'other-'));
    writeFileSync(join(other, 'letter.txt'), 'Dear');
    expect(await fetchTo(other)).toMatchObject({ status: 2, said: expect.stringContaining('holds other things') });
    expect(readFileSync(join(other, 'letter.txt'), 'utf8')).toBe('Dear');
  });

  it('is told an address of another kind: wrong usage', async () => {
    expect(await run('--from', 'ftp://example.com')).toMatchObject({ status: 2 });
  });

  it('tells how it is used', async () => {
    expect(await run('--help')).toMatchObject({ status: 0, said: expect.stringContaining('--from <address>') });
  });
});
