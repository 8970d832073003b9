import type { QuizItem, QuizType, Scope } from '../domain.ts';

/** How hard an item is. */
export const DIFFICULTIES = ['easy', 'medium', 'hard'] as const;
export type Difficulty = (typeof DIFFICULTIES)[number];

/** What somebody wants to be asked. What is left out may be anything. */
export interface QuizWish {
  readonly count: number;
  readonly topic?: string | undefined;
  readonly type?: QuizType | undefined;
  readonly difficulty?: Difficulty | undefined;
}

/** The items made from the notes, and what to do with them. Made anew when the notes change. */
export interface Quizzes {
  /** Topics of a scope that fit what is typed so far (초성 count), best first; all of them for `''`. */
  topics(scope: Scope, typed: string): readonly string[];
  /** At most `wish.count` items of a scope, none of those in `without`; the same for the same seed. */
  choose(scope: Scope, wish: QuizWish, without: ReadonlySet<string>, seed: string): readonly QuizItem[];
  /** Whether an answer counts as right. */
  grade(item: QuizItem, given: string | readonly string[]): boolean;
  /** What helps without giving the answer away: its 초성, or an option that is wrong. Undefined where nothing does. */
  hint(item: QuizItem): { readonly initials: string } | { readonly wrong: string } | undefined;
}
