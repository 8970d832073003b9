import type { Line, Passage } from '../domain.ts';

/** What is known of a question beside the notes. */
export interface Hints {
  /** Names for one thing each; the same list at every question. */
  readonly names: readonly (readonly string[])[];
  /** 0–1: how surely a passage, whose best line is given, is about what the question seems to mean. */
  fit(passage: Passage, line: Line | undefined): number;
}

/** Where nothing is known. */
export const NO_HINTS: Hints = { names: [], fit: () => 0 };
