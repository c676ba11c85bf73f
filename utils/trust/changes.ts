/** Tells every open page of the extension, and the background, that something about the lists is another. */

const CHANNEL = 'trust-lists';

export const tellTrustChange = (): void => {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(null);
  channel.close();
};

/** Whoever told it, this page included. @returns the unsubscribe. */
export const watchTrust = (listener: () => void): (() => void) => {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener('message', listener);
  return () => channel.close();
};
