/** Extension pages → background, by `runtime.sendMessage`; refused from any other sender. */
import * as v from 'valibot';
import type { ErrorCode } from '../engine/report';
import { MESSAGE_LIMITS } from './limits';

const tabId = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const frameId = v.pipe(v.number(), v.minValue(0));

export const PageMessageSchema = v.variant('type', [
  /** Look at the tab again, verdict cache left aside. */
  v.object({ type: v.literal('rescan'), tabId }),
  /**
   * The evidence of one medium for a notice: its bytes are read whole (under the fetch policy), hashed, and their
   * answer's headers kept. Long: sent over a port named `EVIDENCE_PORT` with heartbeats.
   */
  v.object({ type: v.literal('evidence'), tabId, frameId, id: v.pipe(v.number(), v.safeInteger(), v.minValue(1)) }),
  /**
   * The C2PA store of a medium that lies at an address which the medium names; a person has pressed the button that names
   * its host. Over the same port.
   */
  v.object({
    type: v.literal('record'),
    address: v.pipe(v.string(), v.maxLength(MESSAGE_LIMITS.addressCharacters)),
  }),
]);
export type PageMessage = v.InferOutput<typeof PageMessageSchema>;

/** The page sends one `evidence` or `record` message, then `heartbeat`s (ignored but for keeping Firefox's event page awake). */
export const EVIDENCE_PORT = 'evidence';

/** Background → page over the evidence port: progress about once a second, and the evidence last. */
export type EvidenceReply =
  | { readonly type: 'progress'; readonly bytesRead: number }
  | { readonly type: 'evidence'; readonly evidence: Evidence };

/** What the background could get of the bytes that were asked for. */
export type Evidence =
  | {
      readonly ok: true;
      /** Lower-case hex of the exact bytes received. */
      readonly sha256: string;
      readonly bytes: Blob;
      /** Address after redirects. */
      readonly finalAddress: string;
      /** `date, last-modified, etag, content-type, content-length` of the answer; empty where it came from the page's cache. */
      readonly headers: Readonly<Record<string, string>>;
      /** How the bytes came: the page's own copy, or a request of ours. */
      readonly origin: 'page' | 'network';
    }
  | { readonly ok: false; readonly code: ErrorCode; readonly message: string };
