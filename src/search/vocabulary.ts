import { type Aliases, openAliases } from '../text/aliases.ts';
import { terms } from '../text/korean.ts';
import { namePairs } from '../text/names.ts';
import type { Generation } from './generation.ts';
import { keywordInput } from './inputs.ts';

const opened = new WeakMap<Generation, Aliases>();

/**
 * The names of a generation's notes under all their spellings; made at the first question. `groups` are names for one
 * thing each that come from elsewhere, and are the same at every call.
 */
export function aliasesOf(generation: Generation, groups: readonly (readonly string[])[]): Aliases {
  const known = opened.get(generation);
  if (known !== undefined) return known;
  const { keywords, passages } = generation;
  const isKnown = (name: string) => keywords.holds(terms(name));
  const pairs = passages.flatMap((passage) => namePairs(keywordInput(passage)));
  const aliases = openAliases(keywords.words(), isKnown, [...pairs, ...groups]);
  opened.set(generation, aliases);
  return aliases;
}
