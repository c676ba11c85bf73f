/** Serves the evidence port: pages of the extension only, one file per port. */
import * as v from 'valibot';
import { gatherEvidence, gatherRecord } from '@/utils/inspector/evidence';
import { homeOf } from '@/utils/inspector/fetch-policy';
import type { RedirectWatch } from '@/utils/inspector/redirects';
import type { Wall } from '@/utils/inspector/wall';
import {
  EVIDENCE_PORT,
  type Evidence,
  type EvidenceReply,
  type PageMessage,
  PageMessageSchema,
} from '@/utils/messages/pages';
import type { TabInventory } from '@/utils/store/inventory-types';
import { bytesFromPage } from './pages';
import { isOwnPage, type Sender } from './sender';

/** The part of `runtime.Port` that is used. */
export interface EvidencePort {
  readonly name: string;
  readonly sender?: Sender | undefined;
  readonly postMessage: (reply: EvidenceReply) => void;
  readonly disconnect: () => void;
  readonly onMessage: { addListener(listener: (message: unknown) => void): void };
  readonly onDisconnect: { addListener(listener: () => void): void };
}

export interface EvidencePortTools {
  readonly read: (tabId: number) => Promise<TabInventory | null>;
  readonly wall: Wall;
  readonly redirects: RedirectWatch;
}

/** How often the page hears of progress, which also keeps Firefox's event page awake. */
const PROGRESS_MS = 1_000;

/** Takes the port if it asks for evidence. */
export const acceptEvidencePort = (port: EvidencePort, tools: EvidencePortTools): boolean => {
  if (port.name !== EVIDENCE_PORT) return false;
  if (!isOwnPage(port.sender)) {
    port.disconnect();
    return true;
  }
  const left = new AbortController();
  port.onDisconnect.addListener(() => left.abort());
  let isAsked = false;
  port.onMessage.addListener((received) => {
    const parsed = v.safeParse(PageMessageSchema, received);
    if (!parsed.success || parsed.output.type === 'rescan' || isAsked) return;
    isAsked = true;
    void answer(port, parsed.output, left.signal, tools);
  });
  return true;
};

type Asked = Exclude<PageMessage, { type: 'rescan' }>;

const answer = async (
  port: EvidencePort,
  asked: Asked,
  signal: AbortSignal,
  tools: EvidencePortTools,
): Promise<void> => {
  const post = (reply: EvidenceReply): void => {
    if (!signal.aborted) port.postMessage(reply);
  };
  let bytesRead = 0;
  const beat = setInterval(() => post({ type: 'progress', bytesRead }), PROGRESS_MS);
  try {
    const onProgress = (now: number): void => {
      bytesRead = now;
    };
    post({ type: 'evidence', evidence: await gather(asked, { signal, onProgress }, tools) });
  } finally {
    clearInterval(beat);
  }
};

interface Reading {
  readonly signal: AbortSignal;
  readonly onProgress: (bytesRead: number) => void;
}

const gather = async (asked: Asked, reading: Reading, tools: EvidencePortTools): Promise<Evidence> => {
  const network = { ...tools, fetch: (address: string, init: RequestInit) => fetch(address, init) };
  if (asked.type === 'record') return gatherRecord({ address: asked.address, ...reading }, network);
  const inventory = await tools.read(asked.tabId);
  const medium = inventory?.media.find(({ frameId, id }) => frameId === asked.frameId && id === asked.id);
  if (medium === undefined) return { ok: false, code: 'network', message: 'The medium is no longer on its page.' };
  const home = homeOf(inventory?.frames?.[asked.frameId]?.origin ?? '', inventory?.address ?? '');
  return gatherEvidence(
    { medium, home, ...reading },
    {
      ...network,
      // A person asked for these bytes: where the cache has none, the request that follows would be ours.
      fromPage: ({ frameId, id }) => bytesFromPage({ tabId: asked.tabId, frameId, id }, true),
    },
  );
};
