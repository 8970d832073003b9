import type { Passage } from '../domain.ts';
import { termSet } from '../search/keywords.ts';
import type { RankedHit } from '../search/retrieve.ts';

/** Passages that share so much of their terms (Jaccard) say the same. */
const SAME = 0.8;

/**
 * Hits without those that say in another place what a better one says; the places are kept with the better one. Best
 * first, as given.
 */
export function foldDuplicates(hits: readonly RankedHit[]): RankedHit[] {
  const kept: { hit: RankedHit; terms: ReadonlySet<string>; also: RankedHit['passage'][] }[] = [];
  for (const hit of hits) {
    const own = termsOf(hit.passage);
    const same = kept.find((other) => other.hit.passage.file !== hit.passage.file && overlap(own, other.terms) >= SAME);
    if (same === undefined) kept.push({ hit, terms: own, also: [] });
    else same.also.push(hit.passage);
  }
  return kept.map(({ hit, also }) => (also.length === 0 ? hit : { ...hit, also }));
}

const cut = new WeakMap<Passage, ReadonlySet<string>>();

function termsOf(passage: Passage): ReadonlySet<string> {
  const known = cut.get(passage) ?? termSet(passage.text);
  cut.set(passage, known);
  return known;
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((term) => b.has(term)).length;
  return shared === 0 ? 0 : shared / (a.size + b.size - shared);
}
