import type { Hit, Scope } from '../domain.ts';
import type { Generation } from './generation.ts';
import { sharedTerms } from './keywords.ts';
import type { VectorIndex } from './vector-index.ts';
import { cosineAt } from './vector-table.ts';

/** Lines carry the ranking, keywords only tip the scale (measured on the evaluation sets; see README). */
const PASSAGE_WEIGHT = 0.4;
const LINE_WEIGHT = 0.6;
const KEYWORD_WEIGHT = 0.02;

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

/** A hit with the numbers it was ranked by; what confidence is judged on. */
export interface RankedHit extends Hit {
  /** Cosine of the passage; undefined when keywords alone ranked. */
  readonly passageCosine: number | undefined;
  /** Cosine of its best line. */
  readonly lineCosine: number | undefined;
  /** How well each of the passage's lines fits, in their order: cosines, or shared terms when keywords alone ranked. */
  readonly lineScores: readonly number[];
  /** BM25, not scaled. */
  readonly keywordScore: number;
}

/** Ranks all passages of the sources for a question, best first, at most `k`. Without a vector, by keywords. */
export function retrieve(
  sources: readonly Source[],
  question: string,
  vector: Float32Array | undefined,
  k: number,
): RankedHit[] {
  const scored = sources.map((source) => ({ ...source, keywords: source.generation.keywords.score(question) }));
  const best = Math.max(0, ...scored.map(({ keywords }) => keywords.reduce((x, y) => Math.max(x, y), 0))) || 1;
  return scored
    .flatMap((source) =>
      vector !== undefined && source.index !== undefined
        ? byVectors(source, source.index, vector, source.keywords, best)
        : byKeywords(source, question, source.keywords, best),
    )
    .sort((x, y) => y.score - x.score)
    .slice(0, k);
}

function byVectors(
  { scope, generation }: Source,
  index: VectorIndex,
  vector: Float32Array,
  keywords: Float32Array,
  bestKeyword: number,
): RankedHit[] {
  const table = generation.vectors?.table;
  if (table === undefined) throw new Error('An index without vectors');
  const { passages, lines, firstLine } = generation;
  const candidates = new Set(topRows(keywords, KEYWORD_CANDIDATES));
  for (const { row } of index.search(vector, NEIGHBORS)) {
    candidates.add(row < passages.length ? row : (lines[row - passages.length]?.passage ?? 0));
  }
  return [...candidates].flatMap((number) => {
    const passage = passages[number];
    if (passage === undefined) return [];
    const passageCosine = cosineAt(table, number, vector);
    const lineScores = passage.lines.map((_, i) =>
      cosineAt(table, passages.length + (firstLine[number] ?? 0) + i, vector),
    );
    const best = argmax(lineScores);
    const lineCosine = lineScores[best];
    const keywordScore = keywords[number] ?? 0;
    // A passage without lines (a lone image) has only its own vector.
    const score =
      PASSAGE_WEIGHT * passageCosine +
      LINE_WEIGHT * (lineCosine ?? passageCosine) +
      (KEYWORD_WEIGHT * keywordScore) / bestKeyword;
    return [
      { scope, passage, bestLine: passage.lines[best], score, passageCosine, lineCosine, lineScores, keywordScore },
    ];
  });
}

function byKeywords(
  { scope, generation }: Source,
  question: string,
  keywords: Float32Array,
  best: number,
): RankedHit[] {
  return topRows(keywords, KEYWORD_CANDIDATES).flatMap((number) => {
    const passage = generation.passages[number];
    const keywordScore = keywords[number] ?? 0;
    if (passage === undefined) return [];
    const lineScores = passage.lines.map((line) => sharedTerms(line, question));
    return [
      {
        scope,
        passage,
        bestLine: passage.lines[argmax(lineScores)],
        score: keywordScore / best,
        passageCosine: undefined,
        lineCosine: undefined,
        lineScores,
        keywordScore,
      },
    ];
  });
}

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
