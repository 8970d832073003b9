import type { Passage } from '../domain.ts';
import { type Aliases, openAliases } from '../text/aliases.ts';
import { terms } from '../text/korean.ts';
import { namePairs } from '../text/names.ts';
import type { Generation } from './generation.ts';
import { keywordInput } from './inputs.ts';
import { indexKeywords, type KeywordIndex } from './keywords.ts';

type Groups = readonly (readonly string[])[];

const opened = new WeakMap<Generation, Aliases>();

/**
 * The names of a generation's notes under all their spellings; made at the first question. `groups` are names for one
 * thing each that come from elsewhere, and are the same at every call.
 */
export function aliasesOf(generation: Generation, groups: Groups): Aliases {
  const known = opened.get(generation);
  if (known !== undefined) return known;
  const aliases = openNames(generation.passages, generation.keywords, groups);
  opened.set(generation, aliases);
  return aliases;
}

/** The same of passages that no generation holds. */
export const aliasesIn = (passages: readonly Passage[], groups: Groups): Aliases =>
  openNames(passages, indexKeywords(passages.map(keywordInput)), groups);

function openNames(passages: readonly Passage[], keywords: KeywordIndex, groups: Groups): Aliases {
  const isKnown = (name: string) => keywords.holds(terms(name));
  const pairs = passages.flatMap((passage) => namePairs(keywordInput(passage)));
  return openAliases(keywords.words(), isKnown, [...pairs, ...groups]);
}
