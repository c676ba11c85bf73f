/** Bounds of the work that a page can make its content script do, and the times that people feel. */
export const PAGE_LIMITS = {
  /** Media below this in either direction, displayed or natural, are tracking pixels, spacers and icons. */
  smallestMedium: 24,
  /** Work postponed out of the mutation observer runs in slices no longer than this. */
  sliceMs: 8,
  /** A slice waits for an idle moment, but no longer. */
  idleTimeoutMs: 500,
  /** Nodes that wait to be looked at; beyond, the whole document is looked at once instead. */
  queuedNodes: 5_000,
  /** Shadow roots watched in one frame. */
  shadowRoots: 2_000,
  /** Custom elements that had no shadow root yet and are looked at again. */
  hostsToRevisit: 500,
  /** When they are looked at again on a page that had loaded before the script came. */
  revisitMs: 1_000,
  /** A medium whose address changed this often within the time is a picture that moves (MJPEG over `blob:`) … */
  restlessMoves: 3,
  restlessWithinMs: 3_000,
  /** … and is checked once its address has held this long. */
  restMs: 1_000,
  /** Messages of one frame are gathered this long. */
  tickMs: 16,
  /** Media whose bytes are read at the same time. */
  readsAtOnce: 4,
  /** A longer `data:` address is not decoded: that happens on the page's main thread. */
  dataCharacters: 64 * 1024 * 1024,
  /** A read from the page's own cache that takes longer is given up. */
  readTimeoutMs: 10_000,
  /** An image near the viewport that has neither loaded nor failed by then is asked for as it is. */
  loadPatienceMs: 20_000,
  /** Firefox stops a silent event page after 30 s; the contract asks for 10 s at most. */
  heartbeatMs: 8_000,
  /** Wait before a lost port with open requests is opened again: doubled each time, up to the second value. */
  reconnectFirstMs: 250,
  reconnectMostMs: 8_000,
  /** Reconnections without any answer before the requests are given up until somebody points at them. */
  reconnectAttempts: 8,
  /** The overlay script is asked for again no sooner than this. */
  overlayAgainMs: 5_000,
  /** The pointer rests this long on a medium before its badge is wanted. */
  pointMs: 250,
  /** How often a moving pointer is looked at. */
  pointerStepMs: 100,
  /** Elements below the pointer that are searched for a medium: sites put links and shades over pictures. */
  elementsBelowPointer: 8,
  /** Longest side of a thumbnail. */
  thumbnailPixels: 104,
} as const;
