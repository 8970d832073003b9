import type { Attempt, ReviewCard } from '../store/quiz-records.ts';
import { dayAfter, dayOf, daysBetween } from './day.ts';

/** How many of how many. */
interface Share {
  readonly right: number;
  readonly all: number;
}

/** How somebody's learning goes, in numbers. Days are those of the study group (`2026-11-22`). */
export interface Statistics {
  readonly today: string;
  /** All answers ever given. */
  readonly answers: Share;
  /** By topic, the one with the most answers first. */
  readonly topics: readonly (Share & { readonly topic: string })[];
  /** Days in a row with an answer, up to today; up to yesterday where today has none yet. */
  readonly streak: number;
  /** Reviews done when due in the last 30 days: how many were remembered. */
  readonly retention: Share;
  /** What is to be reviewed today (with all that is overdue) and on each of the next 13 days. */
  readonly forecast: readonly { readonly day: string; readonly count: number }[];
  /** Items in the schedule. */
  readonly cards: number;
}

/** Days of the forecast, today among them. */
const FORECAST = 14;
/** Days that retention looks back. */
const RETENTION = 30;

/** The statistics of one person's attempts and cards, at `now` (ms since 1970). */
export function statisticsOf(
  attempts: readonly Attempt[],
  cards: readonly Pick<ReviewCard, 'due'>[],
  now: number,
  timeZone: string,
): Statistics {
  const today = dayOf(now, timeZone);
  const days = new Set(attempts.map(({ at }) => dayOf(at, timeZone)));
  const reviews = attempts.filter(
    (attempt) => isReview(attempt) && daysBetween(dayOf(attempt.at, timeZone), today) < RETENTION,
  );
  const counts = new Map<string, number>();
  for (const { due } of cards) {
    const day = due <= now ? today : dayOf(due, timeZone);
    counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  const ahead = Array.from({ length: FORECAST }, (_, days) => dayAfter(today, days));
  return {
    today,
    answers: shareOf(attempts),
    topics: topicsOf(attempts),
    streak: streakOf(days, today),
    retention: shareOf(reviews),
    forecast: ahead.map((day) => ({ day, count: counts.get(day) ?? 0 })),
    cards: cards.length,
  };
}

/** Whether an attempt was a review that was due. */
export const isReview = ({ due, at }: Pick<Attempt, 'due' | 'at'>): boolean => due !== undefined && due <= at;

const shareOf = (attempts: readonly Pick<Attempt, 'right'>[]): Share => ({
  right: attempts.filter(({ right }) => right).length,
  all: attempts.length,
});

function topicsOf(attempts: readonly Attempt[]): Statistics['topics'] {
  const shares = new Map<string, Share>();
  for (const { topic, right } of attempts) {
    const before = shares.get(topic) ?? { right: 0, all: 0 };
    shares.set(topic, { right: before.right + (right ? 1 : 0), all: before.all + 1 });
  }
  return [...shares]
    .map(([topic, share]) => ({ topic, ...share }))
    .sort((a, b) => b.all - a.all || (a.topic < b.topic ? -1 : 1));
}

function streakOf(days: ReadonlySet<string>, today: string): number {
  let day = days.has(today) ? today : dayAfter(today, -1);
  let streak = 0;
  while (days.has(day)) {
    streak += 1;
    day = dayAfter(day, -1);
  }
  return streak;
}
