import type { Attempt } from '../store/quiz-records.ts';
import { isReview } from './statistics.ts';

/** Remembering when it is due is what learning is; meeting something new is the beginning of it. */
const POINTS = { review: 2, first: 1 } as const;

/** Somebody's place. */
export interface Rank {
  readonly user: string;
  readonly points: number;
  /** From 1; the same for the same points. */
  readonly place: number;
}

/**
 * Who has how many points from `since` (ms since 1970) on, the best first, without those in `hidden`. A review done when due
 * and remembered counts 2, an item met for the first time and known 1, everything else nothing. `attempts` are all of a
 * server's, oldest first: what was met before `since` is no longer new.
 */
export function leaderboard(
  attempts: readonly Attempt[],
  since: number,
  hidden: ReadonlySet<string> = new Set(),
): Rank[] {
  const met = new Set<string>();
  const points = new Map<string, number>();
  for (const attempt of attempts) {
    const { user, item, due, right, at } = attempt;
    const thing = `${user} ${item}`;
    // A review is due once, however often somebody gets it right at that time.
    const review = `${thing} ${due}`;
    const worth = isReview(attempt) && !met.has(review) ? POINTS.review : met.has(thing) ? 0 : POINTS.first;
    met.add(thing).add(review);
    if (right && worth > 0 && at >= since && !hidden.has(user)) points.set(user, (points.get(user) ?? 0) + worth);
  }
  const ranks = [...points].map(([user, own]) => ({
    user,
    points: own,
    place: 1 + [...points.values()].filter((other) => other > own).length,
  }));
  return ranks.sort((a, b) => a.place - b.place || (a.user < b.user ? -1 : 1));
}
