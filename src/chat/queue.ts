/** Work done a few at a time, with a bounded number waiting. */
export interface Queue {
  /** Whether there is no place left. */
  isFull(): boolean;
  /** Does the work when its turn comes; undefined, at once, when there is no place left. */
  run<T>(work: () => Promise<T>): Promise<T> | undefined;
}

/** A queue that does `together` works at a time and lets `waiting` more wait, first come first served. */
export function openQueue({ together, waiting }: { together: number; waiting: number }): Queue {
  const line: (() => void)[] = [];
  let running = 0;
  const isFull = () => running >= together && line.length >= waiting;
  const next = () => {
    running -= 1;
    line.shift()?.();
  };
  return {
    isFull,
    run(work) {
      if (isFull()) return undefined;
      return new Promise((resolve, reject) => {
        const start = () => {
          running += 1;
          // In a promise, so that work that throws at once rejects like any other.
          Promise.resolve().then(work).then(resolve, reject).finally(next);
        };
        if (running < together) start();
        else line.push(start);
      });
    },
  };
}
