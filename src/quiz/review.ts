// When an item is asked again: FSRS-6, in days of the study group.
import { type Card, createEmptyCard, fsrs, Rating } from 'ts-fsrs';
import { z } from 'zod';
import type { QuizItem } from '../domain.ts';
import type { ReviewCard } from '../store/quiz-records.ts';
import type { RoundAnswer, SourceNews } from '../store/rounds.ts';
import { beginOfDay, dayOf } from './day.ts';

/** Nothing is asked again on the same day: people come back once a day. No chance, so that the same answers give the same days. */
const scheduler = fsrs({ enable_short_term: false, enable_fuzz: false });

/** The scheduler's card as it stands in the store; its days are midnights of UTC, whatever the time zone. */
const State = z.object({
  due: z.coerce.date(),
  stability: z.number(),
  difficulty: z.number(),
  elapsed_days: z.number(),
  scheduled_days: z.number(),
  learning_steps: z.number(),
  reps: z.number(),
  lapses: z.number(),
  state: z.number().int().min(0).max(3),
  last_review: z.coerce.date().optional(),
});

/** Whose answer to what. */
type Reviewed = Pick<ReviewCard, 'scope' | 'user' | 'item'>;

/**
 * The card after an answer at `at` (ms since 1970): wrong is Again, right with a hint Hard, right Good. It is due at the
 * beginning of a day in the time zone, tomorrow at the earliest. Undefined where a right answer begins no schedule.
 */
export function schedule(
  before: ReviewCard | undefined,
  { scope, user, item }: Reviewed,
  { right, hinted }: Pick<RoundAnswer, 'right' | 'hinted'>,
  at: number,
  timeZone: string,
): ReviewCard | undefined {
  if (before === undefined && right) return undefined;
  const today = new Date(dayOf(at, timeZone));
  const kept = (before && readState(before.state)) ?? createEmptyCard<Card>(today);
  // After a clock was set back, as if it had been reviewed today: the next time is counted from the days there are.
  const known = kept.last_review !== undefined && kept.last_review > today ? { ...kept, last_review: today } : kept;
  const { card } = scheduler.next(known, today, right ? (hinted ? Rating.Hard : Rating.Good) : Rating.Again);
  const due = beginOfDay(card.due.toISOString().slice(0, 10), timeZone);
  return { scope, user, item, due, state: JSON.stringify(card) };
}

/** A day's beginning in UTC is no further ahead of the moment in ms, in whichever time zone. */
const DAY = 24 * 3600_000;

/** Whether a card is due at `now` (ms since 1970). One reviewed in days to come was put off by a clock that was wrong. */
export function isDue({ due, state }: ReviewCard, now: number): boolean {
  if (due <= now) return true;
  const reviewed = readState(state)?.last_review;
  return reviewed !== undefined && reviewed.getTime() > now + DAY;
}

function readState(state: string) {
  try {
    const { last_review, ...card } = State.parse(JSON.parse(state));
    return { ...card, ...(last_review && { last_review }) };
  } catch {
    // Of another scheduler, or damaged: it begins anew.
    return undefined;
  }
}

/** What to ask of a review's cards, in their order, and what became of each source. */
export interface Review {
  readonly items: readonly QuizItem[];
  readonly news: readonly SourceNews[];
}

/** Cards as the notes (`items`) have them now; as they were where the notes have lost them. */
export function reviewOf(cards: readonly ReviewCard[], items: readonly QuizItem[]): Review {
  const current = new Map(items.map((item) => [item.id, item]));
  const pairs = cards.map(({ item }) => ({ old: item, now: current.get(item.id) }));
  return {
    items: pairs.map(({ old, now }) => now ?? old),
    news: pairs.map(({ old, now }) =>
      now === undefined ? 'gone' : now.revision === old.revision ? 'same' : 'changed',
    ),
  };
}
