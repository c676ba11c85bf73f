import type { Writable } from 'node:stream';

export type OutputStream = Writable & { readonly isTTY?: boolean };

/** The results cannot be handed on; not the fault of an input. */
export class CannotWrite extends Error {}

export interface Output {
  /**
   * Waits until the text is on its way, so a slow reader slows the run down instead of filling memory.
   * @returns false once nobody reads any more (`| head`), which is no fault.
   * @throws CannotWrite what else goes wrong: a full disk must not pass for success.
   */
  write(text: string): Promise<boolean>;
}

const READER_GONE = new Set(['EPIPE', 'ERR_STREAM_DESTROYED']);

export function createOutput(stream: OutputStream): Output {
  // The write that fails is told of it; without a listener the event would end the process.
  stream.on('error', () => {});
  return {
    write: (text) =>
      new Promise((resolve, reject) => {
        stream.write(text, (error: (Error & { readonly code?: string }) | null | undefined) => {
          if (!error) resolve(true);
          else if (READER_GONE.has(error.code ?? '')) resolve(false);
          else reject(new CannotWrite(`the results cannot be written: ${error.message}.`));
        });
      }),
  };
}
