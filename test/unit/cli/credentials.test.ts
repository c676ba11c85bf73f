/** Signed media through `npm run inspect`, with lists in a folder as their publishers lay them out. */

import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXIT, type Request } from '../../../cli/arguments';
import { type Checker, createChecker } from '../../../cli/credentials/checker';
import { run } from '../../../cli/run';
import { NO_LISTS } from '../../../utils/credentials/trust-lists';
import { examine } from '../../../utils/engine/inspect';
import type { LabelReport } from '../../../utils/engine/report';
import { bufferSource } from '../../../utils/engine/source/buffer-source';

const signed = join(import.meta.dirname, '../../fixtures/signed');
const medium = (file: string): string => join(signed, 'media', file);

let folder = '';
let trust = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'trust-'));
  trust = join(folder, 'trust');
  mkdirSync(join(trust, 'interim'), { recursive: true });
  const put = (from: string, to: string): void => copyFileSync(join(signed, 'lists', from), join(trust, to));
  put('official.pem', 'C2PA-TRUST-LIST.pem');
  put('tsa.pem', 'C2PA-TSA-TRUST-LIST.pem');
  put('interim.pem', 'interim/anchors.pem');
  put('allowed.pem', 'interim/allowed.pem');
  writeFileSync(join(trust, 'interim/store.cfg'), '// usages\n1.3.6.1.4.1.62558.2.1\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function inspected(operands: readonly string[], options: Partial<Request> = {}) {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const text = async (stream: PassThrough) => Buffer.concat(await stream.toArray()).toString();
  const texts = Promise.all([text(stdout), text(stderr)]);
  const request = { operands, json: true, all: false, concurrency: 4, verify: true, pixels: false, ...options };
  const exitCode = await run(request, { stdin: Readable.from([]), stdout, stderr, env: {} });
  stdout.end();
  stderr.end();
  const [out, err] = await texts;
  const reports = out
    .split('\n')
    .filter(Boolean)
    .map((line): LabelReport => JSON.parse(line));
  return { exitCode, reports, err };
}

describe('npm run inspect checks credentials', () => {
  it('by the lists of a folder, in the order of its inputs', { timeout: 60_000 }, async () => {
    const files = ['plain.jpg', 'interim.jpg', 'allowed.jpg', 'stranger.jpg', 'changed-pixels.png', 'plain.mp4'];
    const { exitCode, reports } = await inspected(files.map(medium), { trust });
    expect(exitCode).toBe(EXIT.allRead);
    expect(reports.map(({ verdict }) => verdict.assurance)).toEqual([
      'verified',
      'verified-interim',
      'verified-interim',
      'intact',
      'broken',
      'verified',
    ]);
    for (const { bytes, bytesRead, notes } of reports) {
      expect(bytesRead).toBe(bytes);
      expect(notes).toBeUndefined();
    }
  });

  it('without lists as far as that goes', { timeout: 60_000 }, async () => {
    const { reports } = await inspected([medium('plain.jpg'), medium('changed-claim.jpg')]);
    expect(reports.map(({ verdict }) => verdict.assurance)).toEqual(['intact', 'broken']);
  });

  it('not when it is told not to, and says so', async () => {
    const { reports } = await inspected([medium('plain.jpg')], { verify: false, trust });
    expect(reports[0]).toMatchObject({ verdict: { assurance: 'declared' }, notes: ['credentials-not-checked'] });
  });

  it('of a medium on a server', { timeout: 60_000 }, async () => {
    const bytes = readFileSync(medium('plain.png'));
    const server = createServer((_request, response) => response.end(bytes));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const { reports } = await inspected([`http://127.0.0.1:${port}/plain.png`], { trust });
    server.close();
    expect(reports[0]).toMatchObject({ container: 'png', verdict: { assurance: 'verified' } });
  });

  it.each([
    ['has no lists', () => folder, 'has neither'],
    ['is not there', () => join(folder, 'nowhere'), 'has neither'],
    [
      'has a damaged list',
      () => {
        const damaged = join(folder, 'damaged');
        mkdirSync(damaged, { recursive: true });
        writeFileSync(join(damaged, 'C2PA-TRUST-LIST.pem'), '<!doctype html>');
        return damaged;
      },
      'holds no certificates',
    ],
    [
      'has a list that was cut within a certificate',
      () => {
        const cut = join(folder, 'cut');
        mkdirSync(cut, { recursive: true });
        const list = readFileSync(join(signed, 'lists/official.pem'), 'utf8');
        writeFileSync(join(cut, 'C2PA-TRUST-LIST.pem'), `${list}\n${list.slice(0, -200)}`);
        return cut;
      },
      'a damaged one',
    ],
  ])('and ends at once where the folder %s', async (_, folderOf, words) => {
    const { exitCode, reports, err } = await inspected([medium('plain.jpg')], { trust: folderOf() });
    expect(exitCode).toBe(EXIT.wrongUsage);
    expect(reports).toEqual([]);
    expect(err).toContain(words);
  });
});

describe('a thread that fails', () => {
  const scripted = (...scripts: readonly string[]): Checker => {
    const waiting = [...scripts];
    return createChecker(NO_LISTS, {
      startThread: () => new Worker(waiting.shift() ?? '', { eval: true }),
      timeFor: () => 5_000,
    });
  };
  const ANSWERS = `const { parentPort } = require('node:worker_threads');
    parentPort.on('message', () => parentPort.postMessage({ input: 'checked' }));`;
  const bytes = () => Uint8Array.from(readFileSync(medium('plain.jpg')));
  const stated = () => examine(bufferSource(bytes()), { input: 'x' });

  it.each([
    ['hangs', 'require("node:worker_threads").parentPort.on("message", () => { for (;;); });'],
    ['dies', 'process.exit(1);'],
    ['throws', 'throw new Error("trap");'],
    ['breaks down', ANSWERS.replace("{ input: 'checked' }", 'null')],
  ])('because it %s costs its own check, not the next one', { timeout: 60_000 }, async (_, script) => {
    const checker = scripted(script, ANSWERS);
    const [lost, next] = await Promise.all([
      checker.check(await stated(), bytes()),
      checker.check(await stated(), bytes()),
    ]);
    await checker.close();
    expect(lost).toMatchObject({ verdict: { assurance: 'declared' }, notes: ['credentials-not-checked'] });
    expect(next.input).toBe('checked');
  });

  it('while nothing is asked of it costs nothing', { timeout: 60_000 }, async () => {
    const DIES_BEHIND = ANSWERS.concat(
      'parentPort.on("message", () => setTimeout(() => { throw new Error("late"); }, 20));',
    );
    const started: Worker[] = [];
    const checker = createChecker(NO_LISTS, {
      startThread: () => {
        const thread = new Worker(started.length === 0 ? DIES_BEHIND : ANSWERS, { eval: true });
        started.push(thread);
        return thread;
      },
      timeFor: () => 5_000,
    });
    const first = await checker.check(await stated(), bytes());
    await new Promise((resolve) => started[0]?.once('exit', resolve));
    const next = await checker.check(await stated(), bytes());
    await checker.close();
    expect([first.input, next.input, started.length]).toEqual(['checked', 'checked', 2]);
  });

  it('because it cannot be started costs each its check', async () => {
    const checker = createChecker(NO_LISTS, {
      startThread: () => {
        throw new Error('no thread');
      },
      timeFor: () => 5_000,
    });
    for (const report of [await checker.check(await stated(), bytes()), await checker.check(await stated(), bytes())]) {
      expect(report.notes).toEqual(['credentials-not-checked']);
    }
  });
});
