/** What is under way: each event once, nothing new after closing. */
export interface Jobs {
  /** Does the work; false when closed. An event that was seen before (a replay) is passed over; undefined never was. */
  run(kind: string, event: string | undefined, work: () => Promise<void>): boolean;
  /** Takes nothing new and waits for what is under way, `graceMs` at most. Resolves to the number left undone. */
  close(graceMs: number): Promise<number>;
}

/** Events remembered to know their replays by. */
const REMEMBERED = 1000;

/** Keeps account of handlers under way; what one of them throws goes to `onFault`. */
export function openJobs(onFault: (kind: string, error: unknown) => void): Jobs {
  const underWay = new Set<Promise<void>>();
  const seen = new Set<string>();
  let isOpen = true;

  const isNew = (event: string) => {
    if (seen.has(event)) return false;
    seen.add(event);
    // A Set keeps the order of insertion: the first is the oldest.
    for (const oldest of seen) {
      if (seen.size <= REMEMBERED) break;
      seen.delete(oldest);
    }
    return true;
  };

  return {
    run(kind, event, work) {
      if (!isOpen) return false;
      if (event !== undefined && !isNew(event)) return true;
      const job = Promise.resolve()
        .then(work)
        .catch((error: unknown) => onFault(kind, error))
        .finally(() => underWay.delete(job));
      underWay.add(job);
      return true;
    },
    async close(graceMs) {
      isOpen = false;
      const late = new Promise<void>((done) => setTimeout(done, graceMs).unref());
      await Promise.race([Promise.all(underWay), late]);
      return underWay.size;
    },
  };
}
