import type { VectorIndex } from '../search/vector-index.ts';
import { cosineAt, type VectorTable } from '../search/vector-table.ts';

/** Searches by comparing with every row: exact, nothing to build, about 4 ms for 10,000 rows of 384 numbers. */
export function exactIndex(table: VectorTable): VectorIndex {
  return {
    search(vector, k) {
      const scores = new Float32Array(table.rows);
      for (let row = 0; row < table.rows; row++) scores[row] = cosineAt(table, row, vector);
      return Array.from(scores, (score, row) => ({ row, score }))
        .sort((x, y) => y.score - x.score)
        .slice(0, k);
    },
  };
}
