import { BUNDLED_MODEL } from '../paths.ts';
import { states } from '../search/quantity.ts';
import type { Query } from '../search/query.ts';
import type { RankedHit } from '../search/retrieve.ts';
import { FITTED } from './confidence-fitted.ts';

/** From here on (`Judgement.answerable`) Seogi answers; below, it refuses and names the nearest sections. */
export const ENOUGH = 0.44;
/** The id of the model that confidence is fitted to begins so. */
const FITTED_TO = `${BUNDLED_MODEL}@`;
/** What an answerable question is to notes on average, with that model. Another's cosines are about somewhere else, and say nothing. */
const USUAL = 0.57;

/** Hits that confidence looks at: the best, and the five after it. */
export const HITS_FOR_CONFIDENCE = 6;

/** What speaks for and against the best hit answering the question. */
export interface Evidence {
  /** Cosine of the best line. */
  readonly line: number;
  readonly passage: number;
  /** Share of the question's words in the passage; in the line. */
  readonly coverage: number;
  readonly lineCoverage: number;
  readonly headings: number;
  /** How far it leads the next hit; the mean of the five after it. */
  readonly lead: number;
  readonly leadOverRest: number;
  /** How far its best line stands out from the other lines of the passage. */
  readonly standsOut: number;
  /** How surely the passage is about what a domain pack takes the question to mean. */
  readonly pack: number;
  /** 1 where the question names something the notes never do; something that may be a name. */
  readonly unknownName: number;
  readonly strangeName: number;
  /** Share of the question's words that the notes have at all. */
  readonly familiar: number;
  /** 1 where it names something of theirs. */
  readonly named: number;
  /** Share of its other words in the best line; the same where it names something, else 0. */
  readonly restCoverage: number;
  readonly namedRest: number;
  /** 1 where it wants a quantity and the best line states none; the passage. */
  readonly quantityMissing: number;
  readonly quantityNowhere: number;
  /** Share of the question's names in the passage; 1 where it has none. */
  readonly nameCoverage: number;
  /** Cosine of the question to the notes on average: far off, it asks of something else. */
  readonly usual: number;
  /** 1 where it is asked in English: vectors of two languages are farther apart. */
  readonly english: number;
  /** Share of what the question's words are made of that the notes have. */
  readonly known: number;
}

/** Weighs up the hits for a question, best first; undefined without hits or without vectors. */
export function evidence(queries: readonly Query[], hits: readonly RankedHit[]): Evidence | undefined {
  const [best, ...others] = hits;
  if (best?.signals === undefined) return undefined;
  const { signals, lineScores } = best;
  const rest = others.slice(0, HITS_FOR_CONFIDENCE - 1);
  const mean = (numbers: readonly number[], none: number) =>
    numbers.length === 0 ? none : numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
  const top = Math.max(0, ...lineScores);
  const named = queries.some((query) => query.named.length > 0) ? 1 : 0;
  const wanted = queries.flatMap(({ quantities }) => quantities);
  const isNowhere = wanted.length > 0 && !states(wanted, best.passage.text);
  return {
    line: signals.line,
    passage: signals.passage,
    coverage: signals.coverage,
    lineCoverage: signals.lineCoverage,
    headings: signals.headings,
    lead: best.score - (rest[0]?.score ?? best.score),
    leadOverRest:
      best.score -
      mean(
        rest.map(({ score }) => score),
        best.score,
      ),
    standsOut:
      top -
      mean(
        lineScores.filter((score) => score !== top),
        top,
      ),
    pack: signals.pack,
    unknownName: queries.length > 0 && queries.every(({ unknown }) => unknown.length > 0) ? 1 : 0,
    strangeName: queries.length > 0 && queries.every(({ strange }) => strange.length > 0) ? 1 : 0,
    familiar: Math.max(0, ...queries.map((query) => query.familiar)),
    named,
    restCoverage: best.restCoverage,
    namedRest: named * best.restCoverage,
    quantityMissing: wanted.length > 0 && signals.quantity === 0 ? 1 : 0,
    quantityNowhere: isNowhere ? 1 : 0,
    nameCoverage: named === 0 ? 1 : best.nameCoverage,
    usual: best.model?.startsWith(FITTED_TO) ? best.usual : USUAL,
    english: queries.some(({ english }) => english) ? 1 : 0,
    known: Math.max(0, ...queries.map((query) => query.known)),
  };
}

/** A tree of depth two: evidence and threshold of the root, of its left side (at most that), of its right, and four leaves. */
type Tree = readonly [
  keyof Evidence,
  number,
  keyof Evidence,
  number,
  keyof Evidence,
  number,
  number,
  number,
  number,
  number,
];

/** A logistic regression and boosted trees over evidence; the mean of their log-odds counts. */
export interface Fitted {
  readonly weights: Readonly<Record<keyof Evidence, number>>;
  readonly bias: number;
  readonly base: number;
  readonly trees: readonly Tree[];
}

function probability({ weights, bias, base, trees }: Fitted, found: Evidence): number {
  const linear = (Object.keys(weights) as (keyof Evidence)[]).reduce(
    (sum, name) => sum + weights[name] * found[name],
    bias,
  );
  const boosted = trees.reduce((sum, tree) => sum + leafOf(tree, found), base);
  return 1 / (1 + Math.exp(-(linear + boosted) / 2));
}

function leafOf([root, at, left, leftAt, right, rightAt, a, b, c, d]: Tree, found: Evidence): number {
  if (found[root] <= at) return found[left] <= leftAt ? a : b;
  return found[right] <= rightAt ? c : d;
}

/** What Seogi makes of the hits for a question; both 0–1. */
export interface Judgement {
  /** How probable it is that the quote from the best hit answers the question: what it says of itself. */
  readonly confidence: number;
  /** How probable it is that the notes hold an answer at all: whether it answers or refuses. */
  readonly answerable: number;
}

/**
 * Judges the hits for a question. Fitted by scripts/fit, measured by leaving out one set of questions after the other
 * (docs/retrieval.md). By the words they share while there are no vectors.
 */
export function judge(queries: readonly Query[], hits: readonly RankedHit[]): Judgement {
  const found = evidence(queries, hits);
  // Small talk has no word of the notes: nothing was asked of them.
  if (found?.familiar === 0) return { confidence: 0, answerable: 0 };
  if (found !== undefined) {
    return { confidence: probability(FITTED.quoteIsRight, found), answerable: probability(FITTED.isAnswerable, found) };
  }
  // Words that the notes lack are what sets another subject apart: 달 착륙.
  const known = Math.max(0, ...queries.map((query) => query.known));
  const shared = Math.min(1, 2 * (hits[0]?.coverage ?? 0)) * known;
  return { confidence: shared, answerable: shared };
}
