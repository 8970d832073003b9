import { createHash } from 'node:crypto';

/** A stream of numbers in [0, 1), the same for the same key. */
export function randomFor(key: string): () => number {
  let state = createHash('sha256').update(key).digest().readUInt32LE(0);
  // mulberry32: one word of state is plenty for shuffling a handful of options.
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** The same things in an order drawn from `random`. */
export function shuffled<T>(things: readonly T[], random: () => number): T[] {
  return things
    .map((thing) => ({ thing, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ thing }) => thing);
}
