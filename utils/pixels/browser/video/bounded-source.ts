import { BufferSource } from 'mediabunny';
import { PIXEL_LIMITS } from '../../limits';

/** What the demuxer asks of a source; its types leave it out. */
interface Readable {
  _read(): unknown;
}

/**
 * Bytes that may be asked for only so many times. Demuxer 1.61.0 asks without an end where it looks behind damage for the
 * next element of a Matroska file (`resync`: eight bytes before the end it stands still), and no timer runs meanwhile.
 */
class BoundedSource extends BufferSource implements Readable {
  #reads = 0;

  _read(): unknown {
    if (++this.#reads > PIXEL_LIMITS.reads) throw new Error('its tables lead round and round');
    return (BufferSource.prototype as unknown as Readable)._read.call(this);
  }
}

/** @param bytes A whole file. */
export const boundedSource = (bytes: Uint8Array): BufferSource => new BoundedSource(bytes as Uint8Array<ArrayBuffer>);
