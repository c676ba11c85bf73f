import { describe, expect, it } from 'vitest';
import { badgeOf, pointAtElement, waitForBadge } from '../../../scripts/driver/overlay';
import { isSettled, rowsOf, tabIdOf } from '../../../scripts/driver/popup';
import { until } from '../../../scripts/driver/until';
import type { Suite } from '../session';

/** What the gallery shows without being scrolled to, by the end of its address. */
const VERDICTS: Readonly<Record<string, string>> = {
  'gb45438-xmp.jpg': 'ai-generated declared',
  'plain.jpg': 'unlabelled ',
  'thumbnails.jpg': 'ai-generated intact',
  'iptc-captured.jpg': 'captured declared',
  'a1111.png': 'ai-generated declared',
  'gb45438-possibly.jpg': 'possibly-ai declared',
  'gb45438-suspected.jpg': 'suspected-ai declared',
  'iptc-composite.jpg': 'ai-edited declared',
  'disagreement.jpg': 'ai-generated declared',
  'truncated.png': 'unreadable ',
  'comfyui.png': 'ai-generated declared',
  'forge.webp': 'ai-generated declared',
  'iptc-trained.jpg': 'ai-generated declared',
  'plain.webp': 'unlabelled ',
  'gb45438-moov-last.mp4': 'ai-generated declared',
  'plain.mp4': 'unlabelled ',
  'gb45438.m4a': 'ai-generated declared',
  'novelai.png': 'ai-generated declared',
  'plain-caption.png': 'unlabelled ',
};
/** `data:` and `blob:` addresses have no name. */
const UNNAMED = ['ai-generated declared', 'ai-generated declared'];
const AI_MEDIA = [...Object.values(VERDICTS), ...UNNAMED].filter((verdict) =>
  /^(ai-generated|ai-edited|possibly-ai|suspected-ai) /.test(verdict),
).length;

const lookAtAll = `(async () => {
  for (const medium of document.querySelectorAll('figure img, figure video, figure audio')) {
    medium.scrollIntoView({ block: 'center' });
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  }
})()`;

export const gallery: Suite = (session) =>
  describe('the gallery', () => {
    const gallery = () => session.visit(session.web.address('gallery.test', '/'));

    it('lists every medium with its verdict in the popup, and counts those labelled as AI on the toolbar', async () => {
      const page = await gallery();
      await page.evaluate(lookAtAll);
      const popup = await session.popupFor(page);
      const rows = await until(
        'every medium is read, and what is signed is checked',
        () => rowsOf(popup),
        (all) =>
          all.length === Object.keys(VERDICTS).length + UNNAMED.length &&
          all.every(isSettled) &&
          all.some(({ assurance }) => assurance === 'intact'),
      );
      const named = rows.filter((row) => row.url.startsWith('http'));
      const verdicts = named.map((row) => [
        row.url.slice(row.url.lastIndexOf('/') + 1),
        `${row.status} ${row.assurance}`,
      ]);
      expect(Object.fromEntries(verdicts)).toEqual(VERDICTS);
      const unnamed = rows.filter((row) => !row.url.startsWith('http'));
      expect(unnamed.map((row) => `${row.status} ${row.assurance}`)).toEqual(UNNAMED);

      const tabId = await tabIdOf(session.driver, page);
      const count = await until('the toolbar shows a number', () =>
        session.driver.inExtension((id) => chrome.action.getBadgeText({ tabId: id }), tabId),
      );
      expect(count).toBe(String(AI_MEDIA));
    });

    it('puts a badge on labelled media, and on others only while they are pointed at', async () => {
      const page = await gallery();
      const labelled = await waitForBadge(session.driver, page, '#gb');
      expect(labelled.name).toMatch(/AI-generated/);
      await waitForBadge(session.driver, page, '#credentials');
      expect(await badgeOf(session.driver, page, '#plain')).toBeUndefined();

      await pointAtElement(page, '#plain');
      const pointed = await waitForBadge(session.driver, page, '#plain');
      expect(pointed.name).toMatch(/No label found/);
      await pointAtElement(page, 'h1');
      await until('the badge has gone', async () => (await badgeOf(session.driver, page, '#plain')) === undefined);
    });
  });
