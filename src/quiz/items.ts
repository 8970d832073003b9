import type { QuizItem } from '../domain.ts';
import { entriesOf, type QuizNote } from './entries.ts';
import { type Definition, factsOf, namesIn } from './facts.ts';
import { fromDefinition } from './from-definitions.ts';
import { fromFigure } from './from-figures.ts';
import { fromGroup, fromSteps } from './from-lists.ts';
import { fromName } from './from-names.ts';
import { fromAttribute } from './from-tables.ts';
import { type Glossary, glossaryOf, isSpelledAlike, type SameName } from './glossary.ts';
import { openLedger } from './ledger.ts';
import { isGeneric, nameKey } from './names.ts';
import { itemOf, layOut, type Plan } from './plan.ts';

/** What items are made with beside the notes. */
export interface MakeOptions {
  /** Decides which wrong options, O or X, and the order of options; never which items there are. */
  readonly seed: number;
  /** Names easily taken for this one, from a domain's own knowledge. */
  readonly neighbours?: (name: string) => readonly string[];
  /** Whether two spellings name the same thing, across scripts. */
  readonly sameName?: SameName;
}

/** Whom a definition is about and where: of the lines under one name one question is made. */
const placeKey = ({ name, context }: Definition): string => [name.shown, context.at(-1) ?? ''].map(nameKey).join('>');

/** Names to stand beside one: in its script, and with a maker's name before them only where it has one too. */
function besides(name: string, others: readonly string[], { withoutMaker }: Glossary): string[] {
  const isHangul = /[가-힣]/.test(name);
  const isMade = withoutMaker(name) !== name;
  return others
    .filter((other) => /[가-힣]/.test(other) === isHangul)
    .map((other) => (isMade || isGeneric(withoutMaker(other)) ? other : withoutMaker(other)));
}

/** Makes all quiz items of the notes, in their order. Pure: the same notes and seed make the same items. */
export function makeItems(notes: readonly QuizNote[], options: MakeOptions): QuizItem[] {
  const entries = notes.flatMap(entriesOf);
  const given = namesIn(entries);
  const known = new Set(given.flatMap(({ name }) => name.forms.map(nameKey)));
  const facts = factsOf(entries, (name) => known.has(nameKey(name)));
  const glossary = glossaryOf(given, entries, options.sameName ?? isSpelledAlike);
  const neighbours = (name: string) => besides(name, options.neighbours?.(name) ?? [], glossary);
  const materials = layOut({ facts, glossary, seed: options.seed, neighbours });
  const ledger = openLedger();
  const plans: Plan[] = [];
  const take = (offered: Iterable<Plan>): boolean => {
    for (const plan of offered) {
      if (!ledger.takes(plan)) continue;
      plans.push(plan);
      return true;
    }
    return false;
  };

  const asked = new Set<string>();
  for (const fact of facts.definitions) {
    if (!asked.has(placeKey(fact)) && take(fromDefinition(materials, fact))) asked.add(placeKey(fact));
  }
  for (const fact of facts.attributes) take(fromAttribute(materials, fact));
  for (const fact of facts.groups) take(fromGroup(materials, fact));
  for (const fact of facts.steps) take(fromSteps(fact));
  for (const fact of facts.statements) take([...fromFigure(materials, fact), ...fromName(materials, fact)]);

  const places = new Map(notes.map(({ file }, index) => [file, index]));
  const place = ({ source }: QuizItem): number => (places.get(source.file) ?? 0) * 1e6 + source.startLine;
  return plans.flatMap((plan) => itemOf(materials, plan) ?? []).sort((a, b) => place(a) - place(b));
}
