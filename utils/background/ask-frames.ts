import { browser } from 'wxt/browser';
import type { FrameCommand } from '@/utils/messages/frame';

/**
 * A command to one frame of a tab, or to all of them. Answers `null` where nobody hears it: the frame went, or
 * extensions may not be there.
 */
export const askFrames = async (tabId: number, command: FrameCommand, frameId?: number): Promise<unknown> => {
  try {
    return await browser.tabs.sendMessage(tabId, command, frameId === undefined ? {} : { frameId });
  } catch {
    return null;
  }
};
