import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing';
import type { Sender } from '@/utils/background/sender';
import { MESSAGE_LIMITS } from '@/utils/messages/limits';
import { mediumOnPage as medium } from '../medium-on-page';
import { connect, hello, listed, media, openPort, sender, startAfresh, turn, world } from './frame-world';

beforeEach(startAfresh);

describe('who may open a frame’s port', () => {
  it.each<[string, Sender | undefined]>([
    ['nobody', undefined],
    ['another extension', sender({ id: 'other' })],
    ['no tab', { ...sender(), tab: undefined }],
    ['no frame', { ...sender(), frameId: undefined }],
    ['no document', { ...sender(), documentId: undefined }],
    ['a page of the extension', sender({ url: fakeBrowser.runtime.getURL('/' as never) })],
  ])('not %s', async (_, from) => {
    const frame = openPort(from);
    expect(world.frames.accept(frame.port)).toBe(true);
    expect(frame.state.isClosed).toBe(true);
    frame.say(hello);
    await turn();
    expect(frame.replies).toEqual([]);
  });

  it('leaves ports of other names to others', () => {
    const other = openPort(sender(), 'evidence');
    expect(world.frames.accept(other.port)).toBe(false);
    expect(other.state.isClosed).toBe(false);
  });
});

describe('messages of a frame', () => {
  const hostile: [string, unknown][] = [
    ['nothing', undefined],
    ['null', null],
    ['a text', 'hello'],
    ['an unknown type', { type: 'settings' }],
    ['a type of the prototype', { type: 'constructor' }],
    ['media that are no list', { type: 'media', media: {}, gone: [] }],
    ['too many media', { type: 'media', media: Array(MESSAGE_LIMITS.mediaPerMessage + 1).fill(medium(1)), gone: [] }],
    [
      'an address without end',
      media(medium(1, { address: `https://a/${'x'.repeat(MESSAGE_LIMITS.addressCharacters)}` })),
    ],
    ['an id that is no number', media(medium('1' as never))],
    ['an id of zero', media(medium(0))],
    ['an id beyond 2^53', media(medium(2 ** 60))],
    ['a size that is not a number', media(medium(1, { width: Number.NaN }))],
    ['an unknown kind', media(medium(1, { kind: 'document' as never }))],
    ['bytes that are no Blob', { type: 'inspect', requests: [{ id: 1, bytes: { size: 3 } }] }],
    ['a page to open', { type: 'open', page: 'https://evil.example/', id: 1 }],
  ];

  it.each(hostile)('that hold %s end the port', async (_, message) => {
    const frame = await connect();
    frame.say(message);
    expect(frame.state.isClosed).toBe(true);
    await turn();
    expect(await listed()).toBeNull();
  });

  it('must begin with hello', async () => {
    const frame = await connect(sender(), [media(medium(1))]);
    expect(frame.state.isClosed).toBe(true);
    expect(await listed()).toBeNull();
  });

  it('are cut off when they come in floods', async () => {
    const frame = await connect();
    for (let count = 0; count <= MESSAGE_LIMITS.messagesPerFrame; count++) frame.say({ type: 'heartbeat' });
    expect(frame.state.isClosed).toBe(true);
  });

  it('cannot make the background hold more media than its limit', async () => {
    const frame = await connect();
    for (let first = 1; first < MESSAGE_LIMITS.mediaPerFrame + 1_000; first += 500) {
      frame.say(media(...Array.from({ length: 500 }, (_, index) => medium(first + index))));
    }
    await vi.waitFor(async () => expect(await listed()).toHaveLength(MESSAGE_LIMITS.mediaPerFrame));

    const flood = await connect(sender({ frameId: 3, documentId: 'other' }));
    for (let batch = 0; batch < 5; batch++) {
      flood.say(media(...Array.from({ length: 500 }, (_, index) => medium(batch * 500 + index + 1))));
    }
    await vi.waitFor(async () => {
      expect((await listed())?.filter(({ frameId }) => frameId === 3)).toHaveLength(MESSAGE_LIMITS.mediaPerFrame);
    });
    expect(await listed()).toHaveLength(2 * MESSAGE_LIMITS.mediaPerFrame);
  });
});
