/** Which side of the search a text stands on: models with prompts (e5) treat them differently. */
export type EmbeddingKind = 'query' | 'passage';

/** Turns texts into unit vectors. Calls may overlap; queries go before waiting passages. */
export interface Embedder {
  /** Changes whenever the vectors would: name and fingerprint of the model. */
  readonly id: string;
  /** Length of every vector. */
  readonly dimensions: number;
  /** One L2-normalised vector per text, in order. Throws UserError when the model cannot be loaded or run. */
  embed(texts: readonly string[], kind: EmbeddingKind): Promise<Float32Array[]>;
  close(): Promise<void>;
}
