import { keywordInput } from '../search/inputs.ts';
import { coverage, termSet } from '../search/keywords.ts';
import type { Query } from '../search/query.ts';
import type { RankedHit } from '../search/retrieve.ts';

/** A passage that holds so much of a side's words is about it too. */
const ABOUT = 0.7;
/** Every word of a side counts alike: a name of two common words is a name too. */
const EVENLY = () => 0.5;

/**
 * Hits for a question that sets two things against each other. A passage about both comes first, as it is; where the best
 * is about one of them only, the other side's best passage follows it.
 */
export function bothSides(
  whole: readonly RankedHit[],
  sides: readonly (readonly RankedHit[])[],
  queries: readonly (readonly Query[])[],
): RankedHit[] {
  const isAbout = (hit: RankedHit, side: number) => {
    const held = termSet(keywordInput(hit.passage));
    return (queries[side] ?? []).some(({ groups }) => coverage(groups, EVENLY)(held) >= ABOUT);
  };
  const [best] = whole;
  if (best === undefined) return [];
  const missing = [0, 1].filter((side) => !isAbout(best, side));
  const others = missing.flatMap((side) => {
    const own = [...whole, ...(sides[side] ?? [])].find((hit) => isAbout(hit, side));
    return own === undefined ? [] : [own];
  });
  const order = [best, ...others, ...whole.slice(1)];
  return order.filter((hit, i) => order.findIndex(({ passage }) => passage.id === hit.passage.id) === i);
}
