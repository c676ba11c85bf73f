// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LIST_IDS, LIST_PARTS, type ListId, type ListPart } from '@/utils/credentials/list-files';
import { wallRules } from '@/utils/inspector/wall';
import { fetchList, isRefusal, type ListTexts } from '@/utils/trust/fetch-list';
import { addressBelow, publishersAddress } from '@/utils/trust/publishers';
import type { Refusal } from '@/utils/trust/refusal';
import { type Answer, listText, type PublisherServer, startPublisher } from './publisher';

let publisher: PublisherServer;
beforeEach(async () => {
  publisher = await startPublisher();
});
afterEach(() => publisher.close());

const fetched = (id: ListId, before: ListTexts = {}, timeMs = 10_000) =>
  fetchList(id, { addressOf: addressBelow(publisher.address), fetch, timeMs, before });

describe('a published list', () => {
  it.each(LIST_IDS)('%s is fetched whole, and counted', async (id) => {
    const list = await fetched(id);
    if (isRefusal(list)) throw new Error(list.fault);
    expect(list.texts).toEqual(Object.fromEntries(LIST_PARTS[id].map((part) => [part, listText(part)])));
    const begun = Object.values(list.texts).flatMap((text) => text.split('-----BEGIN CERTIFICATE-----').slice(1));
    expect(list.certificates).toBe(begun.length);
    expect(list.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is asked for without cookies, referrer or anything of the person', async () => {
    await fetched('official');
    expect(publisher.asked).toHaveLength(2);
    for (const { headers } of publisher.asked) {
      expect(headers.cookie).toBeUndefined();
      expect(headers.referer).toBeUndefined();
      expect(headers.authorization).toBeUndefined();
    }
  });

  it.each<[Answer, ListPart, Omit<Refusal, 'part'>]>([
    ['cut', 'signers', { fault: 'unparsable' }],
    ['cut', 'timeStamping', { fault: 'unparsable' }],
    ['empty', 'signers', { fault: 'empty' }],
    ['page', 'timeStamping', { fault: 'empty' }],
    ['shrunk', 'signers', { fault: 'shrunk' }],
    ['missing', 'signers', { fault: 'status', status: 404 }],
    ['failing', 'timeStamping', { fault: 'status', status: 503 }],
    ['large', 'signers', { fault: 'tooLarge' }],
    ['redirecting', 'signers', { fault: 'redirected' }],
    ['reset', 'signers', { fault: 'unreachable' }],
    ['page', 'usages', { fault: 'noUsages' }],
    ['empty', 'allowed', { fault: 'empty' }],
  ])('that is %s in its part %s is refused', async (answer, part, refusal) => {
    publisher.answer(part, answer);
    const id = LIST_PARTS.official.includes(part) ? 'official' : 'interim';
    const before = Object.fromEntries(LIST_PARTS[id].map((one) => [one, listText(one)]));
    expect(await fetched(id, before)).toEqual({ part, ...refusal });
    // Nothing is fetched from where an answer points to.
    expect(publisher.asked.map(({ path }) => path)).not.toContain('elsewhere.pem');
  });

  it.each<Answer>(['hanging', 'stalling'])('whose server is %s is given up', async (answer) => {
    publisher.answer('signers', answer);
    expect(await fetched('official', {}, 200)).toEqual({ part: 'signers', fault: 'late' });
  });

  it('that is as small as half is no shrunk one, and the first one is none', async () => {
    publisher.answer('signers', 'shrunk');
    const first = await fetched('official');
    expect(isRefusal(first)).toBe(false);
  });
});

describe('the publishers', () => {
  const addresses = LIST_IDS.flatMap((id) => LIST_PARTS[id].map((part) => publishersAddress(id, part)));

  it('are asked over TLS, each file at an address of its own', () => {
    expect(addresses.every((address) => address.startsWith('https://'))).toBe(true);
    expect(new Set(addresses).size).toBe(5);
    expect(addresses).toContain('https://verify.contentauthenticity.org/trust/store.cfg');
  });

  it('stand before the wall that guards private networks', () => {
    const walls = wallRules().map(({ condition }) => new RegExp(condition.regexFilter ?? ''));
    expect(walls.length).toBeGreaterThan(0);
    expect(addresses.filter((address) => walls.some((wall) => wall.test(address)))).toEqual([]);
    expect(walls.some((wall) => wall.test('https://192.168.1.1/C2PA-TRUST-LIST.pem'))).toBe(true);
  });
});
