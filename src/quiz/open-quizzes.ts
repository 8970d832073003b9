import type { QuizItem, Scope } from '../domain.ts';
import type { Source } from '../search/retrieve.ts';
import { chooseItems } from './choose.ts';
import type { QuizNote } from './entries.ts';
import { grade } from './grade.ts';
import { hint } from './hint.ts';
import type { Quizzes } from './quizzes.ts';
import { randomFor, shuffled } from './random.ts';
import { matchTopics, topics } from './topics.ts';

export interface QuizzesParts {
  /** What is indexed now of a scope. */
  readonly sources: (scope: Scope) => readonly Source[];
  /** Makes the items of notes; takes a while. */
  readonly make: (notes: readonly QuizNote[]) => Promise<readonly QuizItem[]>;
  /** Told when that failed; it is tried again when the notes change. */
  readonly onFault: (error: unknown) => void;
  /** Whether two spellings name the same thing, across scripts. */
  readonly sameName?: (a: string, b: string, scope?: Scope) => boolean;
  /** A name's other spellings (Lambda: 람다), to find topics by. */
  readonly readings?: (name: string, scope: Scope) => readonly string[];
}

/** The items of a scope, and what notes they are being made from or were made from. */
interface Made {
  readonly from: string;
  /** Of the notes before, as long as the new ones are not done; undefined before the first. */
  readonly items: readonly QuizItem[] | undefined;
  /** Resolves when they are of these notes, or could not be made. */
  readonly done: Promise<void>;
}

/** Quizzes over the notes that are indexed: everybody's and, in a server, its own. */
export function openQuizzes({ sources, make, onFault, sameName, readings }: QuizzesParts): Quizzes {
  const made = new Map<Scope, Made>();

  /** The scope's items, being made or made; undefined before there is anything to make them from. */
  const madeFor = (scope: Scope): Made | undefined => {
    const own = sources(scope).filter((source) => source.scope === 'shared' || source.scope === scope);
    if (own.length === 0) return undefined;
    const notes = own.flatMap(({ generation }) => generation.notes);
    // Servers without notes of their own share the items of all.
    const key = own.some((source) => source.scope === scope) ? scope : 'shared';
    const from = notes.map(({ file, hash }) => `${file} ${hash}`).join('\n');
    const known = made.get(key);
    if (known?.from === from) return known;
    const shared = new Set(
      own.flatMap((one) => (one.scope === 'shared' ? one.generation.notes : [])).map(({ file }) => file),
    );
    // Where notes change faster than items are made, only the newest are waited for, and one thread is at it.
    const isNewest = () => made.get(key)?.from === from;
    const done = (known?.done ?? Promise.resolve())
      .then(() => (isNewest() ? make(notes) : []))
      .then((items) => items.map((item) => (shared.has(item.source.file) ? item : ofScope(item, scope))))
      .catch((error: unknown) => {
        onFault(error);
        return known?.items ?? [];
      })
      .then((items) => {
        // Unless the notes have changed in the meantime.
        if (isNewest()) made.set(key, { from, items, done });
      });
    const begun = { from, items: known?.items, done };
    made.set(key, begun);
    return begun;
  };
  const items = (scope: Scope) => madeFor(scope)?.items ?? [];

  return {
    isReady: (scope) => madeFor(scope)?.items !== undefined,
    whenReady: async (scope) => madeFor(scope)?.done,
    items,
    topics(scope, typed) {
      const spellings = {
        sameName: sameName && ((a: string, b: string) => sameName(a, b, scope)),
        readings: readings && ((name: string) => readings(name, scope)),
      };
      return matchTopics(topics(items(scope)), typed, spellings).map(({ name }) => name);
    },
    choose(scope, { count, topic, type, difficulty }, without, seed) {
      const left = items(scope).filter(({ id }) => !without.has(id));
      const number = Math.floor(randomFor(seed)() * 2 ** 32);
      const types = type === undefined ? undefined : [type];
      return chooseItems(left, { topic, types, difficulty, count, seed: number }).map((item) => redrawn(item, seed));
    },
    grade(item, given) {
      const same = sameName && ((a: string, b: string) => sameName(a, b, item.source.scope));
      return grade(item, given, same) === 'right';
    },
    hint,
  };
}

const ofScope = (item: QuizItem, scope: Scope): QuizItem => ({ ...item, source: { ...item.source, scope } });

/** The item with its options in another order, so that nobody learns places; O stays before X. */
export function redrawn(item: QuizItem, seed: string): QuizItem {
  if (item.type === 'ox') return item;
  return { ...item, options: shuffled(item.options, randomFor(`${seed} ${item.id}`)) };
}
