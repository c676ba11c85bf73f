import { useEffect, useRef, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import type { MediumRow } from '@/components/media-rows';
import { thumbnailKey } from '@/components/popup/media-list';
import type { FrameCommand } from '@/utils/messages/frame';
import { thumbnailsOf } from '@/utils/messages/thumbnail';

/** Media asked for in one message: the first pictures are there before the last are drawn. */
const BATCH = 12;

/**
 * Pictures that the pages' own scripts drew, by `thumbnailKey`. Each medium is asked for once per address; those whose
 * address is `withheld` never, and none while that is not known (`null`).
 */
export const useThumbnails = (
  tabId: number | null,
  rows: readonly MediumRow[],
  withheld: ReadonlySet<string> | null,
): ReadonlyMap<string, string> => {
  const [pictures, setPictures] = useState<ReadonlyMap<string, string>>(new Map());
  const asked = useRef(new Map<string, string>());

  useEffect(() => {
    if (tabId === null || withheld === null) return;
    const show = (drawn: ReadonlyMap<string, string>): void => {
      if (drawn.size > 0) setPictures((known) => new Map([...known, ...drawn]));
    };
    const open = rows.filter(({ medium }) => !withheld.has(medium.address));
    for (const [frameId, ids] of notYetAsked(open, asked.current)) void drawAll(tabId, frameId, ids, show);
  }, [tabId, rows, withheld]);

  return pictures;
};

const notYetAsked = (
  rows: readonly MediumRow[],
  asked: Map<string, string>,
): ReadonlyMap<number, readonly number[]> => {
  const byFrame = new Map<number, number[]>();
  for (const { medium, isGone } of rows) {
    const key = thumbnailKey(medium);
    if (isGone || !medium.loaded || medium.kind === 'audio' || asked.get(key) === medium.address) continue;
    asked.set(key, medium.address);
    byFrame.set(medium.frameId, [...(byFrame.get(medium.frameId) ?? []), medium.id]);
  }
  return byFrame;
};

const drawAll = async (
  tabId: number,
  frameId: number,
  ids: readonly number[],
  show: (drawn: ReadonlyMap<string, string>) => void,
): Promise<void> => {
  for (let start = 0; start < ids.length; start += BATCH) {
    show(await draw(tabId, frameId, ids.slice(start, start + BATCH)));
  }
};

const draw = async (tabId: number, frameId: number, ids: readonly number[]): Promise<ReadonlyMap<string, string>> => {
  const command: FrameCommand = { type: 'thumbnails', ids };
  try {
    const answer: unknown = await browser.tabs.sendMessage(tabId, command, { frameId });
    return new Map([...thumbnailsOf(answer, ids)].map(([id, picture]) => [thumbnailKey({ frameId, id }), picture]));
  } catch {
    return new Map();
  }
};
