/** Runs reads a few at a time, in the order in which they were asked for. */
export const createReadQueue = (atOnce: number): ((read: () => Promise<void>) => void) => {
  const waiting: (() => Promise<void>)[] = [];
  let running = 0;
  const next = () => {
    const read = running < atOnce ? waiting.shift() : undefined;
    if (!read) return;
    running += 1;
    void read().finally(() => {
      running -= 1;
      next();
    });
  };
  return (read) => {
    waiting.push(read);
    next();
  };
};
