/** Asks the background for bytes, over a port that lives as long as the reading does. */
import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { ERROR_CODES } from '../engine/report';
import type { FrameCommand } from '../messages/frame';
import { EVIDENCE_PORT, type Evidence, type PageMessage } from '../messages/pages';
import { thumbnailsOf } from '../messages/thumbnail';
import type { NoticeRecord } from './record';

type Source = NoticeRecord['subject']['source'];

/** Longer than the background's own deadline for the largest medium: only a lost answer meets it. */
const ANSWER_WITHIN_MS = 10 * 60_000;
/** Keeps the background awake (it sleeps after 30 s without a message) while it reads. */
const HEARTBEAT_MS = 10_000;

const EvidenceSchema = v.variant('ok', [
  v.object({
    ok: v.literal(true),
    sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
    bytes: v.instance(Blob),
    finalAddress: v.string(),
    headers: v.record(v.string(), v.string()),
    origin: v.picklist(['page', 'network']),
  }),
  v.object({ ok: v.literal(false), code: v.picklist(ERROR_CODES), message: v.string() }),
]);

const ProgressSchema = v.object({ type: v.literal('progress'), bytesRead: v.pipe(v.number(), v.minValue(0)) });

const ReplySchema = v.object({ type: v.literal('evidence'), evidence: EvidenceSchema });

type OnProgress = (bytesRead: number) => void;

/** A medium's whole file. Never rejects: whatever goes wrong is an answer with a code. */
export const readEvidence = (source: Source, signal: AbortSignal, onProgress?: OnProgress): Promise<Evidence> =>
  ask({ type: 'evidence', ...source }, signal, onProgress);

/** The C2PA store that lies at an address which a medium names. Never rejects either. */
export const readRecord = (address: string, signal: AbortSignal, onProgress?: OnProgress): Promise<Evidence> =>
  ask({ type: 'record', address }, signal, onProgress);

const ask = (request: PageMessage, signal: AbortSignal, onProgress: OnProgress = () => undefined): Promise<Evidence> =>
  new Promise((resolve) => {
    const port = browser.runtime.connect({ name: EVIDENCE_PORT });
    const failed = (code: 'crashed' | 'timeout', message: string): Evidence => ({ ok: false, code, message });
    const settle = (evidence: Evidence): void => {
      clearTimeout(deadline);
      clearInterval(heartbeat);
      port.disconnect();
      resolve(evidence);
    };
    const deadline = setTimeout(() => settle(failed('timeout', 'The file took too long.')), ANSWER_WITHIN_MS);
    const heartbeat = setInterval(() => port.postMessage({ type: 'heartbeat' }), HEARTBEAT_MS);
    port.onMessage.addListener((message: unknown) => {
      if (v.is(ReplySchema, message)) settle(message.evidence);
      else if (v.is(ProgressSchema, message)) onProgress(message.bytesRead);
    });
    port.onDisconnect.addListener(() => settle(failed('crashed', 'The background stopped before it answered.')));
    signal.addEventListener('abort', () => settle(failed('crashed', 'Not wanted any more.')));
    port.postMessage(request);
  });

/** The small picture that the page's own script draws; `null` where its pixels may not be read. */
export const drawThumbnail = async ({ tabId, frameId, id }: Source): Promise<string | null> => {
  const command: FrameCommand = { type: 'thumbnails', ids: [id] };
  try {
    const answer: unknown = await browser.tabs.sendMessage(tabId, command, { frameId });
    return thumbnailsOf(answer, [id]).get(id) ?? null;
  } catch {
    return null;
  }
};
