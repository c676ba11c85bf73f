import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { cardOn, pointAt, pressOnCard, waitForBadge, waitForCard } from '../../../scripts/driver/overlay';
import { type Row, rowWhere, tabIdOf } from '../../../scripts/driver/popup';
import { until } from '../../../scripts/driver/until';
import { type Hit, isExtensions } from '../server';
import { img, type Session, type Suite } from '../session';

const isChecked = ({ assurance }: Row): boolean => assurance !== '' && assurance !== 'declared';
const isForWhole = (hit: Hit): boolean => isExtensions(hit) && hit.headers.range === undefined;

/** More than is read for the labels, and more than is read unasked. */
const PART = 'free=100000';
const LARGE = 'free=9000000';

const video = (src: string): string =>
  `<h1>A film</h1><video id="medium" src="${src}" width="480" height="320" muted preload="auto"></video>`;

// The fixtures' signers are on no list: whether one is in use, where the publishers can be reached, is all the same.
export const signed: Suite = (session) =>
  describe('what is signed', () => {
    it.each([
      ['plain.jpg', 'intact'],
      ['plain.png', 'intact'],
      ['changed-pixels.jpg', 'broken'],
    ])('%s is checked unasked, and without a request, where the page has its bytes: %s', async (name, assurance) => {
      const path = `/signed/${name}`;
      const page = await session.show(img('medium', path));
      const row = await rowWhere(await session.popupFor(page), path, isChecked);
      expect(row).toMatchObject({ status: 'ai-generated', assurance });
      expect(session.web.hits(path).filter(isExtensions)).toEqual([]);
    });

    it('is checked unasked in a medium of another origin that was read whole for its labels', async () => {
      const path = '/signed/plain.png?cache=no-store';
      const page = await session.show(img('medium', session.web.address('media.test', path)));
      const row = await rowWhere(await session.popupFor(page), path, isChecked);
      expect(row).toMatchObject({ assurance: 'intact', says: expect.stringContaining('Signer not') });
      expect(session.web.hits(path).filter(isExtensions)).toHaveLength(1);
    });

    it.each([
      ['plain.mp4', 'Unchanged, signer not', 'intact', '1'],
      ['changed-samples.mp4', 'A label failed its check', 'broken', ''],
    ])('%s, read in part, is checked when a person points at it: %s', async (name, said, assurance, count) => {
      const path = `/signed/${name}?${PART}&case=pointing`;
      const page = await showVideo(session, path);
      const popup = await session.popupFor(page);
      const before = await rowWhere(popup, path);
      expect(before).toMatchObject({ assurance: 'declared', says: expect.stringContaining('Signature not checked') });
      expect(session.web.hits(path).filter(isForWhole)).toEqual([]);
      expect(await countOn(session, page, '1')).toBe('1');
      await pointAt(page, await waitForBadge(session.driver, page, '#medium'));
      await cardSays(session, page, said);
      expect(await rowWhere(popup, path, isChecked)).toMatchObject({ status: 'ai-generated', assurance });
      expect(session.web.hits(path).filter(isForWhole)).toHaveLength(1);
      expect(await countOn(session, page, count)).toBe(count);
    });

    it('is checked once: the next page knows it', async () => {
      const path = `/signed/plain.mp4?${PART}&case=kept`;
      const first = await showVideo(session, path);
      await pointAt(first, await waitForBadge(session.driver, first, '#medium'));
      await cardSays(session, first, 'signer not');
      const second = await showVideo(session, path);
      expect(await rowWhere(await session.popupFor(second), path)).toMatchObject({ assurance: 'intact' });
      expect(session.web.hits(path).filter(isForWhole)).toHaveLength(1);
    });

    it('in a large medium is checked when a person asks', async () => {
      const path = `/signed/plain.mp4?${LARGE}`;
      const page = await showVideo(session, path);
      await pointAt(page, await waitForBadge(session.driver, page, '#medium'));
      await cardSays(session, page, 'Check signature (9.0 MB)');
      expect(session.web.hits(path).filter(isForWhole)).toEqual([]);
      await pressOnCard(session.driver, page, 'Check signature', () => session.web.hits(path).some(isForWhole));
      await cardSays(session, page, 'Unchanged, signer not');
      expect(session.web.hits(path).filter(isForWhole)).toHaveLength(1);
    });

    it.each([
      ['refuses the whole medium', 'refuseWhole'],
      ['has another medium by then', 'otherWhole'],
    ])('stays as it was stated where the server %s, and may be asked for again', async (_, answer) => {
      const path = `/signed/plain.mp4?${PART}&${answer}`;
      const page = await showVideo(session, path);
      await pointAt(page, await waitForBadge(session.driver, page, '#medium'));
      await cardSays(session, page, 'The check could not be made');
      expect(await rowWhere(await session.popupFor(page), path)).toMatchObject({ assurance: 'declared' });
      await pointAt(page, await waitForBadge(session.driver, page, '#medium'));
      await pressOnCard(
        session.driver,
        page,
        'Check signature',
        () => session.web.hits(path).filter(isForWhole).length > 1,
      );
      await cardSays(session, page, 'The check could not be made');
    });

    it('names servers in vain: nobody is asked but the medium’s own', async () => {
      // A manifest on one server, revocations on another: the library passed over both.
      const path = '/signed/names-hosts.jpg?cache=no-store';
      const address = session.web.address('media.test', path);
      await session.driver.inExtension(() => {
        const seen = globalThis as unknown as { requests: string[] };
        seen.requests = [];
        chrome.webRequest.onBeforeRequest.addListener(
          (details) => {
            const { initiator, originUrl } = details as { initiator?: string; originUrl?: string };
            const from = initiator ?? originUrl ?? '';
            if (from.startsWith(location.origin)) seen.requests.push(details.url);
            return undefined;
          },
          { urls: ['http://*/*', 'https://*/*'] },
        );
      });
      const page = await session.show(img('medium', address));
      await rowWhere(await session.popupFor(page), path, isChecked);
      const [medium] = (await session.inventory(page))?.media ?? [];
      expect(medium?.report?.findings[0]).toMatchObject({
        assurance: 'intact',
        validation: expect.arrayContaining(['signingCredential.ocsp.skipped']),
      });
      const asked = await session.driver.inExtension(() => (globalThis as unknown as { requests: string[] }).requests);
      expect(asked).toEqual([address]);
    });

    it('is shown as being checked, and asked about again when the background died meanwhile', async () => {
      const path = `/signed/plain.mp4?${PART}&hangWhole`;
      const page = await showVideo(session, path);
      const popup = await session.popupFor(page);
      await pointAt(page, await waitForBadge(session.driver, page, '#medium'));
      await cardSays(session, page, 'Its signature is being checked');
      await rowWhere(popup, path, ({ says }) => says.includes('Checking signature'));
      await until('the medium is asked for', () => session.web.hits(path).filter(isForWhole).length === 1);
      await session.driver.stopBackground();
      await until('the medium is asked for again', () => session.web.hits(path).filter(isForWhole).length === 2);
      expect((await cardOn(session.driver, page))?.text).toContain('Its signature is being checked');
    });
  });

const showVideo = (session: Session, path: string): Promise<Page> =>
  session.show(video(session.web.address('media.test', path)));

const cardSays = (session: Session, page: Page, words: string): Promise<unknown> =>
  until(
    `the card says “${words}”`,
    async () => (await waitForCard(session.driver, page)).text,
    (text) => text.includes(words),
  );

/** Waits until the toolbar button of the page's tab shows so many. */
const countOn = async (session: Session, page: Page, count: string): Promise<string> => {
  const tabId = await tabIdOf(session.driver, page);
  const shown = (): Promise<string> =>
    session.driver.inExtension((id) => chrome.action.getBadgeText({ tabId: id }), tabId);
  await until(`the toolbar shows “${count}”`, async () => (await shown()) === count);
  return shown();
};
