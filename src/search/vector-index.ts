import type { VectorTable } from './vector-table.ts';

/** A row of the index and its cosine to the query, −1 to 1. */
export interface Neighbor {
  readonly row: number;
  readonly score: number;
}

/** Nearest-neighbour search over unit vectors numbered 0…n−1. */
export interface VectorIndex {
  /** The k best rows, best first; fewer when the index is smaller. */
  search(vector: Float32Array, k: number): Neighbor[];
}

/** Makes vector indexes for the vectors of a generation, which stand in its folder. */
export interface VectorIndexes {
  /** At once, from memory. */
  exact(table: VectorTable): VectorIndex;
  /** The approximate index beside the vectors; undefined when none was built or it is not what was built. */
  open(folder: string, table: VectorTable): Promise<VectorIndex | undefined>;
  /** Builds the approximate index off this thread; it is there for `open` afterwards. Rejects when `signal` ends it. */
  build(folder: string, table: VectorTable, signal?: AbortSignal): Promise<void>;
}
