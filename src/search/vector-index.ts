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
