/** From a decoded frame to its values as a player shows them: in RGB, of 8 bits, in square pixels, turned. */
import type { Picture } from '../../picture';
import type { Size } from '../../size';
import type { Turn } from './film';

/** Of a frame as it is shown. */
export const shownSize = ({ displayWidth, displayHeight }: VideoFrame, { degrees }: Turn): Size =>
  degrees % 180 === 0 ? { width: displayWidth, height: displayHeight } : { width: displayHeight, height: displayWidth };

/** By canvas, which converts what no `copyTo` does in both browsers: more than 8 bits, high dynamic range. */
export function drawnFrame(frame: VideoFrame, turn: Turn): Picture<Uint8Array> {
  const { width, height } = shownSize(frame, turn);
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('There is no canvas.');
  const angle = (turn.degrees * Math.PI) / 180;
  // Whole numbers: pixels of the frame fall on pixels of the canvas.
  const [cosine, sine] = [Math.round(Math.cos(angle)), Math.round(Math.sin(angle))];
  const mirror = turn.isMirrored ? -1 : 1;
  context.setTransform(mirror * cosine, sine, mirror * -sine, cosine, width / 2, height / 2);
  const { displayWidth, displayHeight } = frame;
  context.drawImage(frame, -displayWidth / 2, -displayHeight / 2, displayWidth, displayHeight);
  return { width, height, rgba: new Uint8Array(context.getImageData(0, 0, width, height).data.buffer) };
}
