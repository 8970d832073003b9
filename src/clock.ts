/** The time, and what is to be done later. Tests have one of their own. */
export interface Clock {
  /** ms since 1970. */
  now(): number;
  /** Does the work after so many ms, unless the function returned is called before. */
  after(ms: number, work: () => void): () => void;
}

/** Longer waits overflow Node's timers; whoever waits looks at the time anyway. */
const LONGEST_WAIT = 2 ** 31 - 1;

/** The machine's own clock. What waits keeps no process alive. */
export const systemClock: Clock = {
  now: Date.now,
  after(ms, work) {
    const timer = setTimeout(work, Math.min(Math.max(ms, 0), LONGEST_WAIT)).unref();
    return () => clearTimeout(timer);
  },
};
