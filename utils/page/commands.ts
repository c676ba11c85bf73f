/** What extension pages and the background ask of a frame; answered without the port, so also while it is lost. */
import type { FrameCommand, FrameState } from '@/utils/messages/frame';
import type { FrameBridge } from './bridge';
import { type ContentApi, isAlive } from './content-api';
import type { MediaStore } from './media-store';
import type { MediumElement } from './medium';
import { mediumAt } from './pointing';
import { drawThumbnail } from './thumbnails';

type Overlay = NonNullable<FrameBridge['overlay']>;

export interface CommandDeps {
  readonly store: MediaStore;
  readonly signal: AbortSignal;
  readonly setState: (state: FrameState) => void;
  /** False where no overlay may stand. */
  readonly withOverlay: (run: (overlay: Overlay) => void) => boolean;
  readonly rescan: () => void;
  readonly bytes: (id: number, underCors?: boolean) => Promise<Blob | null>;
}

export const answerCommands = (api: ContentApi, deps: CommandDeps): void => {
  const { store, signal, withOverlay } = deps;
  let menuTarget: WeakRef<Element> | null = null;

  window.addEventListener(
    'contextmenu',
    ({ isTrusted, clientX, clientY }) => {
      const element = isTrusted && store.size() > 0 && isAlive(api) ? mediumAt(clientX, clientY, api) : null;
      menuTarget = element && new WeakRef(element);
    },
    { capture: true, passive: true, signal },
  );

  /** The last context-menu target where it has this address, else the first medium that has it. */
  const find = (address: string): number | null => {
    const target = menuTarget?.deref();
    const pointed = target && store.stateByElement(target)?.medium.id;
    if (pointed !== undefined && store.addressById(pointed) === address) return pointed;
    for (const { id } of store.media()) if (store.addressById(id) === address) return id;
    return null;
  };

  const locate = (id: number): boolean => {
    const element = store.stateById(id)?.element;
    if (!element?.isConnected) return false;
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
    element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: isStill ? 'instant' : 'smooth' });
    withOverlay((overlay) => overlay.ring(id));
    return true;
  };

  const thumbnails = async (ids: readonly number[]) => {
    const drawn: { readonly id: number; readonly dataUrl: string }[] = [];
    for (const id of ids) {
      const state = store.stateById(id);
      const dataUrl = state && (await drawThumbnail(state.element as MediumElement, () => deps.bytes(id)));
      if (dataUrl) drawn.push({ id, dataUrl });
    }
    return drawn;
  };

  const answer = (command: FrameCommand): unknown => {
    switch (command.type) {
      case 'locate':
        return locate(command.id);
      case 'open-card': {
        const id = find(command.address);
        return id !== null && withOverlay((overlay) => overlay.openCard(id));
      }
      case 'find':
        return find(command.address);
      case 'thumbnails':
        return thumbnails(command.ids);
      case 'bytes':
        return deps.bytes(command.id, command.underCors);
      case 'rescan':
        deps.rescan();
        return true;
      case 'state':
        deps.setState(command.state);
        return true;
    }
  };

  const listener = (message: unknown, _sender: unknown, sendResponse: (answer: unknown) => void) => {
    if (signal.aborted || !isCommand(message)) return undefined;
    Promise.resolve(answer(message)).then(sendResponse, () => sendResponse(null));
    // Keeps the channel open in both browsers, whatever they make of a returned promise.
    return true;
  };
  api.runtime.onMessage.addListener(listener);
  signal.addEventListener('abort', () => {
    try {
      api.runtime.onMessage.removeListener(listener);
    } catch {
      // The extension is gone, and its listeners with it.
    }
  });
};

const COMMANDS: ReadonlySet<unknown> = new Set<FrameCommand['type']>([
  'locate',
  'open-card',
  'find',
  'thumbnails',
  'bytes',
  'rescan',
  'state',
]);

/** Only the extension itself can send here; this keeps out its messages to others. */
const isCommand = (message: unknown): message is FrameCommand =>
  typeof message === 'object' && message !== null && COMMANDS.has((message as { type?: unknown }).type);
