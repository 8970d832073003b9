import type { Clock } from '../../src/clock.ts';

/** A clock that stands still until a test lets time pass. */
export interface ManualClock extends Clock {
  /** Lets so many ms pass; what waits for a moment in between happens at that moment. */
  pass(ms: number): void;
  /** Sets the clock; what waits waits as long as it would have. */
  set(at: number): void;
}

/** A clock that stands at `at` (ms since 1970). */
export function manualClock(at: number): ManualClock {
  let time = at;
  /** Timers go by the ms that passed, not by what the clock shows. */
  let passed = 0;
  const waiting = new Set<{ readonly at: number; readonly work: () => void }>();
  const advance = (to: number) => {
    time += to - passed;
    passed = to;
  };
  return {
    now: () => time,
    after(ms, work) {
      const alarm = { at: passed + ms, work };
      waiting.add(alarm);
      return () => waiting.delete(alarm);
    },
    pass(ms) {
      const end = passed + ms;
      for (;;) {
        const [first] = [...waiting].filter((alarm) => alarm.at <= end).sort((x, y) => x.at - y.at);
        if (first === undefined) break;
        waiting.delete(first);
        advance(Math.max(passed, first.at));
        first.work();
      }
      advance(end);
    },
    set(to) {
      time = to;
    },
  };
}
