import type { Evidence } from './confidence.ts';

/** A logistic regression over evidence. */
export interface Regression {
  readonly weights: Readonly<Record<keyof Evidence, number>>;
  readonly bias: number;
}

/** Whether the quote from the best hit answers the question (fitted by scripts/fit; docs/retrieval.md). */
export const QUOTE_IS_RIGHT: Regression = {
  weights: {
    line: 2.55,
    passage: 2.29,
    coverage: 0.82,
    lineCoverage: 0.16,
    headings: 0.91,
    lead: 4.97,
    leadOverRest: 13.91,
    standsOut: 7.58,
    pack: 0.82,
    unknownName: -1.8,
    strangeName: 0.42,
    familiar: -0.83,
    named: -0.23,
    restCoverage: -2.04,
    namedRest: 2.19,
    quantityMissing: -0.69,
    quantityNowhere: -0.19,
  },
  bias: -5.62,
};

/** Whether the notes answer the question at all. */
export const IS_ANSWERABLE: Regression = {
  weights: {
    line: 3.95,
    passage: 6.64,
    coverage: 0.29,
    lineCoverage: -1.09,
    headings: 0.1,
    lead: 1.25,
    leadOverRest: 9.46,
    standsOut: 2.58,
    pack: 0.09,
    unknownName: -1.77,
    strangeName: 0.82,
    familiar: -0.29,
    named: -0.52,
    restCoverage: -1.35,
    namedRest: 1.89,
    quantityMissing: -1.81,
    quantityNowhere: 0.53,
  },
  bias: -6.84,
};

/** From here on (`Judgement.answerable`) Seogi answers; below, it refuses and names the nearest sections. */
export const ENOUGH = 0.45;
