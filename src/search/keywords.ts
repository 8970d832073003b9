import { terms } from '../text/korean.ts';
import type { Group, Query } from './query.ts';

/** BM25's usual constants: how fast repeated terms saturate, and how much long texts pay. */
const K1 = 1.2;
const B = 0.75;

/** An inverted index over a fixed list of texts. */
export interface KeywordIndex {
  /** BM25 of each text for a question, in the texts' order, as a share of the highest there could be: 0–1. */
  score(query: Query): Float32Array;
  /** 0–1: how rare a term is (1: in no text). */
  rarity(term: string): number;
  /** Whether one text has all the terms. */
  holds(terms: readonly string[]): boolean;
  /** All Latin words and numbers of the texts, once each. */
  words(): readonly string[];
}

/**
 * Okapi BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009) over the terms of
 * each text; of several ways to say a word the best counts. Made in memory when a generation is loaded: cheaper than
 * reading it from disk.
 */
export function indexKeywords(texts: readonly string[]): KeywordIndex {
  const work = indexingKeywords(texts);
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** The same in small steps, for whoever may not be kept from other work so long. */
export function* indexingKeywords(texts: readonly string[]): Generator<undefined, KeywordIndex> {
  const postings = new Map<string, { texts: number[]; counts: number[] }>();
  const lengths = new Float32Array(texts.length);
  for (const [row, text] of texts.entries()) {
    const counts = new Map<string, number>();
    for (const term of terms(text)) counts.set(term, (counts.get(term) ?? 0) + 1);
    for (const [term, count] of counts) {
      const posting = postings.get(term) ?? { texts: [], counts: [] };
      postings.set(term, posting);
      posting.texts.push(row);
      posting.counts.push(count);
      lengths[row] = (lengths[row] ?? 0) + count;
    }
    yield;
  }
  const latin = [...postings.keys()].filter((term) => term < '가');
  const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, texts.length) || 1;
  const weight = (found: number) => Math.log(1 + (texts.length - found + 0.5) / (found + 0.5));
  const frequency = (term: string) => postings.get(term)?.texts.length ?? 0;
  const none = weight(0);
  const rarities = new Map([...postings].map(([term, found]) => [term, weight(found.texts.length) / none]));

  return {
    score({ groups }) {
      const scores = new Float32Array(texts.length);
      let highest = 0;
      for (const { options } of groups) {
        const best = new Float32Array(texts.length);
        let most = 0;
        for (const { terms: said, sure } of options) {
          const own = new Map<number, number>();
          let sum = 0;
          for (const term of new Set(said)) {
            const posting = postings.get(term);
            const idf = weight(frequency(term));
            sum += idf * (K1 + 1);
            posting?.texts.forEach((row, i) => {
              const count = posting.counts[i] ?? 0;
              const saturation = count + K1 * (1 - B + (B * (lengths[row] ?? 0)) / mean);
              own.set(row, (own.get(row) ?? 0) + (sure * idf * count * (K1 + 1)) / saturation);
            });
          }
          most = Math.max(most, said.some((term) => frequency(term) > 0) ? sum : 0);
          for (const [row, score] of own) best[row] = Math.max(best[row] ?? 0, score);
        }
        highest += most;
        for (let row = 0; row < scores.length; row++) scores[row] = (scores[row] as number) + (best[row] as number);
      }
      return highest === 0 ? scores : scores.map((score) => score / highest);
    },
    holds(wanted) {
      const [rarest = [], ...others] = wanted
        .map((term) => postings.get(term)?.texts ?? [])
        .sort((x, y) => x.length - y.length);
      const sets = others.map((rows) => new Set(rows));
      return rarest.some((row) => sets.every((rows) => rows.has(row)));
    },
    words: () => latin,
    rarity: (term) => rarities.get(term) ?? 1,
  };
}

/** The terms of a text, as `coverage` looks them up. */
export const termSet = (text: string): ReadonlySet<string> => new Set(terms(text));

/** Says which share of something a text holds, 0–1. */
export type Share = (held: ReadonlySet<string>) => number;

/**
 * The share of a question's words, weighed by their rarity, that a text holds in any of the ways to say them. What does
 * not depend on the text is worked out once.
 */
export function coverage(groups: readonly Group[], rarity: (term: string) => number): Share {
  const weighed = groups.map(({ options }) => {
    const ways = options.map(({ terms: said, sure }) => {
      const parts = said.map((term) => ({ term, rare: rarity(term) }));
      return { parts, sure, sum: parts.reduce((sum, { rare }) => sum + rare, 0) };
    });
    // The rarest way to say it that the notes know; where they know none, it is as rare as can be.
    const known = ways.filter(({ parts, sum }) => sum < parts.length).map(({ parts, sum }) => sum / parts.length);
    return { ways, weight: Math.max(0, ...known) || 1 };
  });
  const all = weighed.reduce((sum, { weight }) => sum + weight, 0);
  return (held) => {
    let found = 0;
    for (const { ways, weight } of weighed) {
      let best = 0;
      for (const { parts, sure, sum } of ways) {
        let own = 0;
        for (const { term, rare } of parts) if (held.has(term)) own += rare;
        if (own > 0) best = Math.max(best, (sure * own) / sum);
      }
      found += weight * best;
    }
    return all === 0 ? 0 : found / all;
  };
}
