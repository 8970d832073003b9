import { z } from 'zod';
import type { ModelVectors } from '../search/generation.ts';

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
  /** One row a text (see `packTexts`); undefined where there are none of these texts. */
  readonly vectors: ModelVectors | undefined;
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
