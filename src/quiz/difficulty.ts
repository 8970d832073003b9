import type { QuizItem } from '../domain.ts';

export type Difficulty = 'easy' | 'normal' | 'hard';

/** With so few options a guess is good. */
const FEW_OPTIONS = 3;

/** How hard an item is: telling right from wrong is easy, choosing is normal, recalling a figure, an order or a name is hard. */
export function difficultyOf({ type, options }: Pick<QuizItem, 'type' | 'options'>): Difficulty {
  if (type === 'ox' || type === 'belongs') return 'easy';
  if (type === 'typed' || type === 'order') return 'hard';
  const isGuess = options.length <= FEW_OPTIONS;
  if (type === 'number') return isGuess ? 'normal' : 'hard';
  return isGuess ? 'easy' : 'normal';
}
