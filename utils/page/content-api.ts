/**
 * What the always-injected script needs of the browser's API, taken from the global: the polyfill would weigh more
 * than the script itself, and both browsers answer these few calls alike.
 */
export interface ContentPort {
  readonly postMessage: (message: unknown) => void;
  readonly disconnect: () => void;
  readonly onMessage: { addListener: (listener: (message: unknown) => void) => void };
  readonly onDisconnect: { addListener: (listener: () => void) => void };
}

type CommandListener = (
  message: unknown,
  sender: unknown,
  sendResponse: (answer: unknown) => void,
) => boolean | undefined;

export interface ContentApi {
  readonly runtime: {
    /** Undefined, or throwing, once the extension was reloaded or removed. */
    readonly id?: string;
    readonly lastError?: unknown;
    readonly connect: (info: { readonly name: string }) => ContentPort;
    readonly getURL: (path: string) => string;
    readonly onMessage: {
      addListener: (listener: CommandListener) => void;
      removeListener: (listener: CommandListener) => void;
    };
  };
  /** Chromium only. */
  readonly dom?: { readonly openOrClosedShadowRoot?: (element: Element) => ShadowRoot | null };
}

interface Globals {
  readonly browser?: ContentApi;
  readonly chrome?: ContentApi;
}

export const contentApi = (): ContentApi | undefined => {
  const { browser, chrome } = globalThis as unknown as Globals;
  return browser?.runtime ? browser : chrome?.runtime ? chrome : undefined;
};

/** False once the extension was reloaded: nothing more can be said to it, and this script's work is over. */
export const isAlive = (api: ContentApi | undefined): api is ContentApi => {
  try {
    return api?.runtime?.id !== undefined;
  } catch {
    return false;
  }
};
