/** Numbers of the overlay that people feel, and bounds of the work that a page can make it do. */
export const OVERLAY_LIMITS = {
  /** Badge elements at a time, those nearest the viewport. */
  badges: 200,
  /** A badge hides while its medium moves in two frames running, and comes back when it has rested this long. */
  restMs: 150,
  /** A pointed-at medium whose check takes longer shows that it is being checked. */
  checkingAfterMs: 150,
  /** A pointed-at badge goes this long after the pointer has left medium and badge. */
  pointedGraceMs: 300,
  /** What covers a medium is looked at again: menus and dialogs open without a word. */
  probeAgainMs: 500,
  /** Looking at what surrounds media may take this long in one frame; the others wait for the next. */
  probeMs: 4,
  /** Frames without any change, after which rectangles are read at the slow pace until something stirs. */
  stillFrames: 30,
  slowMs: 250,
  ringMs: 2_000,
  /** In full screen badges fade when the pointer has not moved for this long, as a player's controls do. */
  fullscreenIdleMs: 3_000,
  /** Clicks this soon after a card appeared are not the person's (click-jacking). */
  clickGuardMs: 150,
} as const;
