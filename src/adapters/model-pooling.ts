import type { Pooling } from './model-settings.ts';

/** The token vectors of one text within a batch: rows `start` to `start + count` of `data`. */
export interface TokenVectors {
  readonly data: Float32Array;
  /** Length of a token's vector. */
  readonly size: number;
  /** First row of the text. */
  readonly start: number;
  /** Rows of the text, padding left out. */
  readonly count: number;
}

/** One vector for a text's tokens, `modes.length × size` long, not yet normalised. */
export function poolTokens(tokens: TokenVectors, modes: readonly Pooling[]): Float32Array {
  const pooled = new Float32Array(modes.length * tokens.size);
  for (const [place, mode] of modes.entries()) {
    const out = pooled.subarray(place * tokens.size, (place + 1) * tokens.size);
    if (mode === 'mean') average(tokens, out);
    else if (mode === 'max') maximum(tokens, out);
    else out.set(row(tokens, mode === 'cls' ? 0 : tokens.count - 1));
  }
  return pooled;
}

/** Scales `vector` to length 1 in place; false when it has no direction (zeros, NaN, infinity). */
export function normalise(vector: Float32Array): boolean {
  let squares = 0;
  for (const value of vector) squares += value * value;
  const length = Math.sqrt(squares);
  if (!(length > 0 && Number.isFinite(length))) return false;
  for (let i = 0; i < vector.length; i++) vector[i] = (vector[i] ?? 0) / length;
  return true;
}

function row(tokens: TokenVectors, index: number): Float32Array {
  const begin = (tokens.start + index) * tokens.size;
  return tokens.data.subarray(begin, begin + tokens.size);
}

function average(tokens: TokenVectors, out: Float32Array): void {
  for (let i = 0; i < tokens.count; i++) {
    const vector = row(tokens, i);
    for (let j = 0; j < out.length; j++) out[j] = (out[j] ?? 0) + (vector[j] ?? 0) / tokens.count;
  }
}

function maximum(tokens: TokenVectors, out: Float32Array): void {
  out.fill(Number.NEGATIVE_INFINITY);
  for (let i = 0; i < tokens.count; i++) {
    const vector = row(tokens, i);
    for (let j = 0; j < out.length; j++) out[j] = Math.max(out[j] ?? 0, vector[j] ?? 0);
  }
}
