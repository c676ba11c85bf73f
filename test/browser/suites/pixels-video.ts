import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { cardOn, pressOnCard } from '../../../scripts/driver/overlay';
import { until } from '../../../scripts/driver/until';
import { concat, u32be } from '../../fixtures/write/bytes';
import { giveFile } from '../give-file';
import { textOf } from '../notice-steps';
import type { Made } from '../pixel-files';
import { isExtensions } from '../server';
import type { Session, Suite } from '../session';
import { choose, isNoted, serve, settled } from './pixels';
import { cardSays, openCard, wholes } from './pixels-asked';

const made =
  (name: string): Made =>
  () =>
    Uint8Array.from(readFileSync(join(import.meta.dirname, '../../fixtures/frames/media', name)));

/** More than is read for its labels; players hop over what is added (ISO/IEC 14496-12 8.1.2). */
const large =
  (name: string): Made =>
  async () => {
    const padding = new Uint8Array(70_000);
    padding.set(concat(u32be(padding.length), new TextEncoder().encode('free')));
    return concat(await made(name)(), padding);
  };

const video = (src: string): string =>
  `<p><video id="medium" src="${src}" width="480" height="320" muted preload="auto"></video></p>`;

const TYPES: Readonly<Record<string, string>> = { mp4: 'video/mp4', webm: 'video/webm', mkv: 'video/webm' };
const show = async (session: Session, name: string, bytes: Made) => {
  const path = await serve(session, name, bytes, { 'Content-Type': TYPES[name.split('.').at(-1) ?? ''] ?? '' });
  return { path, page: await session.show(video(path)) };
};

export const pixelsVideo: Suite = (session) =>
  describe('what is drawn in a video', () => {
    it.each([
      'star.mp4',
      'star-one-key.mp4',
      'star-fragments.mp4',
      'star-turned.mp4',
      'star.webm',
      'star-ten-bits.webm',
      'star-av1.webm',
    ])('is found in %s, where it was read whole for its labels', async (name) => {
      const { page } = await show(session, name, made(name));
      const medium = await settled(session, page);
      expect(medium?.pixels).toBe('looked');
      expect(medium?.report?.verdict).toMatchObject({ status: 'ai-generated', assurance: 'declared' });
      const fields = { Frames: '5 / 5', FrameTimes: expect.stringMatching(/^0\.\d, .*4\.\d$/) };
      expect(medium?.report?.findings).toMatchObject([
        { mark: 'watermark-visible', tool: 'Google AI', place: expect.stringContaining('Veo sparkle'), fields },
      ]);
      expect(isNoted(medium)).toBe(false);
    });

    it.each(['plain.mp4', 'plain.webm', 'one-scene.mp4', 'one-scene.webm'])('is not found in %s', async (name) => {
      const { page } = await show(session, name, made(name));
      const medium = await settled(session, page);
      expect(medium?.pixels).toBe('looked');
      expect(medium?.report).toMatchObject({ verdict: { status: 'unlabelled' }, findings: [] });
      expect(isNoted(medium)).toBe(false);
    });

    it.each([
      ['star.mp4', 'Labelled as AI-generated', 'A visible mark in the picture'],
      ['plain.mp4', 'No label found', 'A few frames of the video were looked at'],
    ])(
      'is looked for in %s by the card’s button where the page has only parts of it',
      async (name, headline, words) => {
        const { path, page } = await show(session, name, large(name));
        expect((await settled(session, page))?.pixels).toBe('when-asked');
        expect(wholes(session, path)).toEqual([]);
        await openCard(session, page);
        await cardSays(session, page, 'of a video that is done when you ask');
        await pressOnCard(session.driver, page, 'Look at the pixels', () => wholes(session, path).length > 0);
        await cardSays(session, page, words);
        expect((await cardOn(session.driver, page))?.headline).toBe(headline);
        expect(wholes(session, path)).toHaveLength(1);
      },
    );

    it('is looked for unasked in the page’s own copy', async () => {
      const path = await serve(session, 'copied.mp4', large('star.mp4'));
      const page = await session.show(
        `${video('')}<script>
          fetch('${path}').then((answer) => answer.blob()).then((blob) => {
            document.querySelector('video').src = URL.createObjectURL(new Blob([blob], { type: 'video/mp4' }));
          });
        </script>`,
      );
      const medium = await settled(session, page);
      expect(medium).toMatchObject({ pixels: 'looked', report: { verdict: { status: 'ai-generated' } } });
      expect(session.web.hits(path).filter(isExtensions)).toEqual([]);
    });

    it('is not looked for unasked where the setting goes less deep', async () => {
      await choose(session, { depth: 'credentials' });
      try {
        const { page } = await show(session, 'star.mp4', made('star.mp4'));
        const medium = await settled(session, page);
        expect(medium).toMatchObject({ pixels: 'off', report: { verdict: { status: 'unlabelled' } } });
        expect(isNoted(medium)).toBe(true);
      } finally {
        await choose(session, { depth: 'pixels' });
      }
    });

    it.each(['star.mov', 'star-one-key.mkv', 'star.webm'])('is found in %s by the full report', async (name) => {
      const page = await reportOn(session, name, await made(name)());
      await until('its label is shown', async () => (await textOf(page)).includes('Labelled as AI-generated'));
      expect(await textOf(page)).toContain('Veo sparkle 48 at 72,72');
    });

    it.each([
      ['is encrypted', 'star-encrypted.mp4', (bytes: Uint8Array) => bytes],
      ['is coded as no browser here decodes it', 'star-hevc.mp4', (bytes: Uint8Array) => bytes],
      ['is cut off', 'star-fragments.mp4', (bytes: Uint8Array) => bytes.subarray(0, bytes.length >> 1)],
      ['has damaged frames', 'star.mp4', damaged],
      ['has no frames', 'star.mp4', (bytes: Uint8Array) => bytes.subarray(0, 40)],
    ])('is told to be open where the video %s', async (_, name, change) => {
      const page = await reportOn(session, name, change(await made(name)()));
      await until('it was looked at', async () => (await textOf(page)).includes('could not be looked at for every'));
      expect(await textOf(page)).not.toContain('Labelled as AI-generated');
    });
  });

/** What is in the boxes for media; those of the tables are kept. */
const damaged = (bytes: Uint8Array): Uint8Array => {
  const at = Buffer.from(bytes).indexOf('mdat');
  const moov = Buffer.from(bytes).indexOf('moov');
  return bytes.map((byte, index) => (index > at + 200 && index < moov - 8 ? byte ^ 0x5a : byte));
};

const reportOn = async (session: Session, name: string, bytes: Uint8Array): Promise<Page> => {
  const page = await session.extensionPage('report.html');
  await until('there is a field for files', () => page.$('input[type=file]'));
  await giveFile(page, bytes, name);
  return page;
};
