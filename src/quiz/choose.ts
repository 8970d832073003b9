import type { QuizItem, QuizType } from '../domain.ts';
import { type Difficulty, difficultyOf } from './difficulty.ts';
import { nameKey, withoutNumber } from './names.ts';
import { randomFor, shuffled } from './random.ts';

/** Which items a quiz is to have. */
export interface Choice {
  /** A topic, or any heading above the items. */
  readonly topic?: string | undefined;
  readonly types?: readonly QuizType[] | undefined;
  readonly difficulty?: Difficulty | undefined;
  readonly count: number;
  readonly seed: number;
}

/**
 * Draws at most `count` items that fit, spread over topics and types as evenly as they allow, in random order; the same
 * ones for the same seed.
 */
export function chooseItems(items: readonly QuizItem[], { topic, types, difficulty, count, seed }: Choice): QuizItem[] {
  const wanted = topic === undefined ? undefined : nameKey(topic);
  const isWanted = (item: QuizItem): boolean =>
    (wanted === undefined ||
      [item.topic, ...item.source.headings.map(withoutNumber)].some((name) => nameKey(name) === wanted)) &&
    (types === undefined || types.includes(item.type)) &&
    (difficulty === undefined || difficultyOf(item) === difficulty);
  const left = shuffled(items.filter(isWanted), randomFor(`choose:${seed}`));
  const chosen: QuizItem[] = [];
  const used = new Map<string, number>();
  const uses = (item: QuizItem): number =>
    (used.get(`topic:${item.topic}`) ?? 0) + (used.get(`type:${item.type}`) ?? 0);
  while (chosen.length < count && left.length > 0) {
    let best = 0;
    for (const [at, item] of left.entries()) if (uses(item) < uses(left[best] ?? item)) best = at;
    const [item] = left.splice(best, 1);
    if (!item) break;
    chosen.push(item);
    for (const key of [`topic:${item.topic}`, `type:${item.type}`]) used.set(key, (used.get(key) ?? 0) + 1);
  }
  return chosen;
}
