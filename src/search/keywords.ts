import { finished } from '../breathe.ts';
import { terms } from '../text/korean.ts';
import { layingPostings, type Postings } from './postings.ts';
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
  return keywordsOf(finished(layingPostings([{ key: texts, texts: () => texts }])));
}

/** The same from what is laid out already. */
export function keywordsOf(postings: Postings): KeywordIndex {
  const { lengths } = postings;
  const latin = postings.terms.filter((term) => term < '가');
  const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length) || 1;
  const weight = (found: number) => Math.log(1 + (lengths.length - found + 0.5) / (found + 0.5));
  const none = weight(0);

  return {
    score({ groups }) {
      const scores = new Float32Array(lengths.length);
      let highest = 0;
      for (const { options } of groups) {
        const best = new Float32Array(lengths.length);
        let most = 0;
        for (const { terms: said, sure } of options) {
          const own = new Map<number, number>();
          let sum = 0;
          let isFound = false;
          for (const term of new Set(said)) {
            const { texts, counts } = postings.of(term);
            const idf = weight(texts.length);
            sum += idf * (K1 + 1);
            isFound ||= texts.length > 0;
            texts.forEach((row, i) => {
              const count = counts[i] ?? 0;
              const saturation = count + K1 * (1 - B + (B * (lengths[row] ?? 0)) / mean);
              own.set(row, (own.get(row) ?? 0) + (sure * idf * count * (K1 + 1)) / saturation);
            });
          }
          most = Math.max(most, isFound ? sum : 0);
          for (const [row, score] of own) best[row] = Math.max(best[row] ?? 0, score);
        }
        highest += most;
        for (let row = 0; row < scores.length; row++) scores[row] = (scores[row] as number) + (best[row] as number);
      }
      return highest === 0 ? scores : scores.map((score) => score / highest);
    },
    holds(wanted) {
      const [rarest, ...others] = wanted.map((term) => postings.of(term).texts).sort((x, y) => x.length - y.length);
      return rarest?.some((row) => others.every((rows) => includes(rows, row))) ?? false;
    },
    words: () => latin,
    rarity: (term) => weight(postings.frequency(term)) / none,
  };
}

/** Whether a number is among ascending ones. */
function includes(sorted: Uint32Array, wanted: number): boolean {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === wanted;
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
