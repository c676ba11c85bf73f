import { execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable, Writable } from 'node:stream';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { EXIT, parseArguments } from '../../../cli/arguments';
import { run } from '../../../cli/run';
import { LIMITS } from '../../../utils/engine/limits';
import type { LabelReport } from '../../../utils/engine/report';
import { LabelReportSchema } from '../../../utils/messages/report-schema';
import { idat, iend, ihdr, png, tEXt } from '../engine/byte-builders';

const LABEL = '{"Label":"1","ContentProducer":"x","ProduceID":"y"}';
const plain = png([ihdr(), idat(), iend()]);
const labelled = png([ihdr(), tEXt('AIGC', LABEL), idat(), iend()]);

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'inspect-'));
  mkdirSync(join(folder, 'media/b'), { recursive: true });
  for (const [name, bytes] of [
    ['media/a.png', labelled],
    ['media/b.png', plain],
    ['media/b/z.png', plain],
    ['media/no-extension', plain],
    ['media/notes.txt', new TextEncoder().encode('AIGC')],
    ['media/broken.png', plain.subarray(0, 40)],
    ['other.txt', new TextEncoder().encode('text')],
  ] as const) {
    writeFileSync(join(folder, name), bytes);
  }
  symlinkSync('..', join(folder, 'media/b/loop'));
  symlinkSync('a.png', join(folder, 'media/link.png'));
  symlinkSync('nowhere.png', join(folder, 'media/lost.png'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A run over streams in memory. */
async function inspected(
  operands: readonly string[],
  options: {
    json?: boolean;
    all?: boolean;
    stdin?: Iterable<string | Buffer>;
    concurrency?: number;
    verify?: boolean;
    pixels?: boolean;
    trust?: string;
  } = {},
) {
  const { json = true, all = false, stdin = [], concurrency = 4, verify = true, pixels = false, trust } = options;
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const text = async (stream: PassThrough) => Buffer.concat(await stream.toArray()).toString();
  const texts = Promise.all([text(stdout), text(stderr)]);
  const exitCode = await run(
    { operands, json, all, concurrency, verify, pixels, ...(trust === undefined ? {} : { trust }) },
    { stdin: Readable.from(stdin), stdout, stderr, env: {} },
  );
  stdout.end();
  stderr.end();
  const [out, err] = await texts;
  const reports = json
    ? out
        .split('\n')
        .slice(0, -1)
        .map((line) => v.parse(LabelReportSchema, JSON.parse(line)))
    : [];
  return { exitCode, out, err, reports: reports as readonly LabelReport[] };
}
const inputs = (reports: readonly LabelReport[]) => reports.map(({ input }) => input);

describe('a folder', () => {
  it('is walked in the byte order of its paths: media by name or bytes, other files counted', async () => {
    const { reports, err } = await inspected([join(folder, 'media')]);
    const names = ['a.png', 'b.png', 'b/z.png', 'broken.png', 'link.png', 'lost.png', 'no-extension'];
    expect(inputs(reports)).toEqual(names.map((name) => join(folder, 'media', name)));
    // notes.txt, and the link to a folder.
    expect(err).toBe('inspect: skipped 2 entries that are no media (--all inspects every regular file)\n');
  });

  it('gives every regular file with --all', async () => {
    const { reports } = await inspected([join(folder, 'media')], { all: true });
    expect(inputs(reports)).toContain(join(folder, 'media/notes.txt'));
    expect(reports.find(({ input }) => input.endsWith('notes.txt'))?.error?.code).toBe('not-media');
  });

  it('keeps the name as it was given', async () => {
    const { reports } = await inspected([`${folder}/media/b/`]);
    expect(inputs(reports)).toEqual([`${folder}/media/b/z.png`]);
  });

  it('reads names that are no UTF-8', async () => {
    mkdirSync(join(folder, 'latin'));
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/latin/`), Buffer.from([0xe9]), Buffer.from('.png')]), labelled);
    const { reports } = await inspected([join(folder, 'latin')]);
    expect(reports[0]).toMatchObject({ input: join(folder, 'latin/\ufffd.png'), verdict: { status: 'ai-generated' } });
  });
});

it('a file that takes longer than its limit ends there, says what to do, and keeps nobody waiting', async () => {
  let now = 0;
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += LIMITS.inspectionMs));
  const { exitCode, reports } = await inspected([join(folder, 'media/a.png'), join(folder, 'media/b.png')]);
  clock.mockRestore();
  const message = expect.stringMatching(/ 60 seconds .* inspect it by itself again/);
  expect(reports.map(({ error }) => error)).toEqual([1, 2].map(() => ({ code: 'timeout', message })));
  expect(exitCode).toBe(EXIT.someUnreadable);
});

describe('the exit status', () => {
  it('is 0 when all could be read', async () => {
    expect((await inspected([join(folder, 'media/a.png'), join(folder, 'media/b.png')])).exitCode).toBe(EXIT.allRead);
  });

  it('is 1 when some are unreadable, and their reports say why', async () => {
    const { exitCode, reports } = await inspected([join(folder, 'media/broken.png'), join(folder, 'media/a.png')]);
    expect(exitCode).toBe(EXIT.someUnreadable);
    expect(reports[0]).toMatchObject({
      verdict: { status: 'unreadable', assurance: null },
      error: { code: 'truncated' },
    });
    expect(reports[1]?.error).toBeNull();
  });
});

describe('inputs that cannot be read', () => {
  it.each([
    ['nowhere.png', 'network', 'there is no such file'],
    ['/dev/null', 'not-media', 'a device'],
    ['ftp://example.org/a.png', 'blocked', 'Only http and https'],
    ['data:image/png;base64,AAAA', 'blocked', 'Only http and https'],
    ['http://[x', 'blocked', 'no address'],
    ['with\0nul.png', 'network', 'cannot be opened'],
    ['x'.repeat(300), 'network', 'its path is too long'],
  ])('%j is reported as %s', async (operand, code, message) => {
    const { exitCode, reports } = await inspected([operand]);
    expect(reports).toHaveLength(1);
    expect(reports[0]?.error?.code).toBe(code);
    expect(reports[0]?.error?.message).toContain(message);
    expect(exitCode).toBe(EXIT.someUnreadable);
  });

  it('a named pipe does not hold the run up', async () => {
    const pipe = join(folder, 'pipe.png');
    await promisify(execFile)('mkfifo', [pipe]);
    const { reports } = await inspected([pipe, join(folder, 'media/a.png')]);
    expect(reports.map((report) => report.error?.code ?? report.verdict.status)).toEqual(['not-media', 'ai-generated']);
  });
});

describe('a list on standard input', () => {
  it('has one path, folder or address per line, whatever ends the lines', async () => {
    const a = join(folder, 'media/a.png');
    const stdin = [`${a}\r\n\n${a.slice(0, 5)}`, `${a.slice(5)}\n${folder}/media/b`];
    const { reports } = await inspected(['-'], { stdin });
    expect(inputs(reports)).toEqual([a, a, `${folder}/media/b/z.png`]);
  });

  it('may be empty', async () => {
    expect(await inspected(['-'])).toMatchObject({ exitCode: EXIT.allRead, out: '', err: '' });
  });

  it('with a line longer than any path reports it and goes on', async () => {
    const endless = Array.from({ length: 20 }, () => 'x'.repeat(100_000));
    const { reports } = await inspected(['-'], { stdin: [...endless, '\n', join(folder, 'media/a.png')] });
    expect(reports.map((report) => report.error?.code ?? report.verdict.status)).toEqual(['blocked', 'ai-generated']);
  });

  it('is read no further ahead than reports are written, however long it is', async () => {
    const total = 5_000;
    let pulled = 0;
    function* lines() {
      while (pulled < total) {
        pulled += 1;
        yield `${join(folder, 'media/b.png')}\n`;
      }
    }
    let written = 0;
    let furthestAhead = 0;
    const stdout = new PassThrough();
    stdout.on('data', (chunk: Buffer) => {
      written += chunk.toString().split('\n').length - 1;
      furthestAhead = Math.max(furthestAhead, pulled - written);
    });
    const stdin = Readable.from(lines(), { highWaterMark: 1 });
    const request = { operands: ['-'], json: true, all: false, concurrency: 4, verify: true, pixels: false };
    await run(request, { stdin, stdout, stderr: new PassThrough(), env: {} });
    expect(written).toBe(total);
    expect(furthestAhead).toBeLessThan(64);
  }, 60_000);
});

describe('addresses', () => {
  let server: Server;
  let origin = '';
  beforeAll(async () => {
    server = createServer((request, response) => {
      const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
      if (request.url === '/missing.png') response.writeHead(404).end();
      else if (request.url === '/page.png') response.end('<!doctype html><title>x</title>');
      else if (range === null) response.end(labelled);
      else {
        const end = Math.min(Number(range[2]) + 1, labelled.length);
        const headers = { 'content-range': `bytes ${range[1]}-${end - 1}/${labelled.length}` };
        response.writeHead(206, headers).end(labelled.subarray(Number(range[1]), end));
      }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  it('are read like files, and named as asked', async () => {
    const { reports, exitCode } = await inspected([
      `${origin}/a.png?x=1`,
      `${origin}/missing.png`,
      `${origin}/page.png`,
    ]);
    expect(reports.map(({ input, verdict, error }) => [input, verdict.status, error?.code])).toEqual([
      [`${origin}/a.png?x=1`, 'ai-generated', undefined],
      [`${origin}/missing.png`, 'unreadable', 'http-status'],
      [`${origin}/page.png`, 'unreadable', 'not-media'],
    ]);
    expect(exitCode).toBe(EXIT.someUnreadable);
  });
});

describe('the table', () => {
  it('has a heading, a row for each finding, and no colour where it is not a terminal', async () => {
    const { out } = await inspected([join(folder, 'media/a.png'), join(folder, 'media/b.png')], { json: false });
    const [heading, first, second, end] = out.split('\n');
    expect(heading).toMatch(/^STATUS +ASSURANCE +MARK +TOOL +PLACE +PATH$/);
    expect(first).toMatch(/^ai-generated +declared +gb45438 +x +PNG tEXt AIGC +\/.*a\.png$/);
    expect(second).toMatch(/^unlabelled +– +– +– +– +\/.*b\.png$/);
    expect(end).toBe('');
  });
});

describe('arguments', () => {
  const parse = (...argv: string[]) => {
    const stdout = new PassThrough();
    const stderr = new PassThrough();
    const request = parseArguments(argv, stdout, stderr);
    return { request, out: String(stdout.read() ?? ''), err: String(stderr.read() ?? '') };
  };

  it('are files, folders, addresses and options in any order', () => {
    expect(parse('a.jpg', '--json', '-', '--all', '--pixels', '--concurrency', '8').request).toEqual({
      operands: ['a.jpg', '-'],
      json: true,
      all: true,
      concurrency: 8,
      verify: true,
      pixels: true,
    });
    expect(parse('a.jpg').request).toEqual({
      operands: ['a.jpg'],
      json: false,
      all: false,
      concurrency: 4,
      verify: true,
      pixels: false,
    });
  });

  it.each([
    [[]],
    [['--nope', 'a.jpg']],
    [['--concurrency', '0', 'a.jpg']],
    [['--concurrency', 'x', 'a.jpg']],
    [['--concurrency', '65', 'a.jpg']],
  ])('%j is wrong usage, and a sentence says what to do', (argv) => {
    const { request, err, out } = parse(...argv);
    expect(request).toEqual({ exitCode: EXIT.wrongUsage });
    expect(err).toContain('give a file: npm run inspect -- photo.jpg');
    expect(out).toBe('');
  });

  it('print help on standard output', () => {
    const { request, out, err } = parse('--help');
    expect(request).toEqual({ exitCode: EXIT.allRead });
    expect(out).toContain('--concurrency');
    expect(err).toBe('');
  });
});

describe('the command', () => {
  const command = join(import.meta.dirname, '../../../node_modules/.bin/tsx');
  const script = join(import.meta.dirname, '../../../cli/inspect.ts');

  it('ends quietly when nobody reads its output any more', async () => {
    const child = spawn(command, [script, '--json', '-'], { stdio: ['pipe', 'pipe', 'pipe'] });
    let errors = '';
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    child.stdin.on('error', () => {});
    child.stdout.once('data', () => child.stdout.destroy());
    child.stdin.end(`${join(folder, 'media/a.png')}\n`.repeat(5_000));
    const exitCode = await new Promise((resolve) => child.on('close', resolve));
    expect(errors).toBe('');
    expect(exitCode).toBe(EXIT.allRead);
  }, 30_000);

  it('says in one line that its results cannot be written', async () => {
    const stdout = new Writable({ write: (_chunk, _encoding, done) => done(new Error('ENOSPC: no space left')) });
    const stderr = new PassThrough();
    const request = {
      operands: [join(folder, 'media')],
      json: true,
      all: false,
      concurrency: 4,
      verify: true,
      pixels: false,
    };
    expect(await run(request, { stdin: Readable.from([]), stdout, stderr, env: {} })).toBe(EXIT.cannotWrite);
    stderr.end();
    const errors = Buffer.concat(await stderr.toArray()).toString();
    expect(errors).toBe('inspect: the results cannot be written: ENOSPC: no space left.\n');
  });

  it('ends with 2 for wrong usage', async () => {
    await expect(promisify(execFile)(command, [script])).rejects.toMatchObject({ code: EXIT.wrongUsage, stdout: '' });
  }, 30_000);
});
