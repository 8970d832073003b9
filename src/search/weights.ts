import type { Signals } from './signals.ts';

/** How much each signal counts (fitted; see docs/retrieval.md). */
export const WEIGHTS: Readonly<Record<keyof Signals, number>> = {
  passage: 0.416,
  line: 0.607,
  keywords: 0.027,
  coverage: 0.128,
  lineCoverage: 0.049,
  headings: 0.052,
  quantity: 0.021,
  pack: 0.165,
  opening: 0.03,
};

/** What a line's share of the question's words adds to its cosine when the best line of a passage is chosen. */
export const LINE_WORDS = 0.05;

/** While there are no vectors. */
export const KEYWORD_WEIGHTS = { keywords: 0.7, coverage: 0.3 } as const;
