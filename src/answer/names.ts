import { distance } from 'fastest-levenshtein';
import type { KeywordIndex } from '../search/keywords.ts';
import { terms, words } from '../text/korean.ts';

/** A Hangul word of so many syllables whose terms are hardly in the notes is a name written by ear: `다이나모디비`. */
const NAME_BY_EAR = { syllables: 4, strange: 0.6 } as const;

const isKnown = (indexes: readonly KeywordIndex[], term: string) => indexes.some((index) => index.rarity(term) < 1);
const latinNames = (text: string) => words(text).filter((word) => /^[a-z][a-z0-9]+$/.test(word));

/** Names of four letters and more may differ by one: people mistype them in notes and in questions. */
function knows(indexes: readonly KeywordIndex[], name: string): boolean {
  if (isKnown(indexes, name)) return true;
  return name.length >= 4 && indexes.some((index) => index.words().some((word) => distance(word, name) <= 1));
}

/** Whether a Korean question holds a Latin name that the notes have in no spelling: `Terraform`, `EKS`. */
export function namesUnknown(indexes: readonly KeywordIndex[], question: string): boolean {
  return /[가-힣]/.test(question) && latinNames(question).some((name) => !knows(indexes, name));
}

/** Whether a question says itself what it is about: a Latin name of the notes, or a name written by ear. */
export function namesSubject(indexes: readonly KeywordIndex[], question: string): boolean {
  if (latinNames(question).some((name) => knows(indexes, name))) return true;
  return words(question).some((word) => {
    if (word < '가' || word.length < NAME_BY_EAR.syllables) return false;
    const parts = terms(word);
    return parts.filter((term) => !isKnown(indexes, term)).length >= NAME_BY_EAR.strange * parts.length;
  });
}

/** Share of a question's terms that occur in the notes at all, 0–1: small talk has few. */
export function knownShare(indexes: readonly KeywordIndex[], question: string): number {
  const all = [...new Set(terms(question))];
  return all.length === 0 ? 0 : all.filter((term) => isKnown(indexes, term)).length / all.length;
}
