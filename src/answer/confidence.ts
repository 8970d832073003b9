import type { RankedHit, Source } from '../search/retrieve.ts';

export const ENOUGH_CONFIDENCE = 0.5;

/** placeholder until measured */
export function confidence(_sources: readonly Source[], _question: string, hits: readonly RankedHit[]): number {
  return hits.length > 0 ? 1 : 0;
}
