import type { Hit, Line, Scope } from '../domain.ts';
import type { Generation } from './generation.ts';
import type { Hints } from './hints.ts';
import { coverage, termSet } from './keywords.ts';
import { type Query, readQuery } from './query.ts';
import { answersQuantity, coverages, opensSubject, type Signals, sharesOf } from './signals.ts';
import type { VectorIndex } from './vector-index.ts';
import { cosineAt, meanVector } from './vector-table.ts';
import { aliasesOf } from './vocabulary.ts';
import { KEYWORD_WEIGHTS, LINE_WORDS, WEIGHTS } from './weights.ts';

/** Nearest rows of the index that make their passages candidates: enough that the exact ranking of all is kept. */
const NEIGHBORS = 300;
/** Passages that are candidates by keywords alone. */
const KEYWORD_CANDIDATES = 50;

/** Where to look: one scope's notes and the index over their vectors. */
export interface Source {
  readonly scope: Scope;
  readonly generation: Generation;
  /** Over the generation's vectors; undefined while keywords alone answer. */
  readonly index: VectorIndex | undefined;
}

/** What is looked for. */
export interface Search {
  /** The question as each source's notes read it, in the sources' order (`queryFor`). */
  readonly queries: readonly Query[];
  /** The question's vector; undefined while keywords alone answer. */
  readonly vector: Float32Array | undefined;
  /** What domain packs take the question to mean. */
  readonly hints: Hints;
}

/** A hit with the numbers it was ranked by; what confidence is judged on. */
export interface RankedHit extends Hit {
  /** Undefined when keywords alone ranked. */
  readonly signals: Signals | undefined;
  /** How well each of the passage's lines fits, in their order: cosine and words together. */
  readonly lineScores: readonly number[];
  /** Share of the question's words that stand in the passage, its headings and context, 0–1. */
  readonly coverage: number;
  /** Share of those beside names that stand in the best line, 0–1. */
  readonly restCoverage: number;
  /** Share of the question's names that stand in the passage, 0–1. */
  readonly nameCoverage: number;
  /** Cosine of the question to all lines of the notes on average; 0 without vectors. */
  readonly usual: number;
  /** Whose vectors they are. */
  readonly model: string | undefined;
}

/** Ranks the passages of the sources for a question, best first, at most `k`. Without a vector, by keywords. */
export function retrieve(sources: readonly Source[], search: Search, k: number): RankedHit[] {
  return sources
    .flatMap((source, i) => {
      const query = search.queries[i];
      if (query === undefined) throw new Error('A source without a reading of the question');
      const keywords = source.generation.keywords.score(query);
      const { index } = source;
      const vector = index === undefined ? undefined : search.vector;
      const ranked =
        vector !== undefined && index !== undefined
          ? byVectors(source, index, vector, search.hints, query, keywords, k)
          : byKeywords(source, query, keywords);
      const { rest, names } = sharesOf(query, source.generation.keywords);
      const usual = vector === undefined ? 0 : usualCosine(source.generation, vector);
      return best(ranked, k).map((hit) => ({
        ...hit,
        restCoverage: rest(termSet(hit.bestLine?.text ?? '')),
        nameCoverage: coverages(names, hit.passage).coverage,
        usual,
        model: source.generation.vectors?.model,
      }));
    })
    .sort(byScore)
    .slice(0, k);
}

/** A hit before what is only needed of the best is known of it. */
type Candidate = Omit<RankedHit, 'restCoverage' | 'nameCoverage' | 'usual' | 'model'>;

const byScore = (x: Candidate, y: Candidate) => y.score - x.score;
const best = (hits: readonly Candidate[], k: number) => hits.toSorted(byScore).slice(0, k);

/** A question as the notes of one generation read it. */
export const queryFor = (generation: Generation, question: string, { names }: Hints): Query =>
  readQuery(question, aliasesOf(generation, names), generation.keywords.rarity);

function byVectors(
  { scope, generation }: Source,
  index: VectorIndex,
  vector: Float32Array,
  hints: Hints,
  query: Query,
  keywords: Float32Array,
  k: number,
): Candidate[] {
  const table = generation.vectors?.table;
  if (table === undefined) throw new Error('An index without vectors');
  const { passages, lines, firstLine } = generation;
  const candidates = new Set(topRows(keywords, KEYWORD_CANDIDATES));
  for (const { row } of index.search(vector, NEIGHBORS)) {
    candidates.add(row < passages.length ? row : (lines[row - passages.length]?.passage ?? 0));
  }
  const share = coverage(query.groups, generation.keywords.rarity);
  const found = [...candidates].flatMap((number) => {
    const passage = passages[number];
    if (passage === undefined) return [];
    const cosine = cosineAt(table, number, vector);
    const cosines = passage.lines.map((_, i) =>
      cosineAt(table, passages.length + (firstLine[number] ?? 0) + i, vector),
    );
    const words = coverages(share, passage);
    const lineScores = cosines.map((line, i) => line + LINE_WORDS * (words.lines[i] ?? 0));
    const nearest = argmax(lineScores);
    const bestLine = passage.lines[nearest];
    const signals: Signals = {
      passage: cosine,
      // A passage without lines (a lone image) has only its own vector.
      line: cosines[nearest] ?? cosine,
      keywords: keywords[number] ?? 0,
      coverage: words.coverage,
      lineCoverage: words.lines[nearest] ?? 0,
      headings: words.headings,
      quantity: answersQuantity(query, bestLine),
      pack: 0,
      opening: opensSubject(query, share, passage, passages[number - 1]),
    };
    return [{ scope, passage, bestLine, score: weigh(signals), signals, lineScores, coverage: words.coverage }];
  });
  // Whatever a pack says of them, those further behind do not come among the first k.
  const [reach = 0] = best(found, k)
    .slice(-1)
    .map(({ score }) => score - WEIGHTS.pack);
  return found.filter(({ score }) => score >= reach).map((hit) => withPack(hit, hints.fit(hit.passage, hit.bestLine)));
}

/** A hit with what a domain pack says of it. */
function withPack(hit: Candidate & { readonly signals: Signals }, pack: number): Candidate {
  const signals = { ...hit.signals, pack };
  return { ...hit, signals, score: weigh(signals) };
}

const SIGNALS = Object.keys(WEIGHTS) as (keyof Signals)[];

/** The weighted sum that ranks. */
const weigh = (signals: Signals) => SIGNALS.reduce((sum, name) => sum + WEIGHTS[name] * signals[name], 0);

const means = new WeakMap<Generation, Float32Array>();

/** The cosine of a vector to the lines and passages of a generation on average: how near the question's subject is to theirs. */
function usualCosine(generation: Generation, vector: Float32Array): number {
  const { vectors } = generation;
  if (vectors === undefined) return 0;
  const mean = means.get(generation) ?? meanVector(vectors.table);
  means.set(generation, mean);
  return mean.reduce((sum, x, i) => sum + x * (vector[i] ?? 0), 0);
}

function byKeywords({ scope, generation }: Source, query: Query, keywords: Float32Array): Candidate[] {
  const share = coverage(query.groups, generation.keywords.rarity);
  return topRows(keywords, KEYWORD_CANDIDATES).flatMap((number) => {
    const passage = generation.passages[number];
    if (passage === undefined) return [];
    const words = coverages(share, passage);
    const lineScores = passage.lines.map((line, i) => (words.lines[i] ?? 0) - brevity(line));
    const bestLine = passage.lines[argmax(lineScores)];
    const score = KEYWORD_WEIGHTS.keywords * (keywords[number] ?? 0) + KEYWORD_WEIGHTS.coverage * words.coverage;
    return [{ scope, passage, bestLine, score, signals: undefined, lineScores, coverage: words.coverage }];
  });
}

/** So little that it only decides between lines with the same words: the shorter one says them more plainly. */
const brevity = (line: Line) => line.text.length / 100_000;

/** Place of the greatest number, the first of equals; −1 of none. */
const argmax = (numbers: readonly number[]) => numbers.indexOf(Math.max(...numbers));

/** Numbers of the rows with the highest scores above 0. */
function topRows(scores: Float32Array, count: number): number[] {
  return Array.from(scores, (score, row) => ({ score, row }))
    .filter(({ score }) => score > 0)
    .sort((x, y) => y.score - x.score)
    .slice(0, count)
    .map(({ row }) => row);
}
