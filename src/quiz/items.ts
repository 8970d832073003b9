import type { QuizItem } from '../domain.ts';
import { normalize } from '../text/korean.ts';
import { itemOf, openBench, type Plan } from './bench.ts';
import { entriesOf, type QuizNote } from './entries.ts';
import { factsOf, namesIn } from './facts.ts';
import { fromDefinition } from './from-definitions.ts';
import { fromGroup, fromSteps } from './from-lists.ts';
import { fromStatement } from './from-statements.ts';
import { fromAttribute } from './from-tables.ts';
import { glossaryOf, isSpelledAlike, type SameName } from './glossary.ts';
import { itemId } from './identity.ts';
import { nameKey } from './names.ts';
import { overlap } from './wording.ts';

/** What items are made with beside the notes. */
export interface MakeOptions {
  /** Decides which wrong options, O or X, and the order of options; never which items there are. */
  readonly seed: number;
  /** Names easily taken for this one, from a domain's own knowledge. */
  readonly neighbours?: (name: string) => readonly string[];
  /** Whether two spellings name the same thing, across scripts. */
  readonly sameName?: SameName;
}

/** From here up two questions with one answer are one question. */
const SAME_QUESTION = 0.8;

/** Keeps the first of those that ask the same. */
function withoutRepeats(items: readonly QuizItem[]): QuizItem[] {
  const ids = new Set<string>();
  const byAnswer = new Map<string, QuizItem[]>();
  return items.filter((item) => {
    const key = `${item.type}:${nameKey([item.answer].flat().join())}`;
    const others = byAnswer.get(key) ?? [];
    const isRepeat =
      ids.has(item.id) ||
      others.some(
        (other) => normalize(other.stem) === normalize(item.stem) || overlap(other.stem, item.stem) >= SAME_QUESTION,
      );
    if (isRepeat) return false;
    ids.add(item.id);
    byAnswer.set(key, [...others, item]);
    return true;
  });
}

/** Of the lines under one name the first that makes a question. */
function firstOfEach(plans: readonly Plan[]): Plan[] {
  const seen = new Set<string>();
  return plans.filter(({ subject, key }) => {
    const id = itemId('term', subject, key);
    return !seen.has(id) && seen.add(id);
  });
}

/** Makes all quiz items of the notes, in their order. Pure: the same notes and seed make the same items. */
export function makeItems(notes: readonly QuizNote[], options: MakeOptions): QuizItem[] {
  const entries = notes.flatMap(entriesOf);
  const given = namesIn(entries);
  const known = new Set(given.flatMap(({ name }) => name.forms.map(nameKey)));
  const facts = factsOf(entries, (name) => known.has(nameKey(name)));
  const glossary = glossaryOf(given, entries, options.sameName ?? isSpelledAlike);
  const bench = openBench({ facts, glossary, seed: options.seed, neighbours: options.neighbours ?? (() => []) });
  const plans = [
    ...firstOfEach(facts.definitions.flatMap((fact) => fromDefinition(bench, fact))),
    ...facts.attributes.flatMap((fact) => fromAttribute(bench, fact)),
    ...facts.groups.flatMap((fact) => fromGroup(bench, fact)),
    ...facts.steps.flatMap((fact) => fromSteps(bench, fact)),
    ...facts.statements.flatMap((fact) => fromStatement(bench, fact)),
  ];
  const items = plans.flatMap((plan) => itemOf(bench, plan) ?? []);
  return withoutRepeats(items).sort(
    (a, b) =>
      (a.source.file < b.source.file ? -1 : a.source.file > b.source.file ? 1 : 0) ||
      a.source.startLine - b.source.startLine,
  );
}
