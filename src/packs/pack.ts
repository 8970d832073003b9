import { z } from 'zod';

/** One thing a subject's tutor knows: how it is called, what it is, and how people ask for it who do not know its name. */
export const PackEntry = z.strictObject({
  /** Unique within the pack. */
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'id는 소문자와 숫자를 -로 이은 이름이에요'),
  kind: z.enum(['service', 'feature', 'concept']),
  name: z.string().min(1),
  /** Other spellings: short and long forms, other scripts, abbreviations, older names. */
  names: z.array(z.string().min(1)),
  /** One line. */
  definition: z.string().min(1),
  /** Plain words for it, without its names. */
  asks: z.array(z.string().min(1)).min(1),
  /** Ids of entries that it is mixed up with. */
  confusable: z.array(z.string()),
});
export type PackEntry = z.infer<typeof PackEntry>;

/** What a tutor of one subject knows. */
export interface Pack {
  /** Its folder's name. */
  readonly id: string;
  readonly entries: readonly PackEntry[];
  readonly vectors: PackVectors | undefined;
}

/** Vectors of a pack's texts (see `packTexts`), rounded to bytes. */
export interface PackVectors {
  /** The embedder they are of. */
  readonly model: string;
  readonly dimensions: number;
  /** One row a text. */
  readonly rows: Int8Array;
  /** What each row is to be multiplied by. */
  readonly scales: Float32Array;
}

/** A text of an entry, and the side of the search that it is embedded for. */
export interface PackText {
  readonly entry: number;
  readonly kind: 'query' | 'passage';
  readonly text: string;
}

/** The texts that have vectors, in their order: each entry's questions, then its name and definition. */
export function packTexts(entries: readonly PackEntry[]): PackText[] {
  return entries.flatMap(({ name, definition, asks }, entry) => [
    ...asks.map((text): PackText => ({ entry, kind: 'query', text })),
    { entry, kind: 'passage', text: `${name}\n${definition}` },
  ]);
}
