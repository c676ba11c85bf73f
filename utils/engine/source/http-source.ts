import { LIMITS } from '../limits';
import type { ByteRange } from '../walk';
import { BodyReader } from './body-reader';
import type { ByteSource } from './byte-source';
import { answerOf, assertSameMedium, type HttpAnswer, parseContentRange, parseUnsatisfiedRange } from './http-answer';
import { clampRange } from './pulled-source';
import { RangeMemory } from './range-memory';
import { SourceError } from './source-error';
import type { WebLink } from './web-links';

/** Kept bytes between two gaps that are rather downloaded again than asked for in two requests. */
const BRIDGE_BYTES = 4 * 1024;

export interface HttpSourceOptions {
  readonly address: string;
  /**
   * What makes the requests: `fetch`, or a policy around it. A `SourceError` that it throws (`blocked`, say) is
   * passed on as it is; any other rejection counts as `network`.
   */
  readonly fetch?: (address: string, init: RequestInit) => Promise<Response>;
  /** Distinct bytes that may be pulled. Default: `LIMITS.networkBytes`. */
  readonly budgetBytes?: number;
  /** Milliseconds from the first request to the last byte. Default: `LIMITS.networkMs`. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/**
 * A medium behind HTTP, read by Range requests without credentials and past the cache (Chromium revalidates a
 * ranged answer by further requests otherwise). Reads must not overlap in time.
 *
 * A server that ignores Range answers 200: its body is then read forward, no further than asked, and remembered.
 * `close()` lets such a body go; reading on afterwards would begin a new request.
 */
export class HttpSource implements ByteSource {
  readonly isLocal = false;
  requests = 0;
  /** The first answer, once there is one. */
  answer: HttpAnswer | undefined;
  #size: number | undefined;
  readonly #options: HttpSourceOptions;
  readonly #memory: RangeMemory;
  #whole: { readonly body: BodyReader; at: number } | undefined;
  #deadline: AbortSignal | undefined;

  constructor(options: HttpSourceOptions) {
    this.#options = options;
    this.#memory = new RangeMemory(options.budgetBytes ?? LIMITS.networkBytes);
  }

  get size(): number | undefined {
    return this.#size;
  }

  get bytesRead(): number {
    return this.#memory.bytesRead;
  }

  get links(): readonly WebLink[] {
    return this.answer?.links ?? [];
  }

  /** All bytes of the medium, where every one has been read. */
  get everything(): Uint8Array | undefined {
    return this.#size === undefined ? undefined : this.#memory.take({ offset: 0, length: this.#size });
  }

  read(offset: number, length: number): Uint8Array | Promise<Uint8Array> {
    return this.#memory.take(this.#clamp(offset, length)) ?? this.#pullThrough(offset, length);
  }

  async close(): Promise<void> {
    await this.#whole?.body.cancel();
    this.#whole = undefined;
  }

  async #pullThrough(offset: number, length: number): Promise<Uint8Array> {
    const isFirst = this.requests === 0;
    const wanted = isFirst ? Math.max(length, Math.min(LIMITS.firstReadBytes, this.#memory.budgetBytes)) : length;
    try {
      for (;;) {
        const gap = this.#memory.gaps(this.#clamp(offset, wanted), BRIDGE_BYTES)[0];
        if (gap === undefined) break;
        this.#memory.assertBudget(gap.length);
        const hasMore = this.#whole ? await this.#readForward(gap.offset + gap.length) : await this.#ask(gap);
        if (!hasMore) break;
      }
    } catch (error) {
      await this.close();
      throw this.#named(error);
    }
    return this.#memory.leading(this.#clamp(offset, length));
  }

  /** One request. @returns false where the medium ends before the range. */
  async #ask(gap: ByteRange): Promise<boolean> {
    const { address, fetch = globalThis.fetch } = this.#options;
    this.requests++;
    const response = await fetch(address, {
      headers: { range: `bytes=${gap.offset}-${gap.offset + gap.length - 1}` },
      cache: 'no-store',
      credentials: 'omit',
      signal: this.#abortSignal(),
    });
    const body = new BodyReader(response);
    try {
      return await this.#accept(response, body, gap);
    } finally {
      if (this.#whole?.body !== body) await body.cancel();
    }
  }

  async #accept(response: Response, body: BodyReader, gap: ByteRange): Promise<boolean> {
    const answer = answerOf(response, this.#options.address);
    if (this.answer && (response.status === 206 || response.status === 200)) assertSameMedium(this.answer, answer);
    this.answer ??= answer;
    if (response.status === 206) {
      if (answer.contentEncoding !== null) {
        throw new SourceError('malformed', 'The server compressed a part of the medium, so its place is not known.');
      }
      return this.#acceptPart(response, body, gap);
    }
    if (response.status === 200) {
      // An encoded body's length is not the medium's.
      if (answer.contentEncoding === null) this.#learnSize(answer.contentLength ?? undefined);
      this.#whole = { body, at: 0 };
      return true;
    }
    if (response.status === 416) {
      const total = parseUnsatisfiedRange(response.headers.get('content-range'));
      if (total !== undefined || gap.offset > 0) {
        this.#learnSize(total);
        return false;
      }
    }
    throw new SourceError('http-status', `The server answered with status ${response.status}.`);
  }

  async #acceptPart(response: Response, body: BodyReader, gap: ByteRange): Promise<boolean> {
    const range = parseContentRange(response.headers.get('content-range'));
    if (range === undefined) {
      throw new SourceError('malformed', 'The server did not say which part of the medium it sent.');
    }
    if (range.start !== gap.offset) {
      throw new SourceError('malformed', `The server answered with another range than bytes ${gap.offset} and on.`);
    }
    this.#learnSize(range.total);
    const end = Math.min(range.end, gap.offset + gap.length);
    let at = gap.offset;
    while (at < end) {
      const piece = await body.next();
      if (piece === undefined) {
        throw new SourceError('network', `The connection ended ${end - at} bytes before the end of the answer.`);
      }
      this.#memory.keep(at, piece.subarray(0, end - at));
      at += piece.length;
    }
    return true;
  }

  /** Of a whole body: on to `end`. @returns false where the body ended before. */
  async #readForward(end: number): Promise<boolean> {
    const whole = this.#whole;
    if (whole === undefined) return false;
    // What stands before the wanted range comes too, and counts. The body of a medium without a stated size may end first.
    const isSized = this.#size !== undefined;
    const coming = this.#memory.gaps({ offset: whole.at, length: Math.max(0, end - whole.at) });
    if (isSized) this.#memory.assertBudget(coming.reduce((sum, { length }) => sum + length, 0));
    while (whole.at < end) {
      if (!isSized) this.#memory.assertBudget(1);
      const piece = await whole.body.next();
      if (piece === undefined) {
        if (this.#size !== undefined && whole.at < this.#size) {
          throw new SourceError('network', `The connection ended ${this.#size - whole.at} bytes before the end.`);
        }
        this.#learnSize(whole.at);
        return false;
      }
      const left = this.#memory.budgetBytes - this.#memory.bytesRead;
      this.#memory.keep(whole.at, piece.subarray(0, isSized ? Math.max(end - whole.at, left) : left));
      whole.at += piece.length;
    }
    return true;
  }

  #learnSize(total: number | undefined): void {
    if (total === undefined) return;
    if (this.#size !== undefined && this.#size !== total) {
      throw new SourceError('malformed', `The medium's stated size changed from ${this.#size} to ${total} bytes.`);
    }
    this.#size = total;
  }

  #clamp(offset: number, length: number): ByteRange {
    return this.#size === undefined ? { offset, length } : clampRange(offset, length, this.#size);
  }

  #abortSignal(): AbortSignal {
    const { timeoutMs = LIMITS.networkMs, signal } = this.#options;
    this.#deadline ??= AbortSignal.timeout(timeoutMs);
    return signal ? AbortSignal.any([signal, this.#deadline]) : this.#deadline;
  }

  #named(error: unknown): SourceError {
    if (error instanceof SourceError) return error;
    if (this.#options.signal?.aborted) {
      return new SourceError('timeout', 'The download was stopped before the medium was read.');
    }
    if (this.#deadline?.aborted) {
      const seconds = (this.#options.timeoutMs ?? LIMITS.networkMs) / 1000;
      return new SourceError(
        'timeout',
        `The server did not deliver within ${seconds} seconds: ask again later, or save the medium and inspect the file.`,
      );
    }
    return new SourceError('network', `The medium could not be downloaded: ${messageOf(error)}.`);
  }
}

export const httpSource = (options: HttpSourceOptions): HttpSource => new HttpSource(options);

/** The platform's reason; Node's `fetch` keeps it in `cause`. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error && cause.message !== '' ? cause.message : error.message;
}
