/**
 * Draws the program's icon from the brand sign into `public/icon/`, with an installed Chromium as the drawing tool.
 * Run by hand after the sign or its colours change: `tsx scripts/make-icons.ts [path of a Chromium]`.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { SIGN_PATHS } from '../components/sign-paths.ts';

const INK = '#15181E';
const INK_ON_DARK = '#F2F4F7';
const OFF = '#767E8B';
const PAPER = '#FFFFFF';

/** Below 48 px the bare sign on transparent ground; from there a white square that stands on any ground. */
const BARE = [16, 32] as const;
const FRAMED = [48, 96, 128] as const;

interface Icon {
  readonly file: string;
  readonly size: number;
  readonly colour: string;
  readonly isFramed: boolean;
}

const ICONS: readonly Icon[] = [
  ...BARE.map((size) => ({ file: `${size}.png`, size, colour: INK, isFramed: false })),
  ...FRAMED.map((size) => ({ file: `${size}.png`, size, colour: INK, isFramed: true })),
  // The toolbar alone shows these two sets.
  ...BARE.map((size) => ({ file: `off-${size}.png`, size, colour: OFF, isFramed: false })),
  ...BARE.map((size) => ({ file: `dark-${size}.png`, size, colour: INK_ON_DARK, isFramed: false })),
];

const FRAME_RADIUS = 0.22;
const FRAME_EDGE = 1 / 32;
/** Share of the framed square that the sign takes. */
const FRAMED_SIGN = 0.66;

const drawing = ({ size, colour, isFramed }: Icon): string => {
  const edge = size * FRAME_EDGE;
  const sign = isFramed ? size * FRAMED_SIGN : size;
  const start = (size - sign) / 2;
  const frame = isFramed
    ? `<rect x="${edge / 2}" y="${edge / 2}" width="${size - edge}" height="${size - edge}" rx="${size * FRAME_RADIUS}"
        fill="${PAPER}" stroke="${INK}" stroke-width="${edge}"/>`
    : '';
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" style="display:block">${frame}
    <svg x="${start}" y="${start}" width="${sign}" height="${sign}" viewBox="0 0 16 16">
      <path fill="${colour}" fill-rule="evenodd" d="${SIGN_PATHS.brand}"/>
    </svg></svg>`;
};

const [executablePath = '/usr/bin/chromium'] = process.argv.slice(2);
const folder = join(import.meta.dirname, '../public/icon');
await mkdir(folder, { recursive: true });
const browser = await puppeteer.launch({ executablePath, args: ['--no-sandbox'] });
try {
  const page = await browser.newPage();
  for (const icon of ICONS) {
    await page.setViewport({ width: icon.size, height: icon.size });
    await page.setContent(`<!doctype html><body style="margin:0;background:transparent">${drawing(icon)}`);
    await writeFile(join(folder, icon.file), await page.screenshot({ omitBackground: true }));
    console.log(`public/icon/${icon.file}`);
  }
} finally {
  await browser.close();
}
