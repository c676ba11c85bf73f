/**
 * Draws `AI 生成` in Noto Sans CJK SC Regular (Debian's `fonts-noto-cjk`, SIL Open Font License 1.1, whose clause on
 * documents leaves what is drawn with a font free) by ImageMagick, and writes its bits to
 * `utils/pixels/visible/text/frame-text.ts`. `npx tsx scripts/make-frame-text.ts`
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Half as fine again as the text is where it is looked for, and a whole number of bytes a row. */
const WIDTH = 120;
const OUT = join(import.meta.dirname, '../utils/pixels/visible/text/frame-text.ts');

/** A byte for each pixel. */
function drawnText(): Buffer {
  const text = ['-background', 'black', '-fill', 'white', '-font', 'Noto-Sans-CJK-SC', '-pointsize', '400'];
  try {
    const shrink = ['-trim', '+repage', '-resize', `${WIDTH}x`, '-depth', '8'];
    return execFileSync('convert', [...text, 'label:AI 生成', ...shrink, 'gray:-']);
  } catch (error) {
    throw new Error(`convert failed. This needs ImageMagick 6 and Debian's package fonts-noto-cjk. ${error}`);
  }
}

const pixels = drawnText();
const rows = Array.from({ length: pixels.length / WIDTH }, (_, y) => {
  const bits = Array.from(pixels.subarray(y * WIDTH, (y + 1) * WIDTH), (value) => (value < 128 ? '0' : '1')).join('');
  return BigInt(`0b${bits}`)
    .toString(16)
    .padStart(WIDTH / 4, '0');
});
writeFileSync(
  OUT,
  `/** \`AI 生成\` in Noto Sans CJK SC Regular, drawn by \`scripts/make-frame-text.ts\`: ${WIDTH} bits a row, the leftmost first. */
export const FRAME_TEXT_ROWS: readonly string[] = [
${rows.map((row) => `  '${row}',`).join('\n')}
];
`,
);
