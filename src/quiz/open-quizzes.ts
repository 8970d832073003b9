import type { QuizItem, Scope } from '../domain.ts';
import type { Source } from '../search/retrieve.ts';
import { chooseItems } from './choose.ts';
import type { SameName } from './glossary.ts';
import { grade } from './grade.ts';
import { hint } from './hint.ts';
import { makeItems } from './items.ts';
import type { Quizzes } from './quizzes.ts';
import { randomFor, shuffled } from './random.ts';
import { matchTopics, topics } from './topics.ts';

/** Which items there are does not depend on it, and their options are drawn anew for each quiz. */
const SEED = 1;

export interface QuizzesParts {
  /** What is indexed now. */
  readonly sources: () => readonly Source[];
  /** Names easily taken for this one. */
  readonly neighbours?: (name: string) => readonly string[];
  /** Whether two spellings name the same thing, across scripts. */
  readonly sameName?: SameName;
  /** A name's other spellings (Lambda: 람다), to find topics by. */
  readonly readings?: (name: string) => readonly string[];
}

/** Quizzes over the notes that are indexed: everybody's and, in a server, its own. */
export function openQuizzes({ sources, neighbours, sameName, readings }: QuizzesParts): Quizzes {
  /** Items of each scope and the generations they come from. */
  const made = new Map<Scope, { readonly from: string; readonly items: readonly QuizItem[] }>();

  const items = (scope: Scope): readonly QuizItem[] => {
    const own = sources().filter((source) => source.scope === 'shared' || source.scope === scope);
    const from = own.map((source) => `${source.scope}/${source.generation.id}`).join();
    // Servers without notes of their own share the items of all.
    const key = own.some((source) => source.scope === scope) ? scope : 'shared';
    const known = made.get(key);
    if (known?.from === from) return known.items;
    const options = { seed: SEED, ...(neighbours && { neighbours }), ...(sameName && { sameName }) };
    const fresh = makeItems(
      own.flatMap(({ generation }) => generation.notes),
      options,
    );
    made.set(key, { from, items: fresh });
    return fresh;
  };

  return {
    items,
    topics: (scope, typed) => matchTopics(topics(items(scope)), typed, readings).map(({ name }) => name),
    choose(scope, { count, topic, type, difficulty }, without, seed) {
      const left = items(scope).filter(({ id }) => !without.has(id));
      const number = Math.floor(randomFor(seed)() * 2 ** 32);
      const types = type === undefined ? undefined : [type];
      return chooseItems(left, { topic, types, difficulty, count, seed: number }).map((item) => redrawn(item, seed));
    },
    grade: (item, given) => grade(item, given, sameName) === 'right',
    hint,
  };
}

/** The item with its options in another order, so that nobody learns places; O stays before X. */
function redrawn(item: QuizItem, seed: string): QuizItem {
  if (item.type === 'ox') return item;
  return { ...item, options: shuffled(item.options, randomFor(`${seed} ${item.id}`)) };
}
