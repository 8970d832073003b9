import type { Evidence } from './confidence.ts';

/** Fitted by scripts/fit; see docs/retrieval.md. */
export const CONFIDENCE: { readonly weights: Readonly<Record<keyof Evidence, number>>; readonly bias: number } = {
  weights: {
    line: 10,
    passage: 0,
    coverage: 1.4,
    lineCoverage: 0.5,
    headings: 0,
    lead: 5,
    leadOverRest: 15,
    standsOut: 0,
    pack: 0,
    unknownName: -3,
    strangeName: 0,
    named: 0,
    restCoverage: 0,
    namedRest: 0,
    quantityMissing: -0.5,
    quantityNowhere: 0,
  },
  bias: -8.2,
};

/** From here on Seogi answers; below, it refuses and names the nearest sections. */
export const ENOUGH_CONFIDENCE = 0.3;
