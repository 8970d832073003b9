import type { Clock } from '../../src/clock.ts';

/** A clock that stands still until a test lets time pass. */
export interface ManualClock extends Clock {
  /** Lets so many ms pass; what waits for a moment in between happens at that moment. */
  pass(ms: number): void;
}

/** A clock that stands at `at` (ms since 1970). */
export function manualClock(at: number): ManualClock {
  let time = at;
  const waiting = new Set<{ readonly at: number; readonly work: () => void }>();
  return {
    now: () => time,
    after(ms, work) {
      const alarm = { at: time + ms, work };
      waiting.add(alarm);
      return () => waiting.delete(alarm);
    },
    pass(ms) {
      const end = time + ms;
      for (;;) {
        const [first] = [...waiting].filter((alarm) => alarm.at <= end).sort((x, y) => x.at - y.at);
        if (first === undefined) break;
        waiting.delete(first);
        time = Math.max(time, first.at);
        first.work();
      }
      time = end;
    },
  };
}
