// What a search finds, made up: a test names only what it is about.
import type { Passage } from '../../src/domain.ts';
import type { Query } from '../../src/search/query.ts';
import type { RankedHit } from '../../src/search/retrieve.ts';
import type { Signals } from '../../src/search/signals.ts';

/** An empty passage but for what is given. */
export const passage = (more: Partial<Passage> = {}): Passage => ({
  id: 'p',
  file: 'a.md',
  headings: [],
  context: [],
  startLine: 1,
  endLine: 1,
  text: '',
  lines: [],
  ...more,
});

/** Nothing speaks for a passage but what is given. */
export const signals = (more: Partial<Signals> = {}): Signals => ({
  passage: 0,
  line: 0,
  keywords: 0,
  coverage: 0,
  lineCoverage: 0,
  opening: 0,
  headings: 0,
  quantity: 0,
  pack: 0,
  ...more,
});

/** A hit that was ranked by vectors. */
export const rankedHit = (more: Partial<RankedHit> = {}): RankedHit => ({
  scope: 'shared',
  passage: passage(),
  bestLine: undefined,
  score: 1,
  signals: signals(),
  lineScores: [],
  coverage: 0,
  restCoverage: 0,
  nameCoverage: 1,
  usual: 0.57,
  model: 'multilingual-e5-small-ko@0',
  ...more,
});

/** A question in which nothing was recognised but what is given. */
export const query = (more: Partial<Query> = {}): Query => ({
  text: '',
  groups: [],
  named: [],
  unknown: [],
  strange: [],
  familiar: 1,
  known: 1,
  english: false,
  quantities: [],
  defines: undefined,
  compares: [],
  ...more,
});
