/** The background's part: lists are worked out and kept fresh while it lives, without an alarm that would wake it. */
import { browser } from 'wxt/browser';
import { composeLists } from './compose';
import { TRUST_TIMES } from './limits';
import { UPDATE_TOOLS, type UpdateTools, updateFromPackage, updateWhenDue } from './update';

export interface TrustKeeper {
  /** The extension was installed or updated. */
  readonly onInstalled: () => Promise<void>;
  /** Settings are others. */
  readonly onSettings: () => Promise<void>;
  /** Something was opened that may be checked: a background that lives for days looks at its clock then. */
  readonly onUse: () => Promise<void>;
}

/** A failure is tried again at the next occasion; what it leaves undone, the options page shows. */
const quietly = (work: () => Promise<unknown>): Promise<void> =>
  work().then(
    () => undefined,
    () => undefined,
  );

export const startTrustKeeper = (tools: UpdateTools = UPDATE_TOOLS): TrustKeeper => {
  let lookedAt = tools.now();
  const look = (): Promise<void> => {
    lookedAt = tools.now();
    return quietly(() => updateWhenDue(tools));
  };
  const refresh = (): Promise<void> => quietly(() => composeLists(tools.now)).then(look);
  // Firefox reads policies when it starts.
  browser.storage.managed.onChanged?.addListener(() => void refresh());
  void refresh();
  return {
    // The look at the start found the package being read, and left.
    onInstalled: () => quietly(() => updateFromPackage(tools)).then(look),
    onSettings: refresh,
    onUse: async () => {
      if (Math.abs(tools.now() - lookedAt) >= TRUST_TIMES.lookMs) await look();
    },
  };
};
