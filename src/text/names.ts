// Names that a text gives twice: `Elastic IP(EIP)`, `RPO(복구 시점 목표)`.
import { normalize } from './korean.ts';

/** A name is at most so many characters; longer text before a bracket is a sentence. */
const LONGEST = 40;
/** What stands in a bracket after a name: no sentence, no example, no number. */
const BRACKET = /([^\s()[\]{}|<>:：,·/→=*_`"'][^()[\]{}|<>:：→=\n]{0,60}?)\s?\(([^()\n]{2,40})\)/g;
const HANGUL = /^[가-힣][가-힣0-9 ]*$/;

/** What stands before a name at the beginning of a line. */
const MARKER = /^\s*(?:[-*+>]|#+|\d+[.)])\s+/gm;

const initials = (words: readonly string[]) => words.map((word) => word.charAt(0)).join('');
/** A name may end in an abbreviation, which is taken whole: `Elastic IP` → eip. */
const shortWhole = (words: readonly string[]) =>
  words.map((word) => (word.length <= 3 ? word : word.charAt(0))).join('');

/** Initials of the name's words, with and without small ones: `Recovery Point Objective` → rpo. */
function abbreviates(short: string, name: string): boolean {
  const words = name.split(/[\s-]+/).filter(Boolean);
  const big = words.filter((word) => !['of', 'and', 'the', 'for', 'to', 'in', 'on', 'a'].includes(word));
  const letters = short.replace(/[^a-z0-9]/g, '');
  return letters.length >= 2 && [initials(words), initials(big), shortWhole(words)].some((first) => first === letters);
}

/** Words of a name end in no particle: `클라우드에서의 확장` describes. */
const isHangulName = (name: string) =>
  HANGUL.test(name) &&
  name.length <= 16 &&
  name.split(' ').length <= 4 &&
  !/(?:을|를|의|에|는|한|된|있는|없는)(?: |$)/.test(name);
/** Two to six letters and digits, as an abbreviation is. */
const isAcronym = (name: string) => /^[a-z][a-z0-9]{1,5}$/.test(name);

/**
 * Pairs of names for one thing that a text gives in brackets, normalised: an abbreviation beside what it stands for, in
 * Latin letters (its initials) or in Hangul.
 */
export function namePairs(text: string): [string, string][] {
  const pairs: [string, string][] = [];
  // No name goes on in another line, and most lines have no bracket.
  const bracketed = text.split('\n').filter((line) => line.includes('('));
  for (const [, before = '', inside = ''] of bracketed
    .join('\n')
    .replace(/\*\*|__|`/g, '')
    .replace(MARKER, '')
    .matchAll(BRACKET)) {
    const bracket = normalize(inside);
    const name = nameBefore(normalize(before).split(' '), bracket, /^[A-Z][A-Z0-9]+$/.test(inside.trim()));
    if (name !== undefined && name !== bracket && name.length <= LONGEST) pairs.push([name, bracket]);
  }
  return pairs;
}

function nameBefore(words: readonly string[], bracket: string, isCapitals: boolean): string | undefined {
  const tails = words.map((_, i) => words.slice(i).join(' '));
  // The shortest tail whose initials are the abbreviation, or which abbreviates what the bracket spells out.
  const spelled = tails.toReversed().find((tail) => abbreviates(bracket, tail) || abbreviates(tail, bracket));
  if (spelled !== undefined) return spelled;
  const [whole = ''] = tails;
  if (isCapitals && isAcronym(bracket) && isHangulName(whole)) return whole;
  return isAcronym(whole) && isHangulName(bracket) ? whole : undefined;
}
