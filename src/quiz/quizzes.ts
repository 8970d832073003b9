import type { QuizItem, QuizType, Scope } from '../domain.ts';
import type { Difficulty } from './difficulty.ts';
import type { Hint } from './hint.ts';

/** What somebody wants to be asked. What is left out may be anything. */
export interface QuizWish {
  readonly count: number;
  readonly topic?: string | undefined;
  readonly type?: QuizType | undefined;
  readonly difficulty?: Difficulty | undefined;
}

/** The items made from the notes, and what to do with them. */
export interface Quizzes {
  /** Whether a scope's items have been made at all. If not, they are on their way as soon as the notes are indexed. */
  isReady(scope: Scope): boolean;
  /** Resolves when the items are those of the notes as they are indexed now, or nothing can be made of them. */
  whenReady(scope: Scope): Promise<void>;
  /** All items of a scope. When its notes have changed, the old ones until the new ones are made. */
  items(scope: Scope): readonly QuizItem[];
  /** Topics of a scope that fit what is typed so far (초성 count), best first; all of them for `''`. */
  topics(scope: Scope, typed: string): readonly string[];
  /** At most `wish.count` items of a scope, none of those in `without`; the same for the same seed. */
  choose(scope: Scope, wish: QuizWish, without: ReadonlySet<string>, seed: string): readonly QuizItem[];
  /** Whether an answer counts as right. */
  grade(item: QuizItem, given: string | readonly string[]): boolean;
  /** What helps without giving the answer away; undefined where nothing does. */
  hint(item: QuizItem): Hint | undefined;
}
