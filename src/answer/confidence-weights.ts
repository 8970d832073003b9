import type { Evidence } from './confidence.ts';

/** A logistic regression over evidence. */
export interface Regression {
  readonly weights: Readonly<Record<keyof Evidence, number>>;
  readonly bias: number;
}

/** Whether the quote from the best hit answers the question (fitted by scripts/fit; docs/retrieval.md). */
export const QUOTE_IS_RIGHT: Regression = {
  weights: {
    line: 1.78,
    passage: 2.15,
    coverage: 0.46,
    lineCoverage: 0.35,
    headings: 1.35,
    lead: 5.98,
    leadOverRest: 14.27,
    standsOut: 6.79,
    pack: 0.64,
    unknownName: -1.85,
    strangeName: 0.49,
    familiar: 0,
    named: -0.44,
    restCoverage: -2.66,
    namedRest: 2.73,
    quantityMissing: -0.74,
    quantityNowhere: -0.19,
  },
  bias: -5.34,
};

/** Whether the notes answer the question at all. */
export const IS_ANSWERABLE: Regression = {
  weights: {
    line: 2.77,
    passage: 5.62,
    coverage: -0.24,
    lineCoverage: -1.03,
    headings: 0.38,
    lead: 0.91,
    leadOverRest: 11.86,
    standsOut: 2.07,
    pack: -0.42,
    unknownName: -1.85,
    strangeName: 0.84,
    familiar: 0,
    named: -0.94,
    restCoverage: -2.01,
    namedRest: 2.71,
    quantityMissing: -1.85,
    quantityNowhere: 0.44,
  },
  bias: -4.98,
};

/** From here on (`Judgement.answerable`) Seogi answers; below, it refuses and names the nearest sections. */
export const ENOUGH = 0.45;
