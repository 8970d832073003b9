import type { Line } from '../domain.ts';
import { terms } from '../text/korean.ts';

/** BM25's usual constants: how fast repeated terms saturate, and how much long texts pay. */
const K1 = 1.2;
const B = 0.75;

/** An inverted index over a fixed list of texts. */
export interface KeywordIndex {
  /** BM25 of each text for a question, in the texts' order; 0 where nothing matches. */
  score(question: string): Float32Array;
  /** 0–1: how rare a term is (1: in no text). */
  rarity(term: string): number;
  /** All Latin words and numbers of the texts, once each. */
  words(): readonly string[];
}

/**
 * Okapi BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009) over the terms of
 * each text. Made in memory when a generation is loaded: cheaper than reading it from disk.
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

  return {
    score(question) {
      const scores = new Float32Array(texts.length);
      for (const term of new Set(terms(question))) {
        const posting = postings.get(term);
        if (posting === undefined) continue;
        const idf = weight(posting.texts.length);
        posting.texts.forEach((row, i) => {
          const count = posting.counts[i] ?? 0;
          const saturation = count + K1 * (1 - B + (B * (lengths[row] ?? 0)) / mean);
          scores[row] = (scores[row] ?? 0) + (idf * count * (K1 + 1)) / saturation;
        });
      }
      return scores;
    },
    words: () => latin,
    rarity: (term) => weight(postings.get(term)?.texts.length ?? 0) / weight(0),
  };
}

/** How many of a question's terms a line holds; a little less for a longer line, so that the shorter of equals wins. */
export function sharedTerms(line: Line, question: string): number {
  const own = new Set(terms(line.text));
  return [...new Set(terms(question))].filter((term) => own.has(term)).length - line.text.length / 10_000;
}
