/** `npm run inspect -- --pixels`: what is read for it, what comes of it, and what is said where it was not asked for. */
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXIT } from '../../../cli/arguments';
import { run } from '../../../cli/run';
import type { LabelReport } from '../../../utils/engine/report';
import { hidden, rgbaPng, scene, textMessage } from '../pixels/stealth/writer';

const fixtures = join(import.meta.dirname, '../../fixtures');
const MARKED = rgbaPng(hidden(scene(60, 60), 'alpha', textMessage('alpha', true)));

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pixels-'));
  writeFileSync(join(folder, 'a-marked.png'), MARKED);
  writeFileSync(join(folder, 'b-clean.png'), rgbaPng(scene(60, 60)));
  writeFileSync(join(folder, 'c-cut.png'), MARKED.subarray(0, 60));
  for (const [name, from] of [
    ['d-signed.png', 'signed/media/plain.png'],
    ['e-plain.jpg', 'media/plain.jpg'],
    ['f-plain.webp', 'media/plain.webp'],
  ] as const) {
    copyFileSync(join(fixtures, from), join(folder, name));
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function inspected(operand: string, pixels: boolean, json = true) {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const out = stdout.toArray();
  const errors = stderr.toArray();
  const request = { operands: [operand], json, all: false, concurrency: 4, verify: true, pixels };
  const exitCode = await run(request, { stdin: Readable.from([]), stdout, stderr, env: {} });
  stdout.end();
  stderr.end();
  const text = Buffer.concat(await out).toString();
  const said = Buffer.concat(await errors).toString();
  const reports: readonly LabelReport[] = json
    ? text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    : [];
  return { exitCode, reports, text, said };
}
const summary = ({ verdict, findings, notes = [] }: LabelReport) => [
  verdict.status,
  findings.map(({ mark }) => mark).join(),
  notes.includes('pixels-not-checked'),
];

describe('--pixels', () => {
  it('finds what lives in the pixels, and notes what could not be looked at', { timeout: 60_000 }, async () => {
    const { exitCode, reports } = await inspected(folder, true);
    expect(reports.map(summary)).toEqual([
      ['ai-generated', 'watermark-stealth', false],
      ['unlabelled', '', false],
      ['unreadable', '', true],
      ['ai-generated', 'c2pa', false],
      ['unlabelled', '', false],
      ['unlabelled', '', false],
    ]);
    expect(exitCode).toBe(EXIT.someUnreadable);
    const [marked, , , signed, jpeg] = reports;
    expect(marked?.findings[0]).toMatchObject({ place: 'pixels alpha LSB', tool: 'A1111-compatible' });
    expect(marked?.bytesRead).toBe(MARKED.length);
    // Both stages had the same bytes.
    expect(signed?.verdict.assurance).toBe('intact');
    expect(jpeg?.notes).toBeUndefined();
  });

  it('left out, nobody looks, and it is noted where that could have said something', { timeout: 60_000 }, async () => {
    const { reports } = await inspected(folder, false);
    expect(reports.map(summary)).toEqual([
      ['unlabelled', '', true],
      ['unlabelled', '', true],
      ['unreadable', '', true],
      ['ai-generated', 'c2pa', false],
      ['unlabelled', '', true],
      ['unlabelled', '', true],
    ]);
  });

  it('reads a medium on a server whole', async () => {
    const server = createServer((_request, response) => response.end(MARKED));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const { reports } = await inspected(`http://127.0.0.1:${port}/a.png`, true);
    server.close();
    expect(reports.map(summary)).toEqual([['ai-generated', 'watermark-stealth', false]]);
  });

  it('has the name of its mark in the table, not cut', async () => {
    const { text } = await inspected(join(folder, 'a-marked.png'), true, false);
    expect(text).toMatch(/ai-generated +declared +watermark-stealth +A1111-compatible +pixels alpha LSB +\//);
  });

  it.each(['star.mp4', 'plain.webm'])(
    'says why nobody looked at a video, and reads no more for it: %s',
    async (name) => {
      const path = join(fixtures, 'frames/media', name);
      const [asked, unasked] = [await inspected(path, true), await inspected(path, false)];
      expect(asked.reports.map(summary)).toEqual([['unlabelled', '', true]]);
      expect(asked.said).toContain('pixels of 1 video were not looked at. Node has no decoder of videos');
      expect(asked.reports[0]?.bytesRead).toBe(unasked.reports[0]?.bytesRead);
      expect(unasked.reports.map(summary)).toEqual([['unlabelled', '', true]]);
      expect(unasked.said).not.toContain('decoder');
      expect((await inspected(path, true, false)).said).toContain('Node has no decoder of videos');
    },
  );

  it('is no reason to read what cannot hold a mark', async () => {
    const path = join(folder, 'e-plain.jpg');
    const [whole, without] = [await inspected(path, true), await inspected(path, false)].map(
      ({ reports }) => reports[0],
    );
    expect(whole?.bytesRead).toBe(without?.bytesRead);
    expect(readFileSync(path).length).toBe(whole?.bytes);
  });
});
