import type { Scope } from '../domain.ts';
import type { QuizRecords, ReviewCard } from '../store/quiz-records.ts';
import { isDue } from './review.ts';

/** Whose cards, and where items are retired for them. */
export interface CardOwner {
  readonly scope: Scope;
  readonly user: string;
  /** The server, or the channel of somebody's direct messages. */
  readonly retiredIn: Scope;
}

/** Somebody's cards, the ones due first first, without items that are asked no more. */
export async function cardsOf(
  store: Pick<QuizRecords, 'cards' | 'retired'>,
  { scope, user, retiredIn }: CardOwner,
): Promise<ReviewCard[]> {
  const retired = await store.retired(retiredIn);
  return (await store.cards(scope, user)).filter(({ item }) => !retired.has(item.id));
}

/** Which of the cards are due at `now` (ms since 1970). */
export const dueOf = (cards: readonly ReviewCard[], now: number): ReviewCard[] =>
  cards.filter((card) => isDue(card, now));

/** When something is due next after `now`, and how much at that time; undefined where nothing is. */
export function nextDue(
  cards: readonly ReviewCard[],
  now: number,
): { readonly at: number; readonly count: number } | undefined {
  const later = cards.filter((card) => !isDue(card, now)).map(({ due }) => due);
  if (later.length === 0) return undefined;
  const at = Math.min(...later);
  return { at, count: later.filter((due) => due === at).length };
}
