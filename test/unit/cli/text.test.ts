import { PassThrough, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { jsonLine } from '../../../cli/json-line';
import { createOutput } from '../../../cli/output';
import { createProgress } from '../../../cli/progress';
import { createTable } from '../../../cli/table';
import { cutTo, padTo, widthOf } from '../../../cli/width';
import { unreadableReport } from '../../../utils/engine/make-report';
import type { LabelReport } from '../../../utils/engine/report';

const report = (more: Partial<LabelReport> = {}): LabelReport => ({
  ...unreadableReport('a.jpg', 'truncated', 'The file ends early.'),
  ...more,
});

describe('width', () => {
  it.each([
    ['abc', 3],
    ['漢字', 4],
    ['한글かな', 8],
    ['ｆｕｌｌ', 8],
    ['e\u0301', 1],
    ['😀', 2],
    ['', 0],
  ])('of %s is %i', (text, columns) => {
    expect(widthOf(text)).toBe(columns);
  });

  it('pads and cuts by columns, not by characters', () => {
    expect(padTo('漢字', 6)).toBe('漢字  ');
    expect(cutTo('漢字漢字', 6)).toBe('漢字…');
    expect(cutTo('漢字漢', 6)).toBe('漢字漢');
  });
});

describe('a JSON line', () => {
  it('is one line that a terminal does not obey, and reads back the same', () => {
    const strange = report({ input: 'a\u009b31m\n\u2028\u007f.jpg' });
    const line = jsonLine(strange);
    expect(line.slice(0, -1)).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
    expect(JSON.parse(line)).toEqual(strange);
  });
});

describe('a table row', () => {
  it('shows what a name would make a terminal do', () => {
    const rows = createTable({ hasColours: false })(report({ input: 'a\u001b[31m\nb.jpg' }));
    expect(rows).toContain('a⟨U+001B⟩[31m⏎b.jpg (truncated: The file ends early.)');
    expect(rows.split('\n')).toHaveLength(3);
  });

  it('lines up columns after wide characters', () => {
    const finding = {
      mark: 'gb45438',
      status: 'ai-generated',
      assurance: 'declared',
      fields: {},
      deviations: [],
    } as const;
    const labelled = report({
      error: null,
      findings: [
        { ...finding, place: 'PNG tEXt 说明', who: '测试工作室' },
        { ...finding, place: 'PNG tEXt AIGC', who: 'x' },
      ],
    });
    const [, first = '', second = ''] = createTable({ hasColours: false })(labelled).split('\n');
    expect(widthOf(first)).toBe(widthOf(second));
  });

  it('has colours only when asked', () => {
    expect(createTable({ hasColours: true })(report())).toContain('\u001b[31munreadable');
    expect(createTable({ hasColours: false })(report())).not.toContain('\u001b');
  });
});

describe('the output', () => {
  const failing = (code: string) =>
    new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error(code), { code })),
    });

  it('says that nobody reads any more, and throws what is a fault', async () => {
    expect(await createOutput(failing('EPIPE')).write('a')).toBe(false);
    await expect(createOutput(failing('ENOSPC')).write('a')).rejects.toThrow('ENOSPC');
  });

  it('waits for a slow reader', async () => {
    const slow = new PassThrough({ highWaterMark: 1 });
    let isWritten = false;
    const writing = createOutput(slow)
      .write('text')
      .then((isOpen) => {
        isWritten = isOpen;
      });
    await new Promise((resolve) => setImmediate(resolve));
    expect(isWritten).toBe(false);
    slow.resume();
    await writing;
    expect(isWritten).toBe(true);
  });
});

describe('progress', () => {
  const terminal = () =>
    Object.assign(new PassThrough(), { isTTY: true, columns: 80, cursorTo: () => {}, clearLine: () => {} });
  const shownBy = (
    stderr: PassThrough & { isTTY?: boolean },
    stdout: PassThrough & { isTTY?: boolean },
    elapsedMs: number,
  ) => {
    let time = 0;
    const progress = createProgress(stderr, stdout, () => time);
    time = elapsedMs;
    progress.count('photos/a\u001b.jpg', 1);
    progress.stop();
    return String(stderr.read() ?? '');
  };

  it('appears on a terminal once a run is long', () => {
    expect(shownBy(terminal(), new PassThrough(), 5000)).toContain('inspected 1, unreadable 1 · photos/a⟨U+001B⟩.jpg');
  });

  it.each([
    ['on a short run', terminal(), new PassThrough(), 100],
    ['where standard error is no terminal', new PassThrough(), new PassThrough(), 5000],
    ['where the rows appear on the terminal themselves', terminal(), terminal(), 5000],
  ])('is silent %s', (_name, stderr, stdout, elapsedMs) => {
    expect(shownBy(stderr, stdout, elapsedMs)).toBe('');
  });
});
