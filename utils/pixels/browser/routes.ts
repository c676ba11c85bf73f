/**
 * From a decoded bitmap to its values. Which way gives the file's own differs from browser to browser, and privacy settings
 * may add noise to any of them: each is tried on a known picture before it is trusted (`probe.ts`).
 */

/** R, G, B, A of each pixel, top line first. @throws where the browser does not have this way. */
export type Route = (bitmap: ImageBitmap) => Uint8Array<ArrayBuffer> | Promise<Uint8Array<ArrayBuffer>>;

/** Lines that are drawn at a time: a canvas of the whole picture would be one more copy of it. */
const STRIP_LINES = 256;

/** A canvas multiplies by alpha: exact where a picture is opaque, and in alpha itself. */
export const byCanvas: Route = (bitmap) => {
  const { width, height } = bitmap;
  const rgba = new Uint8Array(4 * width * height);
  for (const { y, values } of stripsOf(bitmap)) rgba.set(values, 4 * width * y);
  return rgba;
};

/** Told without a copy of the picture. */
export function isOpaque(bitmap: ImageBitmap): boolean {
  for (const { values } of stripsOf(bitmap)) {
    for (let at = 3; at < values.length; at += 4) if (values[at] !== 0xff) return false;
  }
  return true;
}

interface Strip {
  /** Of its first line. */
  readonly y: number;
  readonly values: Uint8ClampedArray;
}

function* stripsOf(bitmap: ImageBitmap): Generator<Strip> {
  const { width, height } = bitmap;
  const canvas = new OffscreenCanvas(width, Math.min(height, STRIP_LINES));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('There is no canvas.');
  for (let y = 0; y < height; y += STRIP_LINES) {
    const lines = Math.min(STRIP_LINES, height - y);
    context.clearRect(0, 0, width, lines);
    context.drawImage(bitmap, 0, -y);
    yield { y, values: context.getImageData(0, 0, width, lines).data };
  }
}

/** Chromium's exact way. */
export const byTexture: Route = (bitmap) => {
  const { width, height } = bitmap;
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (gl === null) throw new Error('There is no WebGL.');
  try {
    if (Math.max(width, height) > gl.getParameter(gl.MAX_TEXTURE_SIZE)) throw new Error('The picture is too large.');
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
    gl.pixelStorei(gl.UNPACK_COLORSPACE_CONVERSION_WEBGL, gl.NONE);
    const texture = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, bitmap);
    gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
    const rgba = new Uint8Array(4 * width * height);
    gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, rgba);
    if (gl.getError() !== gl.NO_ERROR) throw new Error('WebGL gave no pixels.');
    return rgba;
  } finally {
    // Browsers keep few contexts, and throw the oldest away.
    gl.getExtension('WEBGL_lose_context')?.loseContext();
  }
};

/** Firefox's exact way. */
export const byVideoFrame: Route = async (bitmap) => {
  const frame = new VideoFrame(bitmap, { timestamp: 0 });
  try {
    const { width, height } = bitmap;
    const rgba = new Uint8Array(4 * width * height);
    const layout = [{ offset: 0, stride: 4 * width }];
    await frame.copyTo(rgba, { format: 'RGBA', layout });
    return rgba;
  } finally {
    frame.close();
  }
};
