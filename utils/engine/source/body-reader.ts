/** The body of one answer, read piece by piece and let go when no more of it is wanted. */
export class BodyReader {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  #hasEnded: boolean;

  constructor(response: Response) {
    this.#reader = response.body?.getReader();
    this.#hasEnded = this.#reader === undefined;
  }

  /** The next piece, `undefined` at the body's end. */
  async next(): Promise<Uint8Array | undefined> {
    while (this.#reader !== undefined && !this.#hasEnded) {
      const { done, value } = await this.#reader.read();
      if (done) this.#hasEnded = true;
      else if (value.length > 0) return value;
    }
    return undefined;
  }

  /** Lets the rest of the body go: the connection is closed, nothing more is downloaded. */
  async cancel(): Promise<void> {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    // A body that already failed rejects here; its failure was met by `next`.
    await this.#reader?.cancel().catch(() => undefined);
  }
}
