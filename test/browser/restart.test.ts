import { describe, expect, it, onTestFinished } from 'vitest';
import { BROWSERS } from '../../scripts/driver/drivers';
import { openPopup, rowWhere, tabIdOf } from '../../scripts/driver/popup';
import { makeProfile, removeProfile } from '../../scripts/driver/profile';
import { until } from '../../scripts/driver/until';
import { chooseKind, explain, goOn, textOf } from './notice-steps';
import { HOSTS, startWeb } from './server';
import { img } from './session';

describe.each(BROWSERS)('a restart of $browser', ({ launch }) => {
  it('loses no word of a draft', async () => {
    const web = await startWeb();
    const profile = makeProfile('restart');
    onTestFinished(async () => {
      await web.close();
      await removeProfile(profile);
    });
    web.page('/story', `<!doctype html><title>Story</title>${img('medium', '/media/plain.jpg')}`);
    const words = 'Typed before the browser was closed.';

    const before = await launch({ hosts: HOSTS, isOffline: true, profile, permanent: true });
    try {
      const page = await before.open(web.address('page.test', '/story'));
      await rowWhere(await openPopup(before, page), '/media/plain.jpg');
      const tabId = await tabIdOf(before, page);
      const medium = await before.inExtension(async (key) => {
        const kept = (await chrome.storage.session.get(key))[key] as {
          readonly media: readonly { readonly id: number; readonly frameId: number }[];
        };
        return kept.media[0];
      }, `inventory:${tabId}`);
      const notice = await before.openExtensionPage(
        `notice.html?tab=${tabId}&frame=${medium?.frameId}&id=${medium?.id}`,
      );
      await chooseKind(notice, 'unlabelled-suspected-ai');
      await goOn(notice);
      await explain(notice, words);
      await until('the draft is kept', async () => (await textOf(notice)).includes('Draft kept'));
    } finally {
      await before.close();
    }

    const after = await launch({ hosts: HOSTS, isOffline: true, profile, permanent: true });
    try {
      const list = await after.openExtensionPage('notices.html');
      const path = await until('the draft is listed', () =>
        list.evaluate(() => document.querySelector('a[href*="notice.html?notice="]')?.getAttribute('href') ?? ''),
      );
      const notice = await after.openExtensionPage(path.replace(/^\//, ''));
      const kept = await until('the words are there', () =>
        notice.evaluate(() => document.querySelector<HTMLTextAreaElement>('#notice-explanation')?.value ?? ''),
      );
      expect(kept).toBe(words);
    } finally {
      await after.close();
    }
  });
});
