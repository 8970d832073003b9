// What a question may mean that names nothing: the entries of a pack whose texts its vector is nearest to.
import type { ModelVectors } from '../search/generation.ts';
import { addTo, cosineAt, emptyTable, type VectorTable, vectorAt } from '../search/vector-table.ts';
import { type PackEntry, packTexts } from './pack.ts';

/** Entries that a question may mean at most. */
const MEANT = 5;
/** Entries that are looked at closely: those whose texts are nearest taken together. */
const CLOSELY = 100;
/** An entry with a smaller share of what a question may mean is not looked for in the notes. */
const LEAST_SHARE = 0.05;
/** How an entry's texts speak for it: its nearest question, the next, its definition. */
const TEXT_WEIGHTS = { first: 0.5, second: 0.2, definition: 0.3 } as const;
/** How sharply the nearest entry is preferred: 1 / the softmax's temperature, in cosine. */
const SHARPNESS = 40;
/** An entry that may be meant, by its place in the pack, and how surely: shares add up to no more than 1. */
export interface Guess {
  readonly entry: number;
  readonly share: number;
}

/** Opens a pack's guesses, best first; none where the pack has no vectors, or the question's is of another model. */
export function openGuess(entries: readonly PackEntry[], vectors: ModelVectors | undefined) {
  let made: Searchable | undefined;
  return (vector: Float32Array | undefined, model: string | undefined): readonly Guess[] => {
    if (vector === undefined || vectors === undefined || !isSameModel(vectors.model, model)) return [];
    // Made when it is first needed, not when Seogi starts.
    made ??= searchableVectors(vectors, entries);
    return nearest(vector, made);
  };
}

/** Whether two embedders give the same vectors: the fingerprint after the @ says so, whatever folder a model lies in. */
const isSameModel = (a: string | undefined, b: string | undefined) => a?.split('@').at(-1) === b?.split('@').at(-1);

/** An entry's rows in a pack's table, and their mean. */
interface Place {
  readonly asks: readonly number[];
  readonly definition: number;
}

/** A pack's vectors as entries are found by them. */
interface Searchable {
  readonly table: VectorTable;
  readonly places: readonly Place[];
  /** One row an entry: the mean of its texts' vectors. */
  readonly means: VectorTable;
}

function searchableVectors({ table }: ModelVectors, entries: readonly PackEntry[]): Searchable {
  const places = entries.map(() => ({ asks: [] as number[], definition: 0 }));
  const means = emptyTable(entries.length, table.dimensions);
  for (const [row, { entry, kind }] of packTexts(entries).entries()) {
    const place = places[entry];
    if (kind === 'passage') places[entry] = { asks: place?.asks ?? [], definition: row };
    else place?.asks.push(row);
    const share = 1 / ((entries[entry]?.asks.length ?? 0) + 1);
    addTo(means, entry, vectorAt(table, row), share);
  }
  return { table, places, means };
}

function nearest(vector: Float32Array, { table, places, means }: Searchable): Guess[] {
  const near = places
    .map((place, entry) => ({ entry, place, cosine: cosineAt(means, entry, vector) }))
    .sort((x, y) => y.cosine - x.cosine)
    .slice(0, CLOSELY);
  const scored = near
    .map(({ entry, place }) => {
      const [first = 0, second = 0] = place.asks.map((row) => cosineAt(table, row, vector)).sort((x, y) => y - x);
      const definition = cosineAt(table, place.definition, vector);
      const weights = TEXT_WEIGHTS;
      return { entry, score: weights.first * first + weights.second * second + weights.definition * definition };
    })
    .sort((x, y) => y.score - x.score)
    .slice(0, MEANT);
  const odds = scored.map(({ score }) => Math.exp(SHARPNESS * (score - (scored[0]?.score ?? 0))));
  const sum = odds.reduce((x, y) => x + y, 0);
  return scored
    .map(({ entry }, i) => ({ entry, share: (odds[i] ?? 0) / sum }))
    .filter(({ share }) => share >= LEAST_SHARE);
}
