/** What `answer` gives, or `late` where it gives nothing for so long. */
export const inTime = <Value>(answer: Promise<Value>, limitMs: number, late: Value): Promise<Value> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const deadline = new Promise<Value>((resolve) => {
    timer = setTimeout(() => resolve(late), limitMs);
  });
  return Promise.race([answer, deadline]).finally(() => clearTimeout(timer));
};
