/** The media of one frame: their ids, what is known of each, and what is to be asked about which. */

import type { LabelReport } from '@/utils/engine/report';
import type { CheckState } from '@/utils/messages/check-state';
import type { FrameReport, MediumOnPage } from '@/utils/messages/frame';
import { MESSAGE_LIMITS } from '@/utils/messages/limits';
import type { PixelState } from '@/utils/messages/pixel-state';
import type { MediumState } from './bridge';
import { compareInDocument, fillOrders, ORDER_GAP } from './document-order';
import {
  addressOf,
  boxOf,
  describeMedium,
  hasFailed,
  hasLoaded,
  isWorthListing,
  kindOf,
  type MediumElement,
  naturalSize,
  type Size,
  sameMedium,
} from './medium';
import { PAGE_LIMITS } from './page-limits';

interface Entry {
  readonly id: number;
  readonly element: WeakRef<MediumElement>;
  /** Null until the intersection observer has seen its box, which it does for every element once. */
  displayed: Size | null;
  near: boolean;
  /** Asked for although it has neither loaded nor come near. */
  forced: boolean;
  order: number | null;
  /** The whole address; the medium's own is shortened. */
  address: string;
  /** Reports that were asked for before the address changed may still come. */
  hasMoved: boolean;
  /** When the address changed lately, oldest first. */
  moves: readonly number[];
  isAwaitingRest: boolean;
  medium: MediumOnPage | null;
  phase: MediumState['phase'];
  report: LabelReport | null;
  check: CheckState | undefined;
  pixels: PixelState | undefined;
}

export interface StoreDeps {
  readonly onChanged: (medium: MediumOnPage) => void;
  readonly onGone: (id: number) => void;
  /** It is to be checked now. */
  readonly onWanted: (id: number) => void;
}

export interface MediaStore {
  /** Looks at an element anew, with the box that the intersection observer saw, if it did. */
  readonly look: (element: MediumElement, seen?: { readonly displayed: Size; readonly near: boolean }) => void;
  /** Drops what left the document. */
  readonly sweep: () => void;
  readonly force: (id: number) => void;
  readonly report: (told: FrameReport) => void;
  /** The check of what is signed in it is asked for. */
  readonly startCheck: (id: number) => void;
  /** Its pixels are asked for. */
  readonly startLook: (id: number) => void;
  /** Back to waiting, and asked for again if it still is to be; one whose check was lost keeps its report meanwhile. */
  readonly askAgain: (ids: readonly number[]) => void;
  readonly giveUp: (ids: readonly number[]) => void;
  readonly forgetReports: () => void;
  /** Gives their order to media that came between others, once for all of them: sorting at each would be quadratic. */
  readonly settleOrders: () => void;
  readonly isListed: (element: Element) => boolean;
  readonly media: () => readonly MediumOnPage[];
  readonly states: () => Iterable<MediumState>;
  readonly stateById: (id: number) => MediumState | undefined;
  readonly stateByElement: (element: Element) => MediumState | undefined;
  readonly addressById: (id: number) => string | undefined;
  readonly size: () => number;
  readonly clear: () => void;
}

export const createMediaStore = ({ onChanged, onGone, onWanted }: StoreDeps): MediaStore => {
  const entries = new WeakMap<Element, Entry>();
  /** Those that are listed now. */
  const live = new Map<number, Entry>();
  /** The last of those in order: a page's media are mostly met in the order of the document. */
  let last: Entry | null = null;
  let isUnsettled = false;
  let lastId = 0;

  const entryOf = (element: MediumElement): Entry => {
    const known = entries.get(element);
    if (known) return known;
    lastId += 1;
    const entry: Entry = {
      id: lastId,
      element: new WeakRef(element),
      displayed: null,
      near: false,
      forced: false,
      order: null,
      address: '',
      hasMoved: false,
      moves: [],
      isAwaitingRest: false,
      medium: null,
      phase: 'waiting',
      report: null,
      check: undefined,
      pixels: undefined,
    };
    entries.set(element, entry);
    return entry;
  };

  const unlist = (entry: Entry) => {
    if (!live.delete(entry.id)) return;
    if (entry.phase === 'checking') entry.phase = 'waiting';
    onGone(entry.id);
  };

  const look: MediaStore['look'] = (element, seen) => {
    const entry = entryOf(element);
    if (seen) {
      entry.displayed = seen.displayed;
      entry.near ||= seen.near;
    }
    const kind = kindOf(element);
    const address = addressOf(element);
    const isListed = live.has(entry.id);
    const isWorth =
      kind !== null &&
      address !== null &&
      element.isConnected &&
      // Once listed it stays: media that a page shrinks or hides are still the page's media.
      (isListed ||
        (live.size < MESSAGE_LIMITS.mediaPerFrame &&
          entry.displayed !== null &&
          isWorthListing(kind, naturalSize(element), boxOf(element, entry.displayed))));
    if (!isWorth) {
      unlist(entry);
      return;
    }
    // Audio without controls has no box that could come near.
    if (kind === 'audio' && entry.displayed?.width === 0) entry.near = true;
    if (entry.address !== address) {
      entry.hasMoved = entry.address !== '';
      entry.moves = [...entry.moves, performance.now()].slice(-PAGE_LIMITS.restlessMoves);
      entry.address = address;
      entry.phase = 'waiting';
      forget(entry);
      entry.forced = false;
    }
    live.set(entry.id, entry);
    if (entry.order === null) placeNewcomer(entry, element);
    const before = entry.medium;
    const medium = describeMedium(element, address, { id: entry.id, order: entry.order ?? 0 });
    if (!medium) {
      unlist(entry);
      return;
    }
    entry.medium = medium;
    if (before?.loaded === false && medium.loaded && entry.report?.error?.code === 'blocked') {
      // It was refused because the page had not loaded it; now it has.
      entry.phase = 'waiting';
      forget(entry);
    }
    if (!isListed || !before || !sameMedium(before, medium)) onChanged(medium);
    want(entry, element);
  };

  const placeNewcomer = (entry: Entry, element: MediumElement) => {
    const before = last?.element.deref();
    const isNext = last === null || (before?.isConnected === true && compareInDocument(before, element) < 0);
    if (!isNext) {
      isUnsettled = true;
      return;
    }
    entry.order = last === null ? ORDER_GAP : (last.order ?? 0) + ORDER_GAP;
    last = entry;
  };

  const settleOrders = () => {
    if (!isUnsettled) return;
    isUnsettled = false;
    const placed = [...live.values()]
      .map((entry) => ({ entry, element: entry.element.deref() }))
      .filter((item): item is { entry: Entry; element: MediumElement } => item.element !== undefined)
      .sort((a, b) => compareInDocument(a.element, b.element));
    const orders = fillOrders(placed.map(({ entry }) => entry.order));
    placed.forEach(({ entry }, index) => {
      last = entry;
      if (entry.order !== null) return;
      entry.order = orders[index] ?? 0;
      if (!entry.medium) return;
      entry.medium = { ...entry.medium, order: entry.order };
      onChanged(entry.medium);
    });
  };

  const want = (entry: Entry, element: MediumElement) => {
    if (entry.phase !== 'waiting' || !live.has(entry.id)) return;
    if (!entry.forced && !(entry.near && (hasLoaded(element) || hasFailed(element)))) return;
    if (!entry.forced && isRestless(entry)) {
      awaitRest(entry);
      return;
    }
    entry.phase = 'checking';
    onWanted(entry.id);
  };

  const awaitRest = (entry: Entry) => {
    if (entry.isAwaitingRest) return;
    entry.isAwaitingRest = true;
    setTimeout(() => {
      entry.isAwaitingRest = false;
      wantById(entry.id);
    }, PAGE_LIMITS.restMs);
  };

  const wantById = (id: number) => {
    const entry = live.get(id);
    const element = entry?.element.deref();
    if (entry && element) want(entry, element);
  };

  const stateOf = (entry: Entry | undefined): MediumState | undefined => {
    const element = entry?.element.deref();
    if (!entry?.medium || !element || !live.has(entry.id)) return undefined;
    const { medium, phase, report, check, pixels } = entry;
    return { medium, element, phase, report, ...(check && { check }), ...(pixels && { pixels }) };
  };

  return {
    look,
    sweep: () => {
      for (const entry of live.values()) if (!entry.element.deref()?.isConnected) unlist(entry);
    },
    force: (id) => {
      const entry = live.get(id);
      if (!entry) return;
      entry.forced = true;
      if (entry.phase === 'done' && entry.report?.verdict.status === 'unreadable') {
        entry.phase = 'waiting';
        forget(entry);
      }
      wantById(id);
    },
    report: ({ id, report, check, pixels }) => {
      const entry = live.get(id);
      if (!entry?.medium || (entry.hasMoved && report.input !== entry.medium.address)) return;
      entry.phase = 'done';
      entry.report = report;
      entry.check = check;
      entry.pixels = pixels;
    },
    startCheck: (id) => {
      const entry = live.get(id);
      if (entry?.phase === 'done' && entry.check !== undefined) entry.check = 'running';
    },
    startLook: (id) => {
      const entry = live.get(id);
      if (entry?.phase === 'done') entry.pixels = 'waiting';
    },
    askAgain: (ids) => {
      for (const id of ids) {
        const entry = live.get(id);
        if (entry?.check === 'running' || (entry && isLookPending(entry))) onWanted(id);
        if (entry?.phase !== 'checking') continue;
        entry.phase = 'waiting';
        wantById(id);
      }
    },
    giveUp: (ids) => {
      for (const id of ids) {
        const entry = live.get(id);
        if (entry?.phase === 'checking') {
          entry.phase = 'waiting';
          entry.forced = false;
        }
        if (entry?.check === 'running') entry.check = 'not-made';
        if (entry && isLookPending(entry)) entry.pixels = 'not-made';
      }
    },
    forgetReports: () => {
      for (const entry of live.values()) {
        entry.phase = 'waiting';
        forget(entry);
        wantById(entry.id);
      }
    },
    settleOrders,
    isListed: (element) => {
      const entry = entries.get(element);
      return entry !== undefined && live.has(entry.id);
    },
    media: () => [...live.values()].flatMap(({ medium }) => (medium ? [medium] : [])),
    *states() {
      for (const entry of live.values()) {
        const state = stateOf(entry);
        if (state) yield state;
      }
    },
    stateById: (id) => stateOf(live.get(id)),
    stateByElement: (element) => stateOf(entries.get(element)),
    addressById: (id) => live.get(id)?.address,
    size: () => live.size,
    clear: () => {
      for (const entry of live.values()) {
        entry.phase = 'waiting';
        forget(entry);
      }
      live.clear();
      last = null;
      isUnsettled = false;
    },
  };
};

const forget = (entry: Entry): void => {
  entry.report = null;
  entry.check = undefined;
  entry.pixels = undefined;
};

const isLookPending = ({ pixels }: Entry): boolean => pixels === 'waiting' || pixels === 'running';

/** A read and a job for each picture of a moving one would never end. */
const isRestless = ({ moves }: Entry): boolean => {
  const [first] = moves;
  const last = moves.at(-1);
  if (first === undefined || last === undefined || moves.length < PAGE_LIMITS.restlessMoves) return false;
  return last - first < PAGE_LIMITS.restlessWithinMs && performance.now() - last < PAGE_LIMITS.restMs;
};
