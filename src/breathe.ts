import { setImmediate } from 'node:timers/promises';

/** Work on this thread goes on so long, in ms, before questions and heartbeats get their turn. */
const TURN = 3;

/** Opens a breath: called between the small steps of long work, it gives way to whatever waits once its turn is over. */
export function openBreath(): () => Promise<void> {
  let started = performance.now();
  return async () => {
    if (performance.now() - started < TURN) return;
    await setImmediate();
    started = performance.now();
  };
}

/** Runs work that pauses at each `yield`, giving way in between. */
export async function breathing<T>(work: Generator<undefined, T>): Promise<T> {
  const breathe = openBreath();
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    await breathe();
  }
}

/** Runs such work in one go. */
export function finished<T>(work: Generator<undefined, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
