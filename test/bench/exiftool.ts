/** exiftool as a program that stays open: one question after the other, without starting it again. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface StayOpen {
  readonly version: string;
  /** All metadata of a file as JSON. */
  ask(path: string): Promise<string>;
  close(): void;
}

/** `undefined` where exiftool is not installed. */
export function openExiftool(): StayOpen | undefined {
  const version = spawnSync('exiftool', ['-ver'], { encoding: 'utf8' });
  if (version.status !== 0) return undefined;
  const child: ChildProcess = spawn('exiftool', ['-stay_open', 'True', '-@', '-'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const { stdin, stdout } = child;
  if (stdin === null || stdout === null) return undefined;
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  return {
    version: version.stdout.trim(),
    ask: async (path) => {
      stdin.write(`-json\n-G\n${path}\n-execute\n`);
      let answer = '';
      for (;;) {
        const { value, done } = await lines.next();
        if (done || value === '{ready}') return answer;
        answer += value;
      }
    },
    close: () => {
      stdin.end('-stay_open\nFalse\n');
    },
  };
}
