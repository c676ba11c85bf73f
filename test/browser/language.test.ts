import { describe, expect, it } from 'vitest';
import { launchFirefox } from '../../scripts/driver/firefox';
import { pointAt, waitForBadge, waitForCard } from '../../scripts/driver/overlay';
import { rowWhere } from '../../scripts/driver/popup';
import { textOf } from './notice-steps';
import { img, useBrowser } from './session';

/** Chromium takes its languages from packs that need not be installed; Firefox can be told. */
describe('a browser in Simplified Chinese', () => {
  const session = useBrowser(launchFirefox, { language: 'zh-CN' });

  it('shows badge, card and popup in Chinese', async () => {
    const page = await session.show(img('medium', '/media/gb45438-xmp.jpg'));
    const popup = await session.popupFor(page);
    await rowWhere(popup, '/media/gb45438-xmp.jpg');
    expect(await textOf(popup)).toContain('AI生成');
    expect(await popup.evaluate(() => document.documentElement.lang)).toMatch(/^zh/);
    const badge = await waitForBadge(session.driver, page, '#medium');
    expect(badge.name).toContain('AI生成');
    await pointAt(page, badge);
    expect((await waitForCard(session.driver, page)).headline).toMatch(/[\u4e00-\u9fff]/);
  });
});
