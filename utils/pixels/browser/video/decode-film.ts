/** The browser's own decoder over a few packets. Every frame that it gives is closed here, and so is the decoder. */
import { inTime } from '@/utils/in-time';
import { brokenDown, late, malformedPicture, type PixelProblem, unsupportedPicture } from '../../problem';
import type { Film } from './film';

/** Packets that are copied for the decoder and not decoded yet. */
const QUEUE = 8;

/**
 * @param take Is handed each frame that is wanted, in the order in which they are shown. It must not keep the frame.
 * @returns why not all could be decoded.
 */
export async function decodeFilm(
  film: Film,
  limitMs: number,
  take: (frame: VideoFrame) => void,
): Promise<PixelProblem | undefined> {
  if (typeof VideoDecoder === 'undefined') return unsupportedPicture('No decoder of videos is at hand.');
  let end = (_: PixelProblem | undefined): void => undefined;
  const ended = new Promise<PixelProblem | undefined>((resolve) => {
    end = resolve;
  });
  const missing = new Set(film.wanted);
  const decoder = new VideoDecoder({
    output: (frame) => {
      try {
        // Once: a file may give all its frames the same time.
        if (missing.delete(frame.timestamp)) take(frame);
      } catch (error) {
        end(brokenDown(`A frame could not be drawn (${String(error)}).`));
      } finally {
        frame.close();
      }
    },
    error: (error) => end(undecodable(error)),
  });
  feed(decoder, film).then(end, (error) => end(undecodable(error)));
  try {
    return await inTime(ended, limitMs, late(`The video is not decoded within ${limitMs / 1_000} seconds.`));
  } finally {
    if (decoder.state !== 'closed') decoder.close();
  }
}

async function feed(decoder: VideoDecoder, { config, packets }: Film): Promise<PixelProblem | undefined> {
  if (!(await isSupported(config))) {
    return unsupportedPicture(`This browser does not decode video of the coding ${config.codec}.`);
  }
  decoder.configure(config);
  for (const packet of packets) {
    while (decoder.decodeQueueSize >= QUEUE) await dequeued(decoder);
    decoder.decode(packet.toEncodedVideoChunk());
  }
  await decoder.flush();
  return undefined;
}

/** Rejects for a configuration that is none. */
const isSupported = async (config: VideoDecoderConfig): Promise<boolean> => {
  try {
    return (await VideoDecoder.isConfigSupported(config)).supported === true;
  } catch {
    return false;
  }
};

const dequeued = (decoder: VideoDecoder): Promise<void> =>
  new Promise((resolve) => decoder.addEventListener('dequeue', () => resolve(), { once: true }));

const undecodable = (error: unknown): PixelProblem =>
  malformedPicture(`The video cannot be decoded (${error instanceof Error ? error.message : String(error)}).`);
