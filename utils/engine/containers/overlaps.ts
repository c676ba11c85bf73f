/**
 * Values of a sane file do not overlap: a thousand entries that share their bytes are an attack. Counts what was
 * named against how far it reached, so that it holds while the medium's size is not known.
 */
export class Overlaps {
  #named = 0;
  #reached = 0;

  /** @returns whether so much was named by now that it can only be the same bytes again and again. */
  add(start: number, length: number): boolean {
    this.#named += length;
    this.#reached = Math.max(this.#reached, start + length);
    return this.#named > 2 * this.#reached;
  }
}
