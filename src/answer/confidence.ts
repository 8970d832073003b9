import { keywordInput } from '../search/inputs.ts';
import type { KeywordIndex } from '../search/keywords.ts';
import type { RankedHit } from '../search/retrieve.ts';
import { terms } from '../text/korean.ts';
import { namesUnknown } from './names.ts';

/** From here on Seogi answers; below, it refuses and names the nearest sections. */
export const ENOUGH_CONFIDENCE = 0.5;

/**
 * Logistic regression over 528 samples on three sets of notes: 177 answerable questions, the same with their answers
 * taken out of the notes, 24 that the notes do not answer, and 50 of other subjects asked of each set. The bias is set so
 * that about one in twelve is refused of those whose answer is found. Fitted for cosines of the e5 family.
 */
const WEIGHTS = { line: 10.63, coverage: 1.35, lead: 20.24, unknownName: -3.04, bias: -8.19 } as const;

/** Hits the lead over the rest is taken from: the best, and the five after it. */
export const HITS_FOR_CONFIDENCE = 6;

/**
 * How sure it is, 0–1, that the best hit answers the question: how near its best line is, how many of the question's
 * rarer terms it holds, how far it leads the hits after it, and whether the question names something the notes never do.
 */
export function confidence(keywords: readonly KeywordIndex[], question: string, hits: readonly RankedHit[]): number {
  const [best, ...others] = hits;
  if (best === undefined) return 0;
  const covered = coverage(keywords, question, best);
  const near = best.lineCosine ?? best.passageCosine;
  if (near === undefined) return Math.min(1, 2 * covered);
  const rest = others.slice(0, HITS_FOR_CONFIDENCE - 1);
  const lead = rest.length === 0 ? 0 : best.score - rest.reduce((sum, { score }) => sum + score, 0) / rest.length;
  const logit =
    WEIGHTS.bias +
    WEIGHTS.line * near +
    WEIGHTS.coverage * covered +
    WEIGHTS.lead * lead +
    (namesUnknown(keywords, question) ? WEIGHTS.unknownName : 0);
  return 1 / (1 + Math.exp(-logit));
}

/** Share of the question's terms, weighed by their rarity, that stand in the hit. */
function coverage(keywords: readonly KeywordIndex[], question: string, hit: RankedHit): number {
  const own = new Set(terms(keywordInput(hit.passage)));
  const rarity = (term: string) => Math.min(...keywords.map((index) => index.rarity(term)));
  let all = 0;
  let held = 0;
  for (const term of new Set(terms(question))) {
    const weight = rarity(term);
    all += weight;
    if (own.has(term)) held += weight;
  }
  return all === 0 ? 0 : held / all;
}
