/** Unit vectors numbered 0…rows−1, kept in one block of memory. */
export interface VectorTable {
  readonly dimensions: number;
  readonly rows: number;
  /** `rows × dimensions` numbers, row after row. */
  readonly data: Float32Array;
}

/** Packs vectors of one length. Throws when a length differs or a number is not finite: such a vector would spoil every search. */
export function packVectors(vectors: readonly Float32Array[], dimensions: number): VectorTable {
  const table = emptyTable(vectors.length, dimensions);
  vectors.forEach((vector, row) => {
    setVector(table, row, vector);
  });
  return table;
}

/** A table of zeros, to be filled row by row. */
export function emptyTable(rows: number, dimensions: number): VectorTable {
  return { dimensions, rows, data: new Float32Array(rows * dimensions) };
}

/** Fills one row of a new table. Throws when the vector does not fit or a number in it is not finite. */
export function setVector({ dimensions, data }: VectorTable, row: number, vector: Float32Array): void {
  if (vector.length !== dimensions) throw new Error(`Vector ${row} has ${vector.length} numbers, not ${dimensions}`);
  const start = row * dimensions;
  // A loop: a function called for each of millions of numbers would take ten times as long.
  for (let i = 0; i < dimensions; i++) {
    const number = vector[i] as number;
    if (!Number.isFinite(number)) throw new Error(`Vector ${row} holds a number that is not finite`);
    data[start + i] = number;
  }
}

/** Copies `count` rows of a table, from row `from` on, into rows of another one of the same length from `row` on. */
export function copyRows(table: VectorTable, row: number, other: VectorTable, from: number, count: number): void {
  const { dimensions } = table;
  table.data.set(other.data.subarray(from * dimensions, (from + count) * dimensions), row * dimensions);
}

/** Adds a share of a vector to one row. */
export function addTo({ dimensions, data }: VectorTable, row: number, vector: Float32Array, share: number): void {
  const start = row * dimensions;
  for (let i = 0; i < dimensions; i++) data[start + i] = (data[start + i] as number) + share * (vector[i] as number);
}

/** One row, as a view (no copy). */
export function vectorAt(table: VectorTable, row: number): Float32Array {
  return table.data.subarray(row * table.dimensions, (row + 1) * table.dimensions);
}

/** Rows that a mean is taken of: enough for three digits, and done in a few milliseconds. */
const SAMPLE = 4096;

/** The mean of all rows, of many that of some thousand; zeros of none. */
export function meanVector(table: VectorTable): Float32Array {
  const step = Math.max(1, Math.ceil(table.rows / SAMPLE));
  const mean = emptyTable(1, table.dimensions);
  const count = Math.ceil(table.rows / step);
  for (let row = 0; row < table.rows; row += step) addTo(mean, 0, vectorAt(table, row), 1 / count);
  return mean.data;
}

/** Dot product of a row with a vector: their cosine, since both are of length 1. */
export function cosineAt(table: VectorTable, row: number, vector: Float32Array): number {
  const { data, dimensions } = table;
  const start = row * dimensions;
  // Four sums at once let the processor overlap the additions: about twice as fast as one.
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let i = 0;
  for (; i + 3 < dimensions; i += 4) {
    a += (data[start + i] as number) * (vector[i] as number);
    b += (data[start + i + 1] as number) * (vector[i + 1] as number);
    c += (data[start + i + 2] as number) * (vector[i + 2] as number);
    d += (data[start + i + 3] as number) * (vector[i + 3] as number);
  }
  for (; i < dimensions; i++) a += (data[start + i] as number) * (vector[i] as number);
  return a + b + c + d;
}
