/**
 * The fetch policy inside the browser's network stack: session rules that stop the extension's own requests to special
 * hosts before they leave, redirect targets included, in its pages and their workers, in both browsers.
 */
import { browser } from 'wxt/browser';
import { createPassage } from './passage';
import { SPECIAL_PATTERNS } from './special-addresses';

type Rule = NonNullable<Parameters<typeof browser.declarativeNetRequest.updateSessionRules>[0]['addRules']>[number];

const PASSAGE_RULE_ID = 1_000;
const WALL_PRIORITY = 1;
const PASSAGE_PRIORITY = 2;

const ownRequests = (): { readonly initiatorDomains: string[] } => ({
  initiatorDomains: [new URL(browser.runtime.getURL('/')).host],
});

export const wallRules = (): Rule[] =>
  SPECIAL_PATTERNS.map((regexFilter, index) => ({
    id: index + 1,
    priority: WALL_PRIORITY,
    action: { type: 'block' },
    condition: { regexFilter, ...ownRequests() },
  }));

/** Lets the extension's own requests to exactly one origin, scheme, host and port, through the wall. */
export const passageRule = (origin: string): Rule => ({
  id: PASSAGE_RULE_ID,
  priority: PASSAGE_PRIORITY,
  action: { type: 'allow' },
  condition: { regexFilter: `^${origin.replace(/[.[\]]/g, '\\$&')}/`, ...ownRequests() },
});

export interface Wall {
  /** Runs `read` behind the wall. @throws where the wall could not be raised: then nothing may be read. */
  readonly behind: <T>(read: () => Promise<T>) => Promise<T>;
  /** Runs `read` alone, with a passage to the one private origin at which its page is at home. */
  readonly withPassageTo: <T>(origin: string, read: () => Promise<T>) => Promise<T>;
}

/** Replaces all session rules: one that a background left behind when it died must not outlive it. */
const raise = async (): Promise<void> => {
  const left = await browser.declarativeNetRequest.getSessionRules();
  await browser.declarativeNetRequest.updateSessionRules({
    removeRuleIds: left.map(({ id }) => id),
    addRules: wallRules(),
  });
};

export const raiseWall = (): Wall => {
  const raised = raise();
  raised.catch(() => undefined);
  const passage = createPassage();
  return {
    behind: (read) => passage.withWall(() => raised.then(read)),
    withPassageTo: (origin, read) =>
      passage.alone(async () => {
        await raised;
        await browser.declarativeNetRequest.updateSessionRules({
          removeRuleIds: [PASSAGE_RULE_ID],
          addRules: [passageRule(origin)],
        });
        try {
          return await read();
        } finally {
          await browser.declarativeNetRequest.updateSessionRules({ removeRuleIds: [PASSAGE_RULE_ID] });
        }
      }),
  };
};
