/**
 * Who may be on the network at the same time. Reads of public addresses run side by side; a read that needs a hole in
 * the wall runs alone, so the hole is never open while another page's read could be redirected through it.
 */
export interface Passage {
  /** Runs when no read with a hole is under way. */
  readonly withWall: <T>(read: () => Promise<T>) => Promise<T>;
  /** Runs alone. First come, first served, so neither kind starves the other. */
  readonly alone: <T>(read: () => Promise<T>) => Promise<T>;
}

export const createPassage = (): Passage => {
  let last: { readonly isShared: boolean; ended: Promise<unknown> } = { isShared: false, ended: Promise.resolve() };
  let before: Promise<unknown> = Promise.resolve();

  const enter = <T>(isShared: boolean, read: () => Promise<T>): Promise<T> => {
    if (!isShared || !last.isShared) {
      before = last.ended;
      last = { isShared, ended: before };
    }
    const done = before.then(read);
    last.ended = Promise.allSettled([last.ended, done]);
    return done;
  };

  return { withWall: (read) => enter(true, read), alone: (read) => enter(false, read) };
};
