/** How often one person may ask: several at once, then one every so often. */
export interface Cooldown {
  /** Takes a turn: 0 when it is granted, otherwise the ms until the next one. A refusal costs nothing. */
  take(user: string): number;
}

export interface CooldownOptions {
  /** Turns that may be taken at once. */
  readonly burst: number;
  /** ms until a turn comes back. */
  readonly everyMs: number;
  /** ms. */
  readonly now: () => number;
}

/** People remembered before those who have all their turns back are forgotten. */
const MANY = 1000;

/** A cooldown per user. */
export function openCooldown({ burst, everyMs, now }: CooldownOptions): Cooldown {
  /** When each user has all turns back. */
  const whole = new Map<string, number>();
  return {
    take(user) {
      const time = now();
      if (whole.size > MANY) {
        for (const [known, at] of whole) if (at <= time) whole.delete(known);
      }
      // Never further away than after all turns at once: a clock that is set back makes nobody wait for it.
      const from = Math.max(Math.min(whole.get(user) ?? 0, time + burst * everyMs), time);
      const wait = from + everyMs - (time + burst * everyMs);
      whole.set(user, wait > 0 ? from : from + everyMs);
      return Math.max(0, wait);
    },
  };
}
