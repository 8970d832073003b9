import { breathing, finished } from '../breathe.ts';
import type { Passage } from '../domain.ts';
import { type Aliases, openAliases } from '../text/aliases.ts';
import { terms } from '../text/korean.ts';
import { namePairs } from '../text/names.ts';
import type { Generation } from './generation.ts';
import { keywordInput } from './inputs.ts';
import { indexKeywords, type KeywordIndex } from './keywords.ts';

type Groups = readonly (readonly string[])[];

/** By the keywords of a generation, which it shares with the same notes' next one. */
const opened = new WeakMap<KeywordIndex, Aliases>();
/** A passage never changes, so most of a next generation's are known. */
const pairsOfPassages = new WeakMap<Passage, Groups>();

/**
 * The names of a generation's notes under all their spellings; made at the first question. `groups` are names for one
 * thing each that come from elsewhere, and are the same at every call.
 */
export function aliasesOf({ passages, keywords }: Generation, groups: Groups): Aliases {
  const aliases = opened.get(keywords) ?? finished(openingNames(passages, keywords, groups));
  opened.set(keywords, aliases);
  return aliases;
}

/** Makes them ahead of the first question, without keeping the thread from its other work. */
export async function prepareAliases({ passages, keywords }: Generation, groups: Groups): Promise<void> {
  if (!opened.has(keywords)) opened.set(keywords, await breathing(openingNames(passages, keywords, groups)));
}

/** The same of passages that no generation holds. */
export const aliasesIn = (passages: readonly Passage[], groups: Groups): Aliases =>
  finished(openingNames(passages, indexKeywords(passages.map(keywordInput)), groups));

function* openingNames(
  passages: readonly Passage[],
  keywords: KeywordIndex,
  groups: Groups,
): Generator<undefined, Aliases> {
  const isKnown = (name: string) => keywords.holds(terms(name));
  // Notes say the same names again and again.
  const pairs = new Map<string, readonly string[]>();
  for (const passage of passages) {
    const own = pairsOfPassages.get(passage) ?? namePairs(keywordInput(passage));
    pairsOfPassages.set(passage, own);
    for (const pair of own) pairs.set(pair.join('\n'), pair);
    yield;
  }
  return openAliases(keywords.words(), isKnown, [...pairs.values(), ...groups]);
}
