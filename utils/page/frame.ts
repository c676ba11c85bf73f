/**
 * One frame's part of the work: its media, their reports, and what is said about them to the background. Nothing is
 * sent before the first medium; everything ends silently when the extension was reloaded.
 */
import { FRAME_PORT, type FrameMessage, type FrameReply, type FrameState } from '@/utils/messages/frame';
import { MESSAGE_LIMITS } from '@/utils/messages/limits';
import { carriesBadge } from './badge-policy';
import { type FrameBridge, setBridge } from './bridge';
import { answerCommands } from './commands';
import { type ContentApi, isAlive } from './content-api';
import { createFramePort } from './frame-port';
import { createMediaStore } from './media-store';
import { hasLoaded, type MediumElement } from './medium';
import { PAGE_LIMITS } from './page-limits';
import { mediumAt, watchPointer } from './pointing';
import { type Engine, isWorthReading, type ReadContext, type ReadTarget, readBytes } from './read-bytes';
import { createReadQueue } from './read-queue';
import { type Watch, watchDocument } from './watch';

type Overlay = NonNullable<FrameBridge['overlay']>;

/** Until the background has answered nothing is told and nothing drawn, so these never decide anything. */
const STATE_BEFORE_ANSWER: FrameState = {
  on: true,
  overlay: false,
  badges: 'labelled',
  cardDelayMs: 300,
  theme: 'system',
};

export const startFrame = (api: ContentApi, engine: Engine): void => {
  /** Ends with the extension. */
  const life = new AbortController();
  /** Ends with the extension, or when the site is switched off. */
  let work = new AbortController();
  let watch: Watch | null = null;
  let state = STATE_BEFORE_ANSWER;
  let isStateKnown = false;
  let overlay: Overlay | undefined;
  let overlayAskedAt = Number.NEGATIVE_INFINITY;
  let overlayWork: ((overlay: Overlay) => void)[] = [];
  const listeners = new Set<() => void>();
  const readContext: ReadContext = {
    engine,
    origin: self.origin,
    fetch: (address, init) => fetch(address, init),
  };
  const enqueueRead = createReadQueue(PAGE_LIMITS.readsAtOnce);

  const end = () => {
    if (life.signal.aborted) return;
    life.abort();
    stopWork();
  };

  const alive = (): boolean => {
    if (isAlive(api)) return true;
    end();
    return false;
  };

  const store = createMediaStore({
    onChanged: (medium) => {
      if (store.size() === 1) startPointing();
      port.tell(medium);
      notify();
    },
    onGone: (id) => {
      port.gone(id);
      notify();
    },
    onWanted: (id) => {
      enqueueRead(() => readAndAsk(id));
      notify();
    },
  });

  const port = createFramePort({
    connect: () => (alive() ? api.runtime.connect({ name: FRAME_PORT }) : null),
    hello: (): FrameMessage => ({
      type: 'hello',
      title: document.title.slice(0, MESSAGE_LIMITS.titleCharacters),
      overlayRefused: isOverlayRefused(),
    }),
    allMedia: () => store.media(),
    beforeFlush: () => store.settleOrders(),
    onReply: (reply) => hear(reply),
    onLost: (ids) => store.askAgain(ids),
    onGivenUp: (ids) => {
      store.giveUp(ids);
      notify();
    },
    maySpeak: () => isStateKnown && state.on,
  });

  const hear = (reply: FrameReply) => {
    if (reply.type === 'state') {
      setState(reply.state);
      return;
    }
    for (const told of reply.reports) store.report(told);
    notify();
  };

  const setState = (next: FrameState) => {
    const wasOn = state.on;
    state = next;
    isStateKnown = true;
    if (!next.on && wasOn) stopWork();
    else if (next.on && !wasOn) startWork();
    if (!next.overlay) dropOverlay();
    port.flushSoon();
    notify();
  };

  let isNotifying = false;
  /** Tells the overlay, or has it injected when something is to be shown for the first time: once per task. */
  const notify = () => {
    if (isNotifying) return;
    isNotifying = true;
    queueMicrotask(() => {
      isNotifying = false;
      if (life.signal.aborted) return;
      for (const listener of listeners) listener();
      if (!overlay && isAnyLabelled()) askForOverlay();
    });
  };

  const isAnyLabelled = (): boolean => {
    for (const { report } of store.states()) if (carriesBadge(report, state)) return true;
    return false;
  };

  const isAnyNotSeen = (): boolean => {
    for (const { pixels } of store.states()) if (pixels === 'not-seen') return true;
    return false;
  };

  const askForOverlay = () => {
    const now = performance.now();
    if (overlay || !state.overlay || now - overlayAskedAt < PAGE_LIMITS.overlayAgainMs) return;
    overlayAskedAt = now;
    port.send({ type: 'need-overlay' });
  };

  /** @returns false where no overlay may stand. */
  const withOverlay = (run: (overlay: Overlay) => void): boolean => {
    if (overlay) run(overlay);
    else if (state.overlay) {
      overlayWork = [run];
      askForOverlay();
    }
    return state.overlay;
  };

  const dropOverlay = () => {
    overlay?.remove();
    overlay = undefined;
    overlayWork = [];
    overlayAskedAt = Number.NEGATIVE_INFINITY;
  };

  /** Addresses that the background named as open; thumbnails may be drawn from them again. */
  const open = new Set<string>();

  const targetOf = (id: number): ReadTarget | null => {
    const known = store.stateById(id);
    const address = store.addressById(id);
    if (!known || address === undefined) return null;
    const element = known.element as MediumElement;
    return {
      address,
      kind: known.medium.kind,
      loaded: hasLoaded(element),
      isOpen: open.has(address),
    };
  };

  const readAndAsk = async (id: number) => {
    const target = targetOf(id);
    if (!target || !alive()) return;
    const bytes = isWorthReading(target) ? await readBytes(target, readContext) : null;
    // Bytes of an address that has changed meanwhile belong to no medium.
    if (store.addressById(id) === target.address && !work.signal.aborted) port.inspect(id, bytes);
  };

  const startWork = () => {
    work = new AbortController();
    watch = watchDocument({
      api,
      signal: work.signal,
      onMedium: (element) => {
        store.look(element);
        if (!store.isListed(element)) watch?.measure(element);
        else if (!hasLoaded(element)) waitForLoad(element);
      },
      onBox: (element, box) => store.look(element, box),
      onRemoval: () => store.sweep(),
    });
    if (store.size() > 0) startPointing();
  };

  const stopWork = () => {
    work.abort();
    dropOverlay();
    port.close();
    store.clear();
    for (const listener of listeners) listener();
  };

  /** An answer that never ends is no reason to say nothing for ever. */
  const waitForLoad = (element: MediumElement) => {
    const id = store.stateByElement(element)?.medium.id;
    const { signal } = work;
    if (id === undefined || element.localName !== 'img' || patient.has(element)) return;
    patient.add(element);
    setTimeout(() => {
      patient.delete(element);
      const isLazy = (element as HTMLImageElement).loading === 'lazy';
      if (!signal.aborted && !isLazy && !hasLoaded(element)) store.force(id);
    }, PAGE_LIMITS.loadPatienceMs);
  };
  const patient = new WeakSet<Element>();

  let pointingIn: AbortSignal | null = null;
  const startPointing = () => {
    if (pointingIn === work.signal) return;
    pointingIn = work.signal;
    watchPointer({
      signal: work.signal,
      at: (x, y) => {
        const element = alive() && state.overlay ? mediumAt(x, y, api) : null;
        return (element && store.stateByElement(element)?.medium.id) ?? null;
      },
      onRest: (id) => {
        if (store.stateById(id)?.phase === 'waiting') store.force(id);
        withOverlay((shown) => shown.pointAt(id));
      },
    });
  };

  setBridge({
    state: () => state,
    media: () => store.states(),
    byElement: (element) => store.stateByElement(element),
    byId: (id) => store.stateById(id),
    inspect: (id) => {
      store.force(id);
      notify();
    },
    check: (id, asked) => {
      store.startCheck(id);
      port.check(id, asked);
      notify();
    },
    look: (id, asked) => {
      store.startLook(id);
      port.look(id, asked);
      notify();
    },
    openNotice: (id) => port.send({ type: 'open-notice', id }),
    openReport: (id) => port.send({ type: 'open-report', id }),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get signal() {
      return work.signal;
    },
    get overlay() {
      return overlay as Overlay;
    },
    set overlay(shown: Overlay) {
      overlay = shown;
      for (const run of overlayWork.splice(0)) run(shown);
    },
  });

  answerCommands(api, {
    store,
    signal: life.signal,
    setState,
    withOverlay,
    rescan: () => {
      store.forgetReports();
      notify();
    },
    bytes: async (id, underCors) => {
      const target = targetOf(id);
      if (target && underCors && target.kind === 'image' && open.size < MESSAGE_LIMITS.mediaPerFrame)
        open.add(target.address);
      return target && readBytes({ ...target, isOpen: target.isOpen || underCors === true }, readContext);
    },
  });

  /** The background has no open port to a page that was long hidden, so the page comes to it. */
  document.addEventListener(
    'visibilitychange',
    ({ isTrusted }) => {
      if (isTrusted && document.visibilityState === 'visible' && isAnyNotSeen()) port.send({ type: 'seen' });
    },
    { signal: life.signal },
  );

  window.addEventListener(
    'pageshow',
    ({ persisted }) => {
      if (!persisted || !alive()) return;
      // Back from the back/forward cache: the port went with the visit, and the tab's list with the navigation.
      port.close();
      for (const medium of store.media()) port.tell(medium);
      store.forgetReports();
    },
    { signal: life.signal },
  );

  startWork();
};

/** An existing opt-out by which sites ask label overlays to stay away. */
const isOverlayRefused = (): boolean =>
  document.querySelector('meta[name="CR-allow-UI-injection" i]')?.getAttribute('content')?.trim().toLowerCase() ===
  'false';
