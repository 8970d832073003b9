/** Links a row keeps (M): 16 is the library's usual middle between memory and recall. */
export const LINKS_PER_ROW = 16;
/** Candidates looked at while building. */
export const EF_CONSTRUCTION = 200;
/** Least number of candidates looked at while searching; recall@10 ≥ .99 on line vectors (tested). */
export const EF_SEARCH = 200;
/** The levels of the graph are drawn at random: a fixed seed makes the same vectors the same file. */
export const SEED = 20_261_121;

/** What the building thread is given. */
export interface HnswJob {
  readonly vectorsPath: string;
  /** SHA-256 (hex) of the vectors: the file may have been exchanged since it was read. */
  readonly vectorsSha256: string;
  readonly targetPath: string;
  readonly rows: number;
  readonly dimensions: number;
}
